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
SHOWN = {
    "office": ("领导小组办公室", "导入方案、下达任务、催收材料"),
    "liaison": ("税政法规处联络员", "签收任务、报计划、传佐证"),
    "lead": ("机关党委联络员", "牵头单位怎样报实施方案"),
    "head": ("税政法规处负责人", "看本单位的任务与材料"),
    "leader": ("领导小组组长", "看全局进展"),
    "member": ("干部职工", "与自己有关的事"),
    "retired": ("离退休老同志", "看本人的资料，提更正、给同意"),
    "expert": ("来访专家", "只读查看任务与台账"),
    "sysadmin": ("系统管理员", "开账号、管机构"),
    "secadmin": ("安全管理员", "授予和收回角色"),
    "auditadmin": ("审计管理员", "看操作日志"),
}
"""Sign-in name → who it is and what to look at: what the demo says it can be entered as."""
SHOWN_OF_TRIAL = {
    "trial": ("领导小组办公室", "校核读入的方案，确认后冻结"),
    "trial-sysadmin": ("系统管理员", "给各单位开账号"),
    "trial-secadmin": ("安全管理员", "给账号授角色"),
}
NOT_RECEIVED = ("资产处", "监督局")
"""Units that have not even received their duties."""
SILENT = ("绩效处", "经建处", "金融处", *NOT_RECEIVED)
"""Units that have filed nothing."""
RELATED = ("农业处", "社保处", "文化处", "财政事务管理中心")
"""What the office understands by 相关处室、单位 in the task of partnership."""
ASSOCIATIONS = ("各协会组织", ("书画协会", "读书会"))
"""A collective of the plan, and whom the office understands by it."""
INTEREST_GROUP = ("兴趣小组", "羽毛球兴趣小组")
"""A name of the plan that the roster does not know, and the unit it is another name of."""

FESTIVALS = ("腊八", "元宵", "花朝", "清明", "立夏", "端午", "夏至", "七夕", "中秋", "重阳", "立冬", "冬至")
"""The festival of each month, January first."""
ORDINALS = "一二三四五六七八九十"
SERVES_TOO = {
    1: 4, 2: 1, 4: 2, 5: 24, 6: 15, 8: 9, 9: 8, 11: 12, 12: 11, 13: 17, 14: 12, 15: 1, 16: 17, 17: 13, 20: 21, 21: 20,
    24: 5,
}
"""Task → another task the same event says something about."""
PRIVATE, PUBLIC = {13}, {5, 12, 24}
"""Tasks some of whose evidence is for the unit and the office alone, and those with some for everyone."""
LATE = (
    "当时由牵头单位统一拍照，刚取回原图", "经办人出差，返回后补报", "换机后从旧手机中找回",
    "活动由共建社区组织，材料刚移交",
)
WITHDRAWN = ("照片与活动不符，重新整理后再报", "与前一件重复，保留先报的一件")


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
    cards: list[dict[str, Any]] = json.loads((TEXTS / name).read_text(encoding="utf-8"))
    return cards


def _task(one: dict[str, Any]) -> TaskCard:
    slots = tuple(SlotCard(**{**slot, "captions": tuple(slot.get("captions", ()))}) for slot in one["slots"])
    events = tuple(EventCard(*event) for event in one["events"])
    steps = tuple(StepCard(*step) for step in one["steps"])
    return TaskCard(one["number"], one["light"], one["standard"], slots, events, one["more"], steps)
