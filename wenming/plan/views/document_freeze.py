"""Freezing a proposal: what it will make, who approved it, and the act."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.plan.access.documents import proposal_for
from wenming.plan.actions.freezing import freeze_plan
from wenming.plan.forms.documents import FreezeForm
from wenming.plan.models import PlanRevision
from wenming.plan.queries.outlook import outlook
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, page


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    if request.method == "GET" and proposal.is_revised:
        return redirect("plan:compare", pk)
    if request.method == "GET":
        put_back = kept.take(request)
        typed = put_back.dict() if put_back else {"document_number": proposal.document_number}
        form = FreezeForm(initial={**typed, "version": proposal.version})
        return _page(request, proposal, form, put_back=put_back is not None)
    form = FreezeForm(request.POST)
    if not form.is_valid():
        return _page(request, proposal, form, status=422)
    try:
        freeze_plan(revision=proposal, **form.cleaned_data, by=request.viewer, at=timezone.now())
    except (NotAllowed, NotFound):
        raise
    except RuleBroken as refused:
        return _refused(request, pk, form, refused)
    return done(request, "方案已冻结，分解任务已发到各单位，等待签收。", "plan:revision", pk)


def _refused(request: HttpRequest, pk: int, form: FreezeForm, refused: RuleBroken) -> HttpResponse:
    proposal = proposal_for(request.viewer, pk)
    if isinstance(refused, ChangedMeanwhile):
        form = FreezeForm({**form.data.dict(), "version": proposal.version})
        form.is_valid()
    fields = refused.fields if isinstance(refused, InputRefused) else {}
    for name, sentence in fields.items():
        form.add_error(name, sentence)
    form.add_error(None, refused.sentence)
    return _page(request, proposal, form, status=status_of(refused))


def _page(
    request: HttpRequest, proposal: PlanRevision, form: FreezeForm, *, status: int = 200, put_back: bool = False
) -> HttpResponse:
    context = {
        "revision": proposal, "form": form, "view": outlook(proposal, timezone.localdate()), "put_back": put_back
    }
    return page(request, "plan/document_freeze.html", context, status=status)
