"""Deciding what does not fit in an edition, one place at a time."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.shell.door import needs
from wenming.shell.responses import done
from wenming.standard import access
from wenming.standard.actions.deciding import decide_finding, reopen_finding
from wenming.standard.forms import DecisionForm

from . import editions


@needs(Permission.EDIT_PLAN)
@require_POST
def decide(request: HttpRequest, finding_id: int) -> HttpResponse:
    finding = access.finding_for(request.viewer, finding_id)
    form = DecisionForm(request.POST)
    if form.carries_out(decide_finding, finding=finding, by=request.viewer, at=timezone.now()):
        return done(request, "已记下。", "standard:edition", finding.edition_id)
    return editions.one(request, finding.edition, refused=(finding.pk, form))


@needs(Permission.EDIT_PLAN)
@require_POST
def reopen(request: HttpRequest, finding_id: int) -> HttpResponse:
    finding = access.finding_for(request.viewer, finding_id)
    reopen_finding(finding=finding, by=request.viewer, at=timezone.now())
    return done(request, "这一处重新核对。", "standard:edition", finding.edition_id)
