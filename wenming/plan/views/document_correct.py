"""The correction page: the reading beside its source, every edit a POST back to the same address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.plan.access.documents import proposal_for, revision_for
from wenming.plan.actions.proposal_steps import redo_step, undo_step
from wenming.plan.actions.proposals import discard_proposal
from wenming.plan.models import PlanRevision
from wenming.plan.queries.documents import last_step, undone_steps
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, page

from .document_acts import perform, posted_version
from .document_picks import place_of
from .document_workbench import workbench

TEMPLATE = "plan/correct.html"


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "GET" and revision_for(request.viewer, pk).state != PlanRevision.State.PROPOSED:
        return redirect("plan:revision", pk)
    proposal = proposal_for(request.viewer, pk)
    if request.method == "GET":
        put_back = kept.take(request)
        return page(request, TEMPLATE, workbench(proposal, request.GET, typed=put_back) | {"put_back": put_back})
    try:
        said, place = perform(request, proposal)
    except (NotAllowed, NotFound):
        raise
    except RuleBroken as refused:
        return _refused(request, pk, refused)
    return done(request, said, reverse("plan:correct", args=[pk], query={k: v for k, v in place.items() if v}))


def _refused(request: HttpRequest, pk: int, refused: RuleBroken) -> HttpResponse:
    """The page again with all that was typed. After ChangedMeanwhile the form carries the new version: the person
    was told and may save over it."""
    proposal = proposal_for(request.viewer, pk)
    stale = isinstance(refused, InputRefused) and request.POST.get("version", "").isdecimal()
    context = workbench(
        proposal, request.GET, typed=request.POST, refused=refused,
        version=posted_version(request) if stale else None,
    )
    return page(request, TEMPLATE, context | {"put_back": None}, status=status_of(refused))


@require_POST
@needs(Permission.EDIT_PLAN)
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    there = place_of(last_step(proposal), proposal)
    said = undo_step(revision=proposal, version=posted_version(request), by=request.viewer, at=timezone.now())
    return done(request, f"已撤销“{said}”。", reverse("plan:correct", args=[pk], query=there))


@require_POST
@needs(Permission.EDIT_PLAN)
def redo(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    there = place_of(undone_steps(proposal).first(), proposal)
    said = redo_step(revision=proposal, version=posted_version(request), by=request.viewer, at=timezone.now())
    return done(request, f"已重做“{said}”。", reverse("plan:correct", args=[pk], query=there))


@require_POST
@needs(Permission.EDIT_PLAN)
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    discard_proposal(revision=proposal, version=posted_version(request), by=request.viewer, at=timezone.now())
    return done(request, f"已放弃“{proposal.work_plan}”的校核稿，原文件仍在。", "plan:documents")
