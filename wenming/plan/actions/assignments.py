"""Bringing an assignment such as 相关处室、单位 down to units."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.duty import Share, check_units_chosen, one_per_unit
from wenming.organisation.models import Unit
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Assignment, AssignmentMember, Duty


@transaction.atomic
def resolve_assignment(
    *, assignment: Assignment, units: Sequence[Unit], by: Viewer, at: datetime
) -> list[Duty]:
    """Name the units an assignment means and give each its duty; returns the new duties.

    A unit that has a duty of the task keeps it, and leads it from now on where this assignment leads. Doing it again
    adds units; none is taken away, since it may have worked already.
    """
    access.check_may_direct(by, assignment)
    access.check_task_open(assignment.task)
    access.check_assignment_open(assignment)
    for unit in units:
        access.check_own(by, unit)
    check_units_chosen(len(units))
    assignment = Assignment.objects.select_for_update(of=("self",)).select_related("task").get(pk=assignment.pk)
    known = set(assignment.members.values_list("unit_id", flat=True))
    fresh = [unit for unit in units if unit.pk not in known]
    AssignmentMember.objects.bulk_create(
        AssignmentMember(organisation_id=assignment.organisation_id, assignment=assignment, unit=unit) for unit in fresh
    )
    made = _give_duties(assignment, fresh)
    assignment.resolved = True
    assignment.save(update_fields=["resolved"])
    record(
        events.assignment_resolved, by=by, at=at, on=assignment,
        after={"units": "、".join(unit.name for unit in fresh), "duties": len(made), "task": assignment.task_id},
    )
    return made


def _give_duties(assignment: Assignment, units: Sequence[Unit]) -> list[Duty]:
    leads = assignment.role == Assignment.Role.LEAD
    held = {
        duty.unit_id: duty
        for duty in Duty.objects.select_for_update().filter(
            task=assignment.task, work_item=assignment.work_item_id, unit__in=units
        )
    }
    before = [
        Share(duty.unit_id, duty.assignment_id, duty.role == Assignment.Role.LEAD)
        for duty in held.values() if duty.state != Duty.State.WITHDRAWN
    ]
    shares = one_per_unit([*before, *(Share(unit.pk, assignment.pk, leads) for unit in units)])
    made = []
    for share in shares.values():
        if share.assignment_id != assignment.pk:
            continue
        duty = held.get(share.unit_id) or Duty(
            organisation_id=assignment.organisation_id, task=assignment.task, work_item_id=assignment.work_item_id,
            unit_id=share.unit_id,
        )
        if duty.pk is None or duty.state == Duty.State.WITHDRAWN:
            made.append(duty)
        duty.assignment, duty.role, duty.state = assignment, assignment.role, Duty.State.SENT
        duty.received_at, duty.received_by = None, ""
        duty.withdrawn_on, duty.withdrawn_because = None, ""
        duty.save()
    return made
