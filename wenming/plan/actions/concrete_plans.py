"""The concrete plan of a lead unit: saving, submitting, accepting, returning."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, RuleBroken
from wenming.domain.plan.concrete_plan import (
    Act,
    MilestoneInput,
    State,
    check_milestones,
    check_submittable,
    next_state,
)
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import ConcretePlan, Duty, Milestone

CHANGED = (
    "别人刚改过这份实施方案（现为“{state}”，{count} 个节点）。"
    "您填写的内容还在下面，没有覆盖别人的；核对后再保存一次即可。"
)


@transaction.atomic
def save_plan(
    *, duty: Duty, version: int, milestones: Sequence[MilestoneInput], by: Viewer, at: datetime
) -> ConcretePlan:
    """Write the milestones of a duty's plan; ``version`` is 0 where there is no plan yet.

    Nodes already done stay. Raises InputRefused for a node after the deadline, ChangedMeanwhile where another saved.
    """
    access.check_may_plan(by, duty)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("task", "unit").get(pk=duty.pk)
    plan = ConcretePlan.objects.filter(duty=duty).first() or ConcretePlan(
        organisation_id=duty.organisation_id, duty=duty, version=0
    )
    if plan.version != version:
        raise ChangedMeanwhile(CHANGED.format(state=plan.get_state_display(), count=duty.milestones.count()))
    plan.state = next_state(State(plan.state), Act.SAVE)
    check_milestones(milestones, duty.deadline)
    plan.version += 1
    plan.save()
    removed = _write(duty, milestones)
    record(events.concrete_plan_saved, by=by, at=at, on=plan, after={"milestones": len(milestones)})
    if removed:
        names = "、".join(one["title"] for one in removed)
        entry = record(events.milestones_removed, by=by, at=at, on=plan, before={"milestones": names})
        hold(entry, plan=plan.pk, version=plan.version, milestones=removed)
    return plan


@restores(events.milestones_removed)
def restore_milestones(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Back into the draft. Raises ChangedMeanwhile where the plan was saved, handed in or decided since."""
    plan = ConcretePlan.objects.of(by.organisation_id).select_related("duty__unit", "duty__task").get(pk=held["plan"])
    access.check_may_plan(by, plan.duty)
    plan = _locked(plan, held["version"])
    plan.state = next_state(State(plan.state), Act.SAVE)
    plan.save()
    for one in held["milestones"]:
        Milestone.objects.create(
            organisation_id=by.organisation_id, duty=plan.duty, **{**one, "due_on": date.fromisoformat(one["due_on"])}
        )
    names = "、".join(one["title"] for one in held["milestones"])
    record(events.milestones_restored, by=by, at=at, on=plan, after={"milestones": names})


@transaction.atomic
def submit_plan(*, plan: ConcretePlan, version: int, by: Viewer, at: datetime) -> ConcretePlan:
    """Hand the plan to the office. Raises RuleBroken where it has no milestones."""
    access.check_may_plan(by, plan.duty)
    plan = _locked(plan, version)
    plan.state = next_state(State(plan.state), Act.SUBMIT)
    check_submittable(plan.duty.milestones.count())
    plan.submitted_at, plan.reason = at, ""
    plan.save()
    record(events.concrete_plan_submitted, by=by, at=at, on=plan)
    return plan


@transaction.atomic
def save_and_submit_plan(
    *, duty: Duty, version: int, milestones: Sequence[MilestoneInput], by: Viewer, at: datetime
) -> ConcretePlan:
    """Both at once, or neither."""
    plan = save_plan(duty=duty, version=version, milestones=milestones, by=by, at=at)
    return submit_plan(plan=plan, version=plan.version, by=by, at=at)


@transaction.atomic
def accept_plan(*, plan: ConcretePlan, version: int, by: Viewer, at: datetime) -> ConcretePlan:
    access.check_may_direct(by, plan)
    plan = _decided(_locked(plan, version), Act.ACCEPT, by, at)
    plan.save()
    record(events.concrete_plan_accepted, by=by, at=at, on=plan)
    return plan


@transaction.atomic
def return_plan(*, plan: ConcretePlan, version: int, reason: str, by: Viewer, at: datetime) -> ConcretePlan:
    """Send the plan back to be changed; an accepted one too. Raises InputRefused without a reason."""
    access.check_may_direct(by, plan)
    if not reason.strip():
        raise InputRefused("没有退回：请写明退回理由，让牵头单位知道改什么。", {"reason": "请写明理由。"})
    plan = _decided(_locked(plan, version), Act.RETURN, by, at)
    plan.reason = reason.strip()
    plan.save()
    record(events.concrete_plan_returned, by=by, at=at, on=plan, reason=plan.reason)
    return plan


def _locked(plan: ConcretePlan, version: int) -> ConcretePlan:
    """The plan under a row lock, its version counted on."""
    rows = ConcretePlan.objects.select_for_update(of=("self",)).select_related("duty__task", "duty__unit")
    plan = rows.get(pk=plan.pk)
    if plan.version != version:
        raise ChangedMeanwhile(CHANGED.format(state=plan.get_state_display(), count=plan.duty.milestones.count()))
    plan.version += 1
    return plan


def _decided(plan: ConcretePlan, act: Act, by: Viewer, at: datetime) -> ConcretePlan:
    plan.state = next_state(State(plan.state), act)
    plan.decided_at, plan.decided_by = at, by.name
    return plan


def _write(duty: Duty, milestones: Sequence[MilestoneInput]) -> list[dict[str, str]]:
    """Write the nodes as typed; returns what restores those no longer named."""
    removed = []
    held = {one.pk: one for one in duty.milestones.all()}
    kept = {one.id for one in milestones}
    for pk, milestone in held.items():
        if pk not in kept:
            if milestone.done_on:
                raise RuleBroken(f"时间节点“{milestone}”已经完成，不能删去，没有保存。")
            removed.append({
                "title": milestone.title, "due_on": milestone.due_on.isoformat(), "owner": milestone.owner,
                "acceptance_note": milestone.acceptance_note,
            })
            milestone.delete()
    for one in milestones:
        milestone = held.get(one.id or 0) or Milestone(organisation_id=duty.organisation_id, duty=duty)
        milestone.title, milestone.due_on = one.title, one.due_on
        milestone.owner, milestone.acceptance_note = one.owner, one.acceptance_note
        milestone.save()
    return removed
