"""Taking a task's sentence apart into work items, changing one, closing one.

The duties of the task as a whole stay as they are: receipts, plans and evidence hang on them.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused
from wenming.domain.plan.work_items import ItemInput
from wenming.notices.actions import send
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Assignment, Duty, Task, WorkItem

from .freezing import people_of_units, tell_units
from .revised_owners import end_duties
from .work_item_owners import change_owners
from .work_item_rows import owned, reword_slots, seen_revision, write_items


@transaction.atomic
def split_task(*, task: Task, items: Sequence[ItemInput], by: Viewer, at: datetime) -> list[Duty]:
    """Give a task work items besides those it has, and each unit named its duty; returns the new duties.

    Raises InputRefused for an item without a unit, or with a name no unit goes by: then nothing is written.
    """
    access.check_may_direct(by, task)
    access.check_task_open(task)
    task = Task.objects.select_for_update(of=("self",)).select_related("campaign").get(pk=task.pk)
    last = task.work_items.aggregate(last=Max("position"))["last"] or 0
    rows, duties = write_items(task, owned(items, by=by, at=at), range(last + 1, last + 1 + len(items)))
    record(events.task_split, by=by, at=at, on=task, after={
        "items": len(rows), "duties": len(duties), "work_items": "；".join(row.text for row in rows)[:1000],
    })
    tell_units(duties, task.campaign, by, at)
    return duties


@transaction.atomic
def change_work_item(*, item: WorkItem, version: int, given: ItemInput, by: Viewer, at: datetime) -> WorkItem:
    """Words, owners, standard and deadline of an item. A unit that goes on keeps its receipt, plan and evidence, and a
    deadline the office set for it alone; one no longer named is closed. Raises ChangedMeanwhile.
    """
    access.check_may_direct(by, item)
    access.check_work_item_open(item)
    item = locked(item)
    if item.version != version:
        raise ChangedMeanwhile(
            f"别人刚改过子任务 {item.short_number}：现为“{item.text}”。"
            "您填写的内容还在下面，没有覆盖别人的；核对后再保存一次即可。"
        )
    (wanted,) = owned([given], by=by, at=at)
    before, former = shown(item), (item.acceptance_note, item.deadline)
    reword_slots(item, given)
    item.text, item.acceptance_note, item.deadline = given.text, given.acceptance_note, given.deadline
    item.version, item.seen_revision = item.version + 1, seen_revision(item.task)
    item.save()
    made = change_owners(item, wanted, former, timezone.localdate(at))
    record(events.work_item_changed, by=by, at=at, on=item, before=before, after=shown(item))
    tell_units(made, item.task.campaign, by, at)
    return item


@transaction.atomic
def close_work_item(*, item: WorkItem, reason: str, by: Viewer, at: datetime) -> list[Duty]:
    """No longer to be done; receipts, plans and evidence stay. Raises InputRefused without a reason."""
    access.check_may_direct(by, item)
    access.check_work_item_open(item)
    if not reason.strip():
        raise InputRefused("没有停办：请写明原因，各单位会看到。", {"reason": "请写明原因。"})
    item, on, why = locked(item), timezone.localdate(at), reason.strip()[:200]
    access.check_work_item_open(item)
    item.closed_on, item.closed_because, item.version = on, why, item.version + 1
    item.save()
    ended = end_duties(Duty.objects.filter(work_item=item), why, on)
    Assignment.objects.filter(work_item=item, withdrawn_on=None).update(withdrawn_on=on)
    record(events.work_item_closed, by=by, at=at, on=item, after={"duties": len(ended)}, reason=why)
    _tell_closed(item, ended, why, by, at)
    return ended


def owners_of(item: WorkItem) -> tuple[list[str], list[str]]:
    """Who leads and who answers, by the names given, in their order."""
    rows = list(item.assignments.filter(withdrawn_on=None).order_by("position", "pk"))
    lead, responsible = Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE
    return [one.phrase for one in rows if one.role == lead], [one.phrase for one in rows if one.role == responsible]


def shown(item: WorkItem) -> dict[str, Any]:
    """The item as the record keeps it."""
    leads, responsible = owners_of(item)
    return {
        "text": item.text, "leads": "、".join(leads), "responsible": "、".join(responsible),
        "acceptance_note": item.acceptance_note, "deadline": item.deadline.isoformat() if item.deadline else "",
    }


def _tell_closed(item: WorkItem, ended: Sequence[Duty], why: str, by: Viewer, at: datetime) -> None:
    units = {duty.unit_id for duty in ended}
    for unit, users in people_of_units(item.organisation_id, units, timezone.localdate(at)).items():
        send(
            to=users, title=f"子任务 {item.short_number} 不用再办", by=by, at=at,
            body=f"“{item.text[:60]}”已停办：{why}。{unit}已报的材料和记录都留着。",
            link=reverse("plan:task", args=[item.task_id]),
        )


def locked(item: WorkItem) -> WorkItem:
    """The item as it stands now, nobody else changing it."""
    rows = WorkItem.objects.select_for_update(of=("self",)).select_related("task__campaign")
    return rows.get(pk=item.pk)
