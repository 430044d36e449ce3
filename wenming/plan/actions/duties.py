"""Receiving duties, and setting what each must come to."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.domain.plan.schedule import spoken
from wenming.organisation.models import Unit
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Campaign, Duty, Task


@transaction.atomic
def receive_duties(*, unit: Unit, by: Viewer, at: datetime) -> int:
    """Receive (签收) all the unit's duties not yet received; returns how many. Doing it again changes nothing.

    What the office receives in the unit's stead is marked so (代签).
    """
    access.check_may_work_for(by, unit)
    sent = list(
        Duty.objects.of(by.organisation_id)
        .filter(unit=unit, state=Duty.State.SENT, task__state=Task.State.OPEN,
                task__campaign__state=Campaign.State.OPEN)
        .select_related("task", "work_item__task").select_for_update(of=("self",)).order_by("task__position", "pk")
    )
    if not sent:
        return 0
    instead = "" if unit.pk in by.unit_ids else "（代签）"
    Duty.objects.filter(pk__in=[duty.pk for duty in sent]).update(
        state=Duty.State.RECEIVED, received_at=at, received_by=by.name[:50] + instead
    )
    record(
        events.duties_received, by=by, at=at, on=unit,
        after={"count": len(sent), "tasks": [duty.short_number for duty in sent]},
    )
    return len(sent)


@transaction.atomic
def set_acceptance(
    *, duty: Duty, version: int, acceptance_note: str, deadline: date | None, by: Viewer, at: datetime
) -> Duty:
    """Set 工作标准 and 完成时限. Raises ChangedMeanwhile, telling the values now stored, where another saved first."""
    access.check_may_direct(by, duty)
    access.check_duty_open(duty)
    duty = Duty.objects.select_for_update(of=("self",)).select_related("task", "unit").get(pk=duty.pk)
    if duty.version != version:
        raise ChangedMeanwhile(
            f"别人刚改过这项分解任务：工作标准现为“{duty.acceptance_note or '未填'}”，"
            f"完成时限现为{spoken(duty.deadline)}。您填写的内容还在下面，没有覆盖别人的；核对后再保存一次即可。"
        )
    before = _accepted(duty)
    duty.acceptance_note, duty.deadline, duty.version = acceptance_note, deadline, duty.version + 1
    duty.save(update_fields=["acceptance_note", "deadline", "version"])
    record(events.acceptance_set, by=by, at=at, on=duty, before=before, after=_accepted(duty))
    return duty


@transaction.atomic
def set_acceptance_of_all(
    *, task: Task, acceptance_note: str, deadline: date | None, by: Viewer, at: datetime
) -> int:
    """Give the duties of a task as a whole that have none yet this standard and this deadline; returns how many
    changed. A work item has its own.

    What was set for one unit alone is left as it is.
    """
    access.check_may_direct(by, task)
    access.check_task_open(task)
    duties = Duty.objects.of(by.organisation_id).filter(task=task, work_item=None).exclude(state=Duty.State.WITHDRAWN)
    empty = Q(acceptance_note="") if acceptance_note else Q(pk__in=[])
    undated = Q(deadline=None) if deadline else Q(pk__in=[])
    chosen = list(duties.filter(empty | undated).select_for_update())
    for duty in chosen:
        duty.acceptance_note = duty.acceptance_note or acceptance_note
        duty.deadline = duty.deadline or deadline
        duty.version += 1
    Duty.objects.bulk_update(chosen, ["acceptance_note", "deadline", "version"])
    if chosen:
        after = {"acceptance_note": acceptance_note, "deadline": str(deadline or ""), "duties": len(chosen)}
        record(events.acceptance_set, by=by, at=at, on=task, after=after)
    return len(chosen)


def _accepted(duty: Duty) -> dict[str, str]:
    return {"acceptance_note": duty.acceptance_note, "deadline": duty.deadline.isoformat() if duty.deadline else ""}
