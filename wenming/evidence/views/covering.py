"""Covering parts of a picture, taking that back, and the original of a covered picture with a reason."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.covering import Area, areas_of
from wenming.evidence import access
from wenming.evidence.actions.covering import cover as cover_picture
from wenming.evidence.actions.covering import take_original
from wenming.evidence.actions.covering import uncover as uncover_picture
from wenming.evidence.forms import OriginalForm, UncoverForm
from wenming.evidence.models import Evidence, EvidenceFile
from wenming.evidence.queries.covering import covering_of, mark_of
from wenming.evidence.queries.files import with_its_renditions
from wenming.evidence.queries.viewing import Asked, look_at
from wenming.filestore.exports import file_response
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .evidence import drawn

FIELDS = ("left", "top", "width", "height")
Row = tuple[str, ...]


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def cover(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """The picture with the areas to cover drawn over it, or typed as numbers."""
    evidence, file = _asked_for(request, evidence_id, file_id)
    access.check_may_change(request.viewer, evidence)
    if request.method == "GET":
        return page(request, "evidence/cover.html", _drawn(request, evidence, file))
    rows = list(zip(*(request.POST.getlist(name) for name in FIELDS), strict=False))
    try:
        made = cover_picture(evidence=evidence, file=file, areas=areas_of(rows), by=request.viewer, at=timezone.now())
    except InputRefused as refusal:
        context = _drawn(request, evidence, file, rows, refusal.sentence)
        return page(request, "evidence/cover.html", context, status=422)
    sentence = f"已遮挡 {len(made.areas)} 处。页面和材料包都用遮挡件，原件没有动过。"
    return done(request, sentence, _back(evidence, file))


@needs(Permission.FILE_EVIDENCE)
@require_POST
def uncover(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    evidence, file = _asked_for(request, evidence_id, file_id)
    access.check_may_change(request.viewer, evidence)
    form = UncoverForm(request.POST)
    if form.carries_out(uncover_picture, evidence=evidence, file=file, by=request.viewer, at=timezone.now()):
        return done(request, "已取消遮挡，页面和材料包改用原图。", _back(evidence, file))
    context = _drawn(request, evidence, file) | {"uncovering": form}
    return page(request, "evidence/cover.html", context, status=form.answer_status)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def original(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """The original of a covered picture, once the reason is on record."""
    evidence, file = _asked_for(request, evidence_id, file_id)
    access.check_may_take_original(request.viewer, evidence)
    form = OriginalForm(request.POST)
    if form.carries_out(take_original, evidence=evidence, file=file, by=request.viewer, at=timezone.now()):
        return file_response(request, file.stored, name=file.shown_name, inline=False)
    context = drawn(request, evidence, asked=Asked(str(file.pk)), taking=form)
    return page(request, "evidence/evidence.html", context, status=form.answer_status)


def _asked_for(request: HttpRequest, evidence_id: int, file_id: int) -> tuple[Evidence, EvidenceFile]:
    return access.evidence_for(request.viewer, evidence_id), access.file_for(request.viewer, evidence_id, file_id)


def _back(evidence: Evidence, file: EvidenceFile) -> str:
    return address("evidence:evidence", evidence.pk, query={"file": file.pk})


def _drawn(
    request: HttpRequest, evidence: Evidence, file: EvidenceFile, rows: list[Row] | None = None, refused: str = ""
) -> dict[str, object]:
    covering = covering_of(file)
    if rows is None:
        rows = [Area(*one).percents for one in covering.areas] if covering else []
    return {
        "evidence": evidence, "file": file, "covering": covering, "rows": rows, "refused": refused,
        "look": look_at(with_its_renditions(file), Asked(original=True)), "uncovering": None,
        "uncover_form": UncoverForm(), "mark": mark_of(request.viewer), "now": timezone.now(),
    }
