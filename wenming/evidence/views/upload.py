"""The upload page: files come first, one by one, each answered with a receipt; then one form files them."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.filing import LATE_AFTER
from wenming.domain.evidence.names import title_of
from wenming.evidence.access import served_for
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming, Received, receive_file, redeem
from wenming.evidence.forms import UploadForm
from wenming.evidence.queries.doubts import told_doubts
from wenming.evidence.queries.filled import filled
from wenming.evidence.queries.openings import OpenTask, meant, open_tasks
from wenming.evidence.queries.texts import told_warnings
from wenming.organisation.models import Unit
from wenming.shell import kept
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.responses import done, form_again, page

from .coming_from import CONTEXT, named_in
from .lengths import lengths_in
from .taking_in import redeemed, sent, taken_in


@dataclass
class Sheet:
    """All the upload page draws: what was typed, the files taken in, those refused, what may be served."""

    form: UploadForm
    chosen: list[str]
    received: list[Received] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    restored: bool = False
    tasks: list[OpenTask] = field(default_factory=list)

    def open_for(self, viewer: Viewer) -> "Sheet":
        unit = self.form.unit_now
        offer = None
        if self.received:
            kinds = tuple(one.kind for one in self.received)
            offer = self.form.offer(kinds, lengths_in(self.received, self.chosen, viewer))
        every = viewer.covers_all_units(Permission.FILE_EVIDENCE)
        self.tasks = open_tasks(unit, every_task=every, chosen=self.chosen, offer=offer) if unit else []
        return self


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "evidence/upload.html", _drawn(request, _blank(request)))
    sheet = _posted(request)
    try:
        if not sheet.refused and sheet.form.is_valid():
            return _filed(request, sheet)
    except InputRefused as refusal:
        sheet.form.refuse(refusal)
    return form_again(request, "evidence/upload.html", _drawn(request, sheet))


@needs(Permission.FILE_EVIDENCE, Permission.OFFER_EVIDENCE)
@require_POST
def receive(request: HttpRequest) -> HttpResponse:
    """One file, for the script of the page; refusals come as JSON because the script asks for it."""
    with sent(request) as content:
        got = receive_file(content=content, name=content.name, by=request.viewer, at=timezone.now())
    return told(request, got)


def told(request: HttpRequest, got: Received) -> JsonResponse:
    """What the script of a page is told about a file that was received."""
    first = got.first and {
        "title": got.first.title, "url": address("evidence:evidence", got.first.pk),
        "cite": address("evidence:cite", got.first.pk, query={name: request.GET.get(name) for name in CONTEXT}),
    }
    return JsonResponse({
        "receipt": got.receipt, "name": got.shown_name, "title": title_of(got.name), "size": got.stored.size,
        "kind": got.kind.value, "kind_label": got.kind.label, "mismatch": got.mismatch, "caution": got.caution,
        "captured_on": got.captured_on and got.captured_on.isoformat(), "duplicate": first or None,
        "alike": got.alike and {"title": got.alike.title, "url": address("evidence:evidence", got.alike.pk)},
    })


@needs(Permission.FILE_EVIDENCE)
@require_POST
def weigh(request: HttpRequest) -> HttpResponse:
    """What the form would fill as it stands; writes nothing."""
    form = UploadForm(request.POST, viewer=request.viewer, on=timezone.localdate())
    received = redeem(receipts=request.POST.getlist("receipts"), by=request.viewer)
    sheet = Sheet(form, request.POST.getlist("serves"), received)
    return page(request, "evidence/_serves.html", {"tasks": sheet.open_for(request.viewer).tasks, "cited": []})


def _drawn(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    return {"sheet": sheet.open_for(request.viewer), "largest": settings.MAX_FILE_BYTES, "late_after": LATE_AFTER.days}


def _blank(request: HttpRequest) -> Sheet:
    """The page as it is first opened, or with what was typed before the sign-in ran out."""
    today, typed = timezone.localdate(), kept.take(request)
    if typed is not None:
        sheet = Sheet(UploadForm(typed, viewer=request.viewer, on=today), typed.getlist("serves"), restored=True)
        sheet.received, sheet.refused = redeemed(typed.getlist("receipts"), request.viewer)
        return sheet
    named = named_in(request)
    served = served_for(request.viewer, named)
    initial = {"unit": request.GET.get("unit") or next((one.unit_id for one in served.duties), None)}
    things = [*served.slots, *served.duties, *served.tasks]
    if things:
        initial["title"] = things[0].title[:120]
    sheet = Sheet(UploadForm(viewer=request.viewer, on=today, initial=initial), named[-1:])
    if named:
        sheet.chosen = meant(sheet.open_for(request.viewer).tasks, sheet.chosen)
    return sheet


def _posted(request: HttpRequest) -> Sheet:
    form = UploadForm(request.POST, viewer=request.viewer, on=timezone.localdate())
    received, refused = taken_in(request)
    return Sheet(form, request.POST.getlist("serves"), received, refused)


def _filed(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    typed, served = dict(sheet.form.cleaned_data), served_for(request.viewer, sheet.chosen)
    unit: Unit = typed.pop("unit")
    files = [Incoming(one.name, stored=one.stored) for one in sheet.received]
    evidence = file_evidence(
        files=files, unit=unit, tasks=served.tasks, duties=served.duties, slots=served.slots, by=request.viewer,
        at=timezone.now(), **typed,
    )
    every = request.viewer.covers_all_units(Permission.FILE_EVIDENCE)
    told = filled(unit, sheet.chosen, every_task=every).sentence
    sentence = f"已归集“{evidence.title}”，文件 {len(files)} 个；{told}{told_warnings(evidence)}{told_doubts(evidence)}"
    return done(request, sentence, "evidence:evidence", evidence.pk)
