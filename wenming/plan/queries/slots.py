"""Material slots as the pages of a task and of a duty show them."""

from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.lights import Light
from wenming.plan.models import TaskSlot
from wenming.shell.jinja import day

from .duty_facts import AnyDuty
from .facts import SlotFill, TaskFacts

CAPTION_WORDS = {"time": "时间", "place": "地点", "people": "人物", "topic": "主题"}


@dataclass(frozen=True, slots=True)
class SlotView:
    """``have`` of ``want`` are pieces, or, asked of each unit, units. ``tone`` and ``word`` say how it stands."""

    task_slot: TaskSlot
    have: int
    want: int
    of_units: bool
    tone: Light
    word: str
    demands: tuple[str, ...]


def slots_of_task(facts: TaskFacts, on: date) -> list[SlotView]:
    """Every slot of the task; one asked of each unit counts the units that have filled it."""
    views = []
    for fill in facts.slots:
        if fill.task_slot.of_each_unit:
            asked = facts.duties_of(fill.task_slot.work_item_id)
            full = sum(fill.full(duty.unit_id) for duty in asked)
            views.append(_view(fill, full, len(asked), facts.due_of(fill, None), on, of_units=True))
        else:
            views.append(_view(fill, fill.have(), fill.task_slot.slot.minimum, facts.due_of(fill, None), on))
    return views


def slots_of_duty(facts: TaskFacts, duty: AnyDuty, on: date) -> list[SlotView]:
    """What this unit answers for."""
    return [
        _view(fill, fill.have(unit_id), fill.task_slot.slot.minimum, facts.due_of(fill, duty), on)
        for fill, unit_id in facts.asked_of(duty)
    ]


def _view(
    fill: SlotFill, have: int, want: int, due_on: date | None, on: date, *, of_units: bool = False
) -> SlotView:
    short = f"还差 {want - have} {'个单位' if of_units else '件'}"
    tone, word = _standing(short if have < want else "", fill.task_slot.slot.window_from, due_on, on)
    return SlotView(fill.task_slot, have, want, of_units, tone, word, _demands(fill.task_slot))


def _standing(short: str, opens_on: date | None, due_on: date | None, on: date) -> tuple[Light, str]:
    if not short:
        return Light.GREEN, "已够，无需再传"
    if due_on is not None and due_on < on:
        return Light.RED, f"{short}，已过时限"
    if opens_on is not None and opens_on > on:
        return Light.GREY, "未到时间"
    return Light.YELLOW, short


def _demands(task_slot: TaskSlot) -> tuple[str, ...]:
    """What the slot asks for, in words a unit can follow."""
    slot = task_slot.slot
    parts = [slot.get_kind_display()] if slot.kind != slot.Kind.ANY else []
    if task_slot.of_each_unit or slot.maximum:
        count = f"{slot.minimum}–{slot.maximum} 件" if slot.maximum else f"至少 {slot.minimum} 件"
        parts.append(f"每个单位{count}" if task_slot.of_each_unit else count)
    if slot.characters:
        parts.append(f"不超过 {slot.characters} 字")
    parts += _window(slot.window_from, slot.window_until)
    if slot.captions:
        parts.append("说明写明" + "、".join(CAPTION_WORDS.get(one, one) for one in slot.captions))
    if slot.group:
        parts.append(f"与“{slot.group}”组的其他要求共用一份材料")
    return tuple(parts)


def _window(since: date | None, until: date | None) -> list[str]:
    if since and until:
        return [f"活动在 {day(since)} 至 {day(until)} 之间"]
    return [f"活动不早于 {day(since)}"] * bool(since) + [f"活动不晚于 {day(until)}"] * bool(until)
