"""Owners of a work item that is changed: who goes on keeps what it has, who is new gets a duty, who left is closed."""

from datetime import date

from wenming.domain.plan.succession import duty_turns
from wenming.plan.models import Assignment, AssignmentMember, Duty, WorkItem

from .revised_owners import end_duties
from .work_item_rows import OwnedItem, new_duty

LEFT = "子任务调整后不再由该单位承担"
Standard = tuple[str, date | None]


def change_owners(item: WorkItem, wanted: OwnedItem, former: Standard, on: date) -> list[Duty]:
    """Bring assignments and duties up to ``wanted``; ``former`` is the standard and the deadline the item had.

    Returns the duties to be received.
    """
    rows, shares = _assignments(item, wanted, on), wanted.by_unit
    duties = Duty.objects.select_for_update(of=("self",)).filter(work_item=item).select_related("task", "unit")
    held = {duty.unit_id: duty for duty in duties}
    turns = duty_turns([pk for pk, duty in held.items() if duty.state != Duty.State.WITHDRAWN], shares)
    for unit_id in turns.on:
        _go_on(held[unit_id], item, former, shares[unit_id].role, rows[wanted.shares.index(shares[unit_id])])
    end_duties(Duty.objects.filter(pk__in=[held[unit_id].pk for unit_id in turns.ended]), LEFT, on)
    given = []
    for unit_id in turns.new:
        duty = new_duty(item, unit_id, shares[unit_id], rows[wanted.shares.index(shares[unit_id])])
        if unit_id in held:  # a unit that had left and comes back: to be received anew, what it had is kept
            duty.pk, duty.version = held[unit_id].pk, held[unit_id].version + 1
        duty.save()
        given.append(duty)
    return given


def _assignments(item: WorkItem, wanted: OwnedItem, on: date) -> list[Assignment]:
    """The rows of the shares in their order; those no longer named are dated."""
    held = {(row.role, row.phrase): row for row in item.assignments.filter(withdrawn_on=None)}
    rows = []
    for share in wanted.shares:
        row, known = wanted.assignment(item, share), held.pop((share.role, share.phrase), None)
        row.pk = known.pk if known else None
        row.save()
        row.members.all().delete()
        AssignmentMember.objects.bulk_create(
            AssignmentMember(organisation_id=item.organisation_id, assignment=row, unit_id=unit_id)
            for unit_id in share.members
        )
        rows.append(row)
    Assignment.objects.filter(pk__in=[row.pk for row in held.values()]).update(withdrawn_on=on)
    return rows


def _go_on(duty: Duty, item: WorkItem, former: Standard, role: str, assignment: Assignment) -> None:
    """What the office set for this unit alone stays."""
    note, deadline = former
    duty.role, duty.assignment, duty.version = role, assignment, duty.version + 1
    duty.acceptance_note = item.acceptance_note if duty.acceptance_note == note else duty.acceptance_note
    duty.deadline = item.deadline if duty.deadline == deadline else duty.deadline
    duty.save(update_fields=["role", "assignment", "acceptance_note", "deadline", "version"])
