"""Marking a milestone done, and opening it again."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.plan.duty import check_done_on
from wenming.domain.plan.schedule import spoken
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import ConcretePlan, Milestone


@transaction.atomic
def complete_milestone(*, milestone: Milestone, on: date, by: Viewer, at: datetime) -> Milestone:
    """Done ``on`` a day, not in the future. Raises RuleBroken before the plan is accepted, or done already."""
    duty = access.duty_of(milestone)
    access.check_may_work_for(by, duty.unit)
    access.check_duty_open(duty)
    if not ConcretePlan.objects.filter(duty=duty, state=ConcretePlan.State.ACCEPTED).exists():
        raise RuleBroken("实施方案还没有经办公室同意，时间节点暂不能填报完成。")
    check_done_on(on, timezone.localdate(at))
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if milestone.done_on:
        raise RuleBroken(f"时间节点“{milestone}”已于{spoken(milestone.done_on)}填报完成，不用再填。")
    milestone.done_on = on
    milestone.save(update_fields=["done_on"])
    record(events.milestone_done, by=by, at=at, on=milestone, after={"done_on": on.isoformat()})
    return milestone


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, reason: str, by: Viewer, at: datetime) -> Milestone:
    """The office finds it is not done after all. Raises InputRefused without a reason."""
    access.check_may_direct(by, milestone)
    if not reason.strip():
        raise InputRefused("没有重新打开：请写明理由。", {"reason": "请写明理由。"})
    milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
    if not milestone.done_on:
        raise RuleBroken(f"时间节点“{milestone}”本来就没有完成，不用重新打开。")
    before, milestone.done_on = {"done_on": milestone.done_on.isoformat()}, None
    milestone.save(update_fields=["done_on"])
    record(events.milestone_reopened, by=by, at=at, on=milestone, before=before, reason=reason.strip())
    return milestone
