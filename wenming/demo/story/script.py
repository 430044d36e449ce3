"""The texts of the story, read into what the scenes use. The files lie in ``wenming/demo/texts``."""

import json
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from .calendar import When

TEXTS = Path(__file__).resolve().parents[1] / "texts"
ORGANISATION = "示范省财政厅"
TRIAL_ORGANISATION = "试用单位"
PASSWORD = "wenming-demo"  # noqa: S105  the demo's own, printed for everyone to read
NOT_RECEIVED = ("资产处", "监督局")
"""Units that have not even received their duties."""
SILENT = ("绩效处", "经建处", "金融处", *NOT_RECEIVED)
"""Units that have filed nothing."""
RELATED = ("农业处", "社保处", "文化处", "财政事务管理中心")
"""What the office understands by 相关处室、单位 in the task of partnership."""
ASSOCIATIONS = ("书画协会", "读书会")
"""What the plan calls 各协会组织; 兴趣小组 is an alias of the one interest group."""


@dataclass(frozen=True, slots=True)
class UnitCard:
    name: str
    kind: str
    staff: int
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotCard:
    """A demand for material; ``have`` is how much of it (``MaterialSlot.minimum``'s measure) is there by midcourse."""

    title: str
    kind: str
    minimum: int
    have: int
    source: str
    until: When
    opens: str = "mobilise"
    of_each_unit: bool = False
    captions: tuple[str, ...] = ()
    characters: int | None = None


@dataclass(frozen=True, slots=True)
class EventCard:
    """Something that takes place and is photographed; ``scene`` is a key of ``studio.photographs.SCENES``."""

    title: str
    scene: str
    place: str
    topic: str


@dataclass(frozen=True, slots=True)
class StepCard:
    """A milestone; ``late`` is how many days after its date it was done, None where it is still open."""

    title: str
    due: When
    late: int | None


@dataclass(frozen=True, slots=True)
class TaskCard:
    """``light`` is what the task must show at midcourse; ``more`` how much evidence it has beyond its slots."""

    number: int
    light: str
    standard: str
    slots: tuple[SlotCard, ...]
    events: tuple[EventCard, ...] = field(default=())
    more: int = 0
    steps: tuple[StepCard, ...] = ()


def plan_text(values: dict[str, str]) -> str:
    return (TEXTS / "plan.txt").read_text(encoding="utf-8").format(**values)


@cache
def units() -> tuple[UnitCard, ...]:
    return tuple(UnitCard(**{**one, "aliases": tuple(one.get("aliases", ()))}) for one in _read("units.json"))


@cache
def tasks() -> tuple[TaskCard, ...]:
    return tuple(_task(one) for one in _read("tasks.json"))


def _read(name: str) -> list[dict[str, Any]]:
    return json.loads((TEXTS / name).read_text(encoding="utf-8"))


def _task(one: dict[str, Any]) -> TaskCard:
    slots = tuple(SlotCard(**{**slot, "captions": tuple(slot.get("captions", ()))}) for slot in one["slots"])
    events = tuple(EventCard(*event) for event in one["events"])
    steps = tuple(StepCard(*step) for step in one["steps"])
    return TaskCard(one["number"], one["light"], one["standard"], slots, events, one["more"], steps)
