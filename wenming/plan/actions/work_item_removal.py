"""A work item taken away again before anything was done for it; what was done for is closed instead, not deleted."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.domain.plan.work_items import ItemInput
from wenming.notices.models import Comment
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import AssignmentMember, Duty, Task, WorkItem
from wenming.standard.models import MaterialSlot

from .freezing import tell_units
from .slots import FIELDS, day_of, shown_slot
from .work_item_rows import owned, write_items
from .work_items import locked, owners_of, shown

HAS_RECORDS = "子任务 {number} 已有{what}，不能撤销。不再办的话，请改用“停办”，已有的记录都会留着。"


@transaction.atomic
def remove_work_item(*, item: WorkItem, by: Viewer, at: datetime) -> None:
    """Raises RuleBroken where a unit received it, planned for it, was written to about it, or filed evidence."""
    access.check_may_direct(by, item)
    access.check_work_item_open(item)
    item = locked(item)
    duties = list(Duty.objects.select_for_update().filter(work_item=item))
    _check_unused(item, duties)
    before = shown(item)
    entry = record(events.work_item_removed, by=by, at=at, on=item, before=before)
    hold(
        entry, task=item.task_id, position=item.position, item=before, owners=owners_of(item),
        slots=[shown_slot(one) for one in item.task_slots.select_related("slot")],
        alone=[[duty.unit_id, duty.acceptance_note, str(duty.deadline or "")] for duty in duties],
    )
    try:
        _delete(item)
    except ProtectedError:
        raise RuleBroken(HAS_RECORDS.format(number=item.short_number, what="佐证引用")) from None


@restores(events.work_item_removed)
def restore_work_item(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """As it was, its units to receive it. Raises ChangedMeanwhile where its place is taken, InputRefused where a unit
    is no longer on the roster."""
    task = access.task_for(by, held["task"])
    access.check_may_direct(by, task)
    access.check_task_open(task)
    task = Task.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=task.pk)
    if task.work_items.filter(position=held["position"]).exists():
        raise ChangedMeanwhile(f"子任务 {task.short_number}-{held['position']} 的编号已经给了另一项，没有恢复。")
    said, (leads, responsible) = held["item"], held["owners"]
    given = ItemInput(
        said["text"], tuple(leads), tuple(responsible), said["acceptance_note"], day_of(said["deadline"])
    )
    (item,), duties = write_items(task, owned([given], by=by, at=at), [held["position"]])
    _give_back(item, duties, held)
    record(events.work_item_restored, by=by, at=at, on=item, after={"duties": len(duties)})
    tell_units(duties, task.campaign, by, at)


def _check_unused(item: WorkItem, duties: list[Duty]) -> None:
    worked = Duty.objects.filter(pk__in=[duty.pk for duty in duties])
    found = (
        ("签收", worked.filter(received_at__isnull=False)),
        ("实施方案", worked.filter(Q(concrete_plan__isnull=False) | Q(milestones__isnull=False))),
        ("留言", Comment.objects.of(item.organisation_id).filter(
            object_type="plan.duty", object_id__in=[duty.pk for duty in duties])),
    )
    for what, rows in found:
        if rows.exists():
            raise RuleBroken(HAS_RECORDS.format(number=item.short_number, what=what))


def _delete(item: WorkItem) -> None:
    slots = list(item.task_slots.values_list("slot", flat=True))
    item.task_slots.all().delete()
    MaterialSlot.objects.filter(pk__in=slots).delete()
    item.duties.all().delete()
    AssignmentMember.objects.filter(assignment__work_item=item).delete()
    item.assignments.all().delete()
    item.delete()


def _give_back(item: WorkItem, duties: list[Duty], held: dict[str, Any]) -> None:
    """What was set for one unit alone, and the material as it was demanded."""
    alone: dict[int, tuple[str, date | None]] = {unit: (note, day_of(on)) for unit, note, on in held["alone"]}
    for duty in duties:
        duty.acceptance_note, duty.deadline = alone.get(duty.unit_id, (duty.acceptance_note, duty.deadline))
    Duty.objects.bulk_update(duties, ["acceptance_note", "deadline"])
    made = list(item.task_slots.select_related("slot"))
    for task_slot, values in zip(made, held["slots"], strict=False):
        for name in FIELDS:
            value = values[name]
            setattr(task_slot.slot, name, day_of(value) if name.startswith("window_") else value)
        task_slot.slot.save()
        task_slot.of_each_unit = values["of_each_unit"]
        task_slot.save(update_fields=["of_each_unit"])
    for spare in made[len(held["slots"]):]:  # its material was no longer demanded when it was removed
        spare.delete()
        spare.slot.delete()
