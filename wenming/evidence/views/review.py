"""审核: what waits for me, judged one by one or many at once; handing in again; giving up what was proposed."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.review import Act, Stage
from wenming.evidence import access
from wenming.evidence.actions import reviewing
from wenming.evidence.forms import ReviewForm, VersionForm
from wenming.evidence.models import Evidence
from wenming.evidence.queries.review_page import review_page
from wenming.evidence.queries.wanted import Wanted
from wenming.shell.door import needs
from wenming.shell.responses import done, page


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def review(request: HttpRequest) -> HttpResponse:
    form = ReviewForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries_out(reviewing.review, by=request.viewer, at=timezone.now()):
        judged = form.outcome
        if request.POST.get("from") == "piece":
            return done(request, _told(judged, form.cleaned_data["act"]), "evidence:evidence", judged[0].pk)
        return done(request, _told(judged, form.cleaned_data["act"]), request.get_full_path())
    viewer, wanted = request.viewer, Wanted.read(request.GET, request.viewer.organisation_id)
    waiting = review_page(
        viewer.organisation_id, access.visible_to(viewer), access.turn_of(viewer), unit=wanted.unit, task=wanted.task
    )
    return page(
        request, "evidence/review.html", {"waiting": waiting, "wanted": wanted, "form": form},
        status=form.answer_status,
    )


@needs(Permission.FILE_EVIDENCE)
@require_POST
def hand_in(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = access.evidence_for(request.viewer, evidence_id)
    access.check_may_change(request.viewer, found)
    handed = reviewing.hand_in(evidence=found, version=_version(request), by=request.viewer, at=timezone.now())
    return done(request, f"已重新报送，现为“{handed.get_stage_display()}”。", "evidence:evidence", found.pk)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def drop(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = access.evidence_for(request.viewer, evidence_id)
    access.check_may_change(request.viewer, found)
    reviewing.drop_proposal(evidence=found, version=_version(request), by=request.viewer, at=timezone.now())
    return done(request, "已放弃新的一稿，仍用已认定的一稿。", "evidence:evidence", found.pk)


def told_review(evidence: Evidence) -> str:
    """What a change means for the review, for the sentence after it."""
    if evidence.proposed:
        return f"第 {evidence.proposed.number} 稿{evidence.get_stage_display()}；认定以前仍用已认定的一稿。"
    return "改好后请点“重新报送”。" if evidence.stage == Stage.RETURNED else ""


def _version(request: HttpRequest) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise InputRefused("没有收到这件佐证的稿次，请刷新后再办。")
    version: int = form.cleaned_data["version"]
    return version


def _told(judged: list[Evidence], act: Act) -> str:
    if act is Act.RETURN:
        return f"已退回 {len(judged)} 件，报送单位会收到通知。"
    accepted = sum(one.stage == Stage.ACCEPTED for one in judged)
    onward = len(judged) - accepted
    parts = [f"认定 {accepted} 件"] * bool(accepted) + [f"通过 {onward} 件，转下一步"] * bool(onward)
    return f"已{'，'.join(parts)}。"
