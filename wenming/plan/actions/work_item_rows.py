"""The rows of work items: items, owners, duties and the material each demands. Inside the transaction of a verb."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.plan.expansion import Share, named_shares, share_of_units
from wenming.domain.plan.naming import MatchKind, matches
from wenming.domain.plan.work_items import ItemInput, check_items, check_owners
from wenming.organisation.actions.sets import everyone
from wenming.plan.models import Assignment, AssignmentMember, Duty, Task, TaskSlot, WorkItem
from wenming.plan.queries.documents import roster_for
from wenming.plan.queries.tasks import task_text
from wenming.standard.models import MaterialSlot

from .expansion import SLOT_TITLE


@dataclass(frozen=True, slots=True)
class OwnedItem:
    """A work item as typed, and what its names come down to; ``everyone_id`` is the set 各处室、单位."""

    given: ItemInput
    shares: tuple[Share, ...]
    everyone_id: int | None

    @property
    def by_unit(self) -> dict[int, Share]:
        """Unit id → the share its duty comes from."""
        return share_of_units(self.shares)

    def assignment(self, item: WorkItem, share: Share) -> Assignment:
        """Not saved."""
        return Assignment(
            organisation_id=item.organisation_id, task_id=item.task_id, work_item=item, role=share.role,
            position=self.shares.index(share), unit_id=share.unit_id, phrase=share.phrase[:120],
            unit_set_id=self.everyone_id if share.kind is MatchKind.EVERYONE else share.set_id,
        )


def owned(items: Sequence[ItemInput], *, by: Viewer, at: datetime) -> list[OwnedItem]:
    """Raises InputRefused for items nobody does and for names that are no unit's; constant SQL."""
    check_items(items)
    names = dict.fromkeys(name for one in items for name in (*one.leads, *one.responsible))
    roster = roster_for(by.organisation_id, names, timezone.localdate(at))
    named = matches(names, roster, {})
    check_owners(items, named)
    all_of_us = any(match.kind is MatchKind.EVERYONE for match in named.values())
    everyone_id = everyone(by=by, at=at).pk if all_of_us else None
    return [
        OwnedItem(one, named_shares(one.leads, one.responsible, named, roster), everyone_id) for one in items
    ]


def write_items(task: Task, items: Sequence[OwnedItem], places: Sequence[int]) -> tuple[list[WorkItem], list[Duty]]:
    """New items at these positions with all that hangs on them; constant SQL."""
    own = {"organisation_id": task.organisation_id}
    seen = seen_revision(task)
    rows = WorkItem.objects.bulk_create(
        WorkItem(task=task, position=place, text=one.given.text, acceptance_note=one.given.acceptance_note,
                 deadline=one.given.deadline, seen_revision=seen, **own)
        for one, place in zip(items, places, strict=True)
    )
    assignments = [[one.assignment(row, share) for share in one.shares] for one, row in zip(items, rows, strict=True)]
    Assignment.objects.bulk_create(made for of_item in assignments for made in of_item)
    AssignmentMember.objects.bulk_create(
        AssignmentMember(assignment=made, unit_id=unit_id, **own)
        for one, of_item in zip(items, assignments, strict=True)
        for share, made in zip(one.shares, of_item, strict=True) for unit_id in share.members
    )
    duties = Duty.objects.bulk_create(
        new_duty(row, unit_id, share, of_item[one.shares.index(share)])
        for one, row, of_item in zip(items, rows, assignments, strict=True)
        for unit_id, share in one.by_unit.items()
    )
    _write_slots(rows, items, own)
    return rows, duties


def seen_revision(task: Task) -> int | None:
    """The number of the revision whose words the office has before it."""
    text = task_text(task)
    return text.revision.number if text else None


def new_duty(item: WorkItem, unit_id: int, share: Share, assignment: Assignment) -> Duty:
    """Not saved: sent, with the standard and the deadline of the item."""
    return Duty(
        organisation_id=item.organisation_id, task_id=item.task_id, work_item=item, unit_id=unit_id, role=share.role,
        assignment=assignment, acceptance_note=item.acceptance_note, deadline=item.deadline,
    )


def _write_slots(rows: Sequence[WorkItem], items: Sequence[OwnedItem], own: dict[str, Any]) -> None:
    """One for each item, which its lead units share; where none leads, each unit answers for its own."""
    slots = MaterialSlot.objects.bulk_create(
        MaterialSlot(title=SLOT_TITLE, minimum=1, source_line=row.text[:300], **own) for row in rows
    )
    TaskSlot.objects.bulk_create(
        TaskSlot(task_id=row.task_id, work_item=row, slot=slot, position=row.position, of_each_unit=not one.given.leads,
                 **own)
        for row, slot, one in zip(rows, slots, items, strict=True)
    )


def reword_slots(item: WorkItem, given: ItemInput) -> None:
    """The material quotes the item that demands it: it quotes the new words where it quoted the old, and is asked of
    each unit where nobody leads any more."""
    MaterialSlot.objects.filter(pk__in=item.task_slots.values("slot"), source_line=item.text[:300]).update(
        source_line=given.text[:300]
    )
    if not given.leads:
        item.task_slots.update(of_each_unit=True)
