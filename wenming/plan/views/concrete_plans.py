"""A lead unit writes its concrete plan; the office accepts or returns it."""

from typing import Any

from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, NotFound, RuleBroken
from wenming.plan.access import tasks as access
from wenming.plan.actions import concrete_plans as actions
from wenming.plan.forms.concrete_plans import MilestoneFormSet, VersionForm, inputs_of, rows_of
from wenming.plan.models import ConcretePlan, Duty
from wenming.plan.queries.duties import milestones_of_duty
from wenming.plan.queries.tasks import task_text
from wenming.shell.door import needs
from wenming.shell.refusable import version_sent
from wenming.shell.responses import done

from .formwork import form_page, refused, typed

TEMPLATE = "plan/concrete_plan.html"


@require_http_methods(["GET", "POST"])
@needs(Permission.WORK_ON_DUTIES)
def concrete_plan(request: HttpRequest, duty_id: int) -> HttpResponse:
    """Write the milestones; 保存 keeps them, 保存并报送 hands them to the office too."""
    duty = access.duty_for(request.viewer, duty_id)
    access.check_may_plan(request.viewer, duty)
    version = duty.concrete_plan.version if hasattr(duty, "concrete_plan") else 0
    data = typed(request)
    head, rows = _forms(duty, data, version)
    context = {"duty": duty, "task": duty.task, "text": task_text(duty.task), "rows": rows}
    if request.method == "GET" or not (head.is_valid() and rows.is_valid()):
        return form_page(request, TEMPLATE, context, head)
    given: dict[str, Any] = {"by": request.viewer, "at": timezone.now()}
    try:
        save = actions.save_and_submit_plan if "submit" in request.POST else actions.save_plan
        save(duty=duty, version=head.cleaned_data["version"], milestones=inputs_of(rows), **given)
    except ChangedMeanwhile as refusal:
        return refused(request, TEMPLATE, context, head, refusal, version=version)
    except RuleBroken as refusal:
        return refused(request, TEMPLATE, context, head, refusal)
    sentence = "实施方案已报送，等办公室审核。" if "submit" in request.POST else "已保存，还没有报送。"
    return done(request, sentence, "plan:duty", duty.pk)


def _forms(duty: Duty, data: QueryDict | None, version: int) -> tuple[VersionForm, BaseFormSet]:
    return (
        VersionForm(data, initial={"version": version}),
        MilestoneFormSet(data, initial=rows_of(milestones_of_duty(duty)), prefix="m"),
    )


@require_POST
@needs(Permission.WORK_ON_DUTIES)
def submit(request: HttpRequest, duty_id: int) -> HttpResponse:
    plan = _plan(request, duty_id)
    actions.submit_plan(plan=plan, version=version_sent(request), by=request.viewer, at=timezone.now())
    return done(request, "实施方案已报送，等办公室审核。", "plan:duty", duty_id)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def accept(request: HttpRequest, duty_id: int) -> HttpResponse:
    plan = _plan(request, duty_id)
    actions.accept_plan(plan=plan, version=version_sent(request), by=request.viewer, at=timezone.now())
    return done(request, "已同意，时间节点开始计时。", "plan:duty", duty_id)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def return_plan(request: HttpRequest, duty_id: int) -> HttpResponse:
    plan = _plan(request, duty_id)
    reason = request.POST.get("reason", "")[:300]
    actions.return_plan(plan=plan, version=version_sent(request), reason=reason, by=request.viewer, at=timezone.now())
    return done(request, "已退回，牵头单位会看到理由。", "plan:duty", duty_id)


def _plan(request: HttpRequest, duty_id: int) -> ConcretePlan:
    plan: ConcretePlan | None = getattr(access.duty_for(request.viewer, duty_id), "concrete_plan", None)
    if plan is None:
        raise NotFound
    return plan
