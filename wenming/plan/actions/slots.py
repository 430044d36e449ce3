"""What material a task demands: adding, changing and removing its slots."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max, ProtectedError

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, RuleBroken
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Task, TaskSlot, WorkItem
from wenming.standard.models import MaterialSlot

FIELDS = ("title", "kind", "minimum", "maximum", "characters", "window_from", "window_until", "captions", "group",
          "source_line")


@transaction.atomic
def add_slot(
    *, task: Task, of_each_unit: bool, title: str, kind: str, minimum: int, maximum: int | None = None,
    characters: int | None = None, window_from: date | None = None, window_until: date | None = None,
    captions: Sequence[str] = (), group: str = "", source_line: str, by: Viewer, at: datetime,
) -> TaskSlot:
    """Demand one more material. What a lead unit adds for its own task is marked as such (单位自加)."""
    access.check_may_add_slot(by, task)
    values = _checked(
        title=title, kind=kind, minimum=minimum, maximum=maximum, characters=characters, window_from=window_from,
        window_until=window_until, captions=list(captions), group=group.strip(), source_line=source_line,
    )
    slot = MaterialSlot.objects.create(
        organisation_id=task.organisation_id, added_by_unit=not access.may_direct(by), **values
    )
    last = TaskSlot.objects.of(by.organisation_id).filter(task=task).aggregate(last=Max("position"))["last"]
    task_slot = TaskSlot.objects.create(
        organisation_id=task.organisation_id, task=task, slot=slot, of_each_unit=of_each_unit,
        position=0 if last is None else last + 1,
    )
    record(events.slot_added, by=by, at=at, on=task_slot, after={**shown_slot(task_slot), "task": task.pk})
    return task_slot


@transaction.atomic
def change_slot(
    *, task_slot: TaskSlot, version: int, of_each_unit: bool, title: str, kind: str, minimum: int,
    maximum: int | None = None, characters: int | None = None, window_from: date | None = None,
    window_until: date | None = None, captions: Sequence[str] = (), group: str = "", source_line: str, by: Viewer,
    at: datetime,
) -> TaskSlot:
    """Change a demand, also one that evidence answers. Raises ChangedMeanwhile where another saved first."""
    access.check_may_change_slot(by, task_slot)
    task_slot = TaskSlot.objects.select_for_update(of=("self",)).select_related("slot", "task").get(pk=task_slot.pk)
    if task_slot.version != version:
        slot = task_slot.slot
        raise ChangedMeanwhile(
            f"别人刚改过这条材料要求：现为“{slot.title}”，至少 {slot.minimum} 件。"
            "您填写的内容还在下面，没有覆盖别人的；核对后再保存一次即可。"
        )
    before = shown_slot(task_slot)
    values = _checked(
        title=title, kind=kind, minimum=minimum, maximum=maximum, characters=characters, window_from=window_from,
        window_until=window_until, captions=list(captions), group=group.strip(), source_line=source_line,
    )
    for name, value in values.items():
        setattr(task_slot.slot, name, value)
    task_slot.slot.save()
    task_slot.of_each_unit, task_slot.version = of_each_unit, task_slot.version + 1
    task_slot.save()
    record(events.slot_changed, by=by, at=at, on=task_slot, before=before, after=shown_slot(task_slot))
    return task_slot


@transaction.atomic
def remove_slot(*, task_slot: TaskSlot, by: Viewer, at: datetime) -> None:
    """Demand it no longer. Raises RuleBroken where evidence cites it: then it may be changed, not removed."""
    access.check_may_change_slot(by, task_slot)
    before, slot = shown_slot(task_slot), task_slot.slot
    entry = record(events.slot_removed, by=by, at=at, on=task_slot, before={**before, "task": task_slot.task_id})
    hold(entry, task=task_slot.task_id, added_by_unit=slot.added_by_unit, position=task_slot.position, shown=before,
         work_item=task_slot.work_item_id)
    task_slot.delete()
    try:
        slot.delete()
    except ProtectedError:
        raise RuleBroken(f"材料要求“{slot}”已有佐证引用，不能撤销；可以修改要求的内容和件数。") from None


@restores(events.slot_removed)
def restore_slot(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Demand it again as it was. Raises ChangedMeanwhile where the task demands the like by now."""
    task = access.task_for(by, held["task"])
    access.check_may_add_slot(by, task)
    values = {name: day_of(value) if name.startswith("window_") else value for name, value in held["shown"].items()}
    of_each_unit = bool(values.pop("of_each_unit"))
    if not access.may_direct(by) and not held["added_by_unit"]:
        raise NotAllowed("这条材料要求是方案或办公室定的，恢复请找领导小组办公室。")
    if TaskSlot.objects.of(by.organisation_id).filter(
        task=task, work_item=held.get("work_item"), slot__title=values["title"]
    ).exists():
        raise ChangedMeanwhile(f"{task}现在已有材料要求“{values['title']}”，没有恢复。")
    _check_item_there(held.get("work_item"), by)
    slot = MaterialSlot.objects.create(
        organisation_id=by.organisation_id, added_by_unit=held["added_by_unit"], **values
    )
    again = TaskSlot.objects.create(
        organisation_id=by.organisation_id, task=task, slot=slot, position=held["position"], of_each_unit=of_each_unit,
        work_item_id=held.get("work_item"),
    )
    record(events.slot_restored, by=by, at=at, on=again, after=held["shown"] | {"task": task.pk})


def _check_item_there(item_id: int | None, by: Viewer) -> None:
    if item_id and not WorkItem.objects.of(by.organisation_id).filter(pk=item_id, closed_on=None).exists():
        raise ChangedMeanwhile("这条材料要求所属的子任务已经撤销或停办，没有恢复。")


def day_of(text: str | None) -> date | None:
    """A day out of what was held of it; None for none."""
    return date.fromisoformat(text) if text else None


def _checked(**values: Any) -> dict[str, Any]:
    """Raises InputRefused for what the table would refuse, naming the field."""
    if values["minimum"] < 1:
        raise InputRefused("没有保存：至少要 1 件。", {"minimum": "至少 1 件。"})
    if values["maximum"] is not None and values["maximum"] < values["minimum"]:
        raise InputRefused("没有保存：至多的件数比至少的还少。", {"maximum": "不能少于“至少”。"})
    if values["window_from"] and values["window_until"] and values["window_until"] < values["window_from"]:
        raise InputRefused("没有保存：时间窗的结束早于开始。", {"window_until": "不能早于开始。"})
    return values


def shown_slot(task_slot: TaskSlot) -> dict[str, Any]:
    """The demand as the record keeps it."""
    values = {name: getattr(task_slot.slot, name) for name in FIELDS}
    values["of_each_unit"] = task_slot.of_each_unit
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
