"""A new version of a plan: handing it in, comparing it with the plan in force, accepting it; two frozen ones apart."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.plan.access.documents import check_may_revise, proposal_for, revision_for
from wenming.plan.actions.revising import accept_revision, decide_continuing
from wenming.plan.forms.documents import FreezeForm
from wenming.plan.forms.refusals import put_into
from wenming.plan.forms.revisions import continuing_said
from wenming.plan.models import PlanRevision
from wenming.plan.queries.outlook import outlook
from wenming.plan.queries.revisions import frozen_comparison, frozen_of, proposed_comparison
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, page

from .document_acts import posted_version
from .documents import read_in

COMPARE = "plan/document_compare.html"


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in the next version of this plan."""
    work_plan = revision_for(request.viewer, pk).work_plan
    check_may_revise(request.viewer, work_plan)
    return read_in(request, revises=work_plan)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """A corrected new version beside the plan in force; posting says which task continues which."""
    if request.method == "GET" and revision_for(request.viewer, pk).state != PlanRevision.State.PROPOSED:
        return redirect("plan:revision", pk)
    proposal = proposal_for(request.viewer, pk)
    if not proposal.is_revised:
        return redirect("plan:freeze", pk)
    if request.method == "GET":
        put_back, approval = kept.take(request), kept.take(request, reverse("plan:accept", args=[pk]))
        form = FreezeForm(initial={**approval.dict(), "version": proposal.version}) if approval else None
        return _page(
            request, proposal, form, said=continuing_said(put_back) if put_back else None,
            put_back=bool(put_back or approval),
        )
    said = continuing_said(request.POST)
    try:
        decide_continuing(
            revision=proposal, version=posted_version(request), said=said, by=request.viewer, at=timezone.now()
        )
    except (NotAllowed, NotFound):
        raise
    except RuleBroken as refused:
        return _page(request, proposal_for(request.viewer, pk), said=said, refused=refused)
    return done(request, "对应已确认。", "plan:compare", pk)


@require_POST
@needs(Permission.EDIT_PLAN)
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    form = FreezeForm(request.POST)
    if not form.is_valid():
        return _page(request, proposal, form, status=422)
    try:
        made = accept_revision(revision=proposal, **form.cleaned_data, by=request.viewer, at=timezone.now())
    except (NotAllowed, NotFound):
        raise
    except RuleBroken as refused:
        proposal = proposal_for(request.viewer, pk)
        put_into(form, refused, version=proposal.version)
        return _page(request, proposal, form, status=status_of(refused))
    said = (
        f"第 {proposal.number} 版已冻结：{len(made.changed)} 项任务有改动，新增 {len(made.added)} 项，"
        f"撤销 {len(made.withdrawn)} 项。已办的都接着。"
    )
    return done(request, said, "plan:difference", pk)


def _page(
    request: HttpRequest, proposal: PlanRevision, form: FreezeForm | None = None, *,
    said: dict[str, str] | None = None, refused: RuleBroken | None = None, status: int = 200, put_back: bool = False,
) -> HttpResponse:
    compared = proposed_comparison(proposal)
    if compared is None:
        raise InputRefused("这份方案没有已冻结的上一版，不能比较。")
    initial = {"version": proposal.version, "document_number": proposal.document_number}
    return page(request, COMPARE, {
        "revision": proposal, "compared": compared, "difference": compared.difference,
        "view": outlook(proposal, timezone.localdate()), "form": form or FreezeForm(initial=initial),
        "said": said or {}, "refused": refused, "put_back": put_back,
    }, status=status_of(refused) if refused else status)


@require_GET
@needs(Permission.READ_CAMPAIGN)
def difference(request: HttpRequest, pk: int) -> HttpResponse:
    """A frozen version beside another of the same plan: the one before, or the number in the address."""
    revised = revision_for(request.viewer, pk)
    others = [one for one in frozen_of(revised.work_plan) if one.pk != revised.pk]
    asked = request.GET.get("with", "")
    earlier = [one for one in others if one.number < revised.number] or others
    former = next((one for one in others if str(one.number) == asked), earlier[0] if earlier else None)
    if revised.state != PlanRevision.State.FROZEN or former is None:
        raise NotFound("这份方案只有一版，没有可以比较的另一版。")
    compared = frozen_comparison(former, revised)
    return page(request, "plan/document_difference.html", {
        "revision": revised, "former": former, "others": others, "difference": compared.difference,
    })
