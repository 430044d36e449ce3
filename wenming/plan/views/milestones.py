"""Reporting a milestone done, and opening it again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.plan.access import tasks as access
from wenming.plan.actions import milestones as actions
from wenming.plan.forms.duties import DoneForm
from wenming.shell.door import needs
from wenming.shell.responses import done


@require_POST
@needs(Permission.WORK_ON_DUTIES)
def complete(request: HttpRequest, milestone_id: int) -> HttpResponse:
    milestone = access.milestone_for(request.viewer, milestone_id)
    access.check_may_work_for(request.viewer, access.duty_of(milestone).unit)
    form = DoneForm(request.POST)
    if not form.is_valid():
        raise InputRefused("没有保存：请选完成日期。", {"on": "请选完成日期。"})
    actions.complete_milestone(
        milestone=milestone, on=form.cleaned_data["on"], by=request.viewer, at=timezone.now()
    )
    return done(request, f"“{milestone}”已填报完成。", "plan:duty", milestone.duty_id)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def reopen(request: HttpRequest, milestone_id: int) -> HttpResponse:
    milestone = access.milestone_for(request.viewer, milestone_id)
    reason = request.POST.get("reason", "")[:300]
    actions.reopen_milestone(milestone=milestone, reason=reason, by=request.viewer, at=timezone.now())
    return done(request, f"“{milestone}”已重新打开。", "plan:duty", milestone.duty_id)
