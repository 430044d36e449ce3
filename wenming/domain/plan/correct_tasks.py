"""Edits of tasks and of the areas they stand under.

What a person confirmed keeps its place in the source where it still says the same, and is sure from then on.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wenming.domain.errors import InputRefused
from wenming.domain.plan import figure
from wenming.domain.plan.correct_split import LONGEST_TITLE, SplitTask, split
from wenming.domain.plan.draft import AreaDraft, Deadline, Owner, PlanDraft, TargetText, TaskDraft

LONGEST_NAME = 80
_PART = re.compile(r"[^。；\n]+[。；\n]*")


@dataclass(frozen=True, slots=True)
class TaskFields:
    """What a person may say about a task. ``targets`` and ``deadlines`` carry no spans; those are found again."""

    number: str
    title: str
    text: str
    area: str | None = None
    lead_units: tuple[str, ...] = ()
    responsible_units: tuple[str, ...] = ()
    targets: tuple[TargetText, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


@dataclass(frozen=True, slots=True)
class ChangeTask:
    key: str
    fields: TaskFields


@dataclass(frozen=True, slots=True)
class AddTask:
    """A task the reader did not see; it goes to the end of its area."""

    fields: TaskFields


@dataclass(frozen=True, slots=True)
class RemoveTask:
    key: str


@dataclass(frozen=True, slots=True)
class MergeTask:
    """The task becomes part of the one before it, which keeps its number and title."""

    key: str


@dataclass(frozen=True, slots=True)
class MoveTask:
    """``by`` -1 is one place up, 1 one place down; at the edge of an area the task joins the next one."""

    key: str
    by: int


@dataclass(frozen=True, slots=True)
class ChangeArea:
    key: str
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class AddArea:
    number: str
    name: str


@dataclass(frozen=True, slots=True)
class RemoveArea:
    key: str


def change_task(draft: PlanDraft, edit: ChangeTask) -> PlanDraft:
    task = task_of(draft, edit.key)
    changed = _filled(task, edit.fields, draft)
    if changed.area == task.area:
        return _with(draft, [changed if one.key == task.key else one for one in draft.tasks])
    return _with(draft, placed([one for one in draft.tasks if one.key != task.key], changed, draft))


def add_task(draft: PlanDraft, edit: AddTask) -> PlanDraft:
    new = _filled(TaskDraft(new_key("t", [one.key for one in draft.tasks]), "", "", ""), edit.fields, draft)
    return _with(draft, placed(list(draft.tasks), new, draft))


def remove_task(draft: PlanDraft, edit: RemoveTask) -> PlanDraft:
    task_of(draft, edit.key)
    if len(draft.tasks) == 1:
        raise InputRefused("这是最后一项任务。没有任务的方案无法分解，请先新增别的任务再删去这一项。")
    return _with(draft, [one for one in draft.tasks if one.key != edit.key])


def merge_task(draft: PlanDraft, edit: MergeTask) -> PlanDraft:
    at = _position(draft, edit.key)
    if at == 0:
        raise InputRefused("这是第一项任务，前面没有可以并入的任务。")
    before, task = draft.tasks[at - 1], draft.tasks[at]
    merged = replace(
        before, text=before.text + task.text, lead_units=_union(before.lead_units, task.lead_units),
        responsible_units=_union(before.responsible_units, task.responsible_units),
        responsible_people=_union(before.responsible_people, task.responsible_people),
        targets=before.targets + task.targets, deadlines=before.deadlines + task.deadlines,
        spans=before.spans + task.spans, confidence=1.0,
    )  # fmt: skip
    return _with(draft, [*draft.tasks[: at - 1], merged, *draft.tasks[at + 1 :]])


def split_task(draft: PlanDraft, edit: SplitTask) -> PlanDraft:
    return _with(draft, split(draft, _position(draft, edit.key), edit, new_key("t", [one.key for one in draft.tasks])))


def move_task(draft: PlanDraft, edit: MoveTask) -> PlanDraft:
    at = _position(draft, edit.key)
    other = at + edit.by
    if edit.by not in {-1, 1} or not 0 <= other < len(draft.tasks):
        raise InputRefused("已经在最前或最后，不能再移。")
    order = list(draft.tasks)
    if order[at].area != order[other].area:
        order[at] = replace(order[at], area=order[other].area)
    else:
        order[at], order[other] = order[other], order[at]
    return _with(draft, order)


def change_area(draft: PlanDraft, edit: ChangeArea) -> PlanDraft:
    _area(draft, edit.key)
    areas = [replace(one, number=edit.number, name=_name(edit.name)) if one.key == edit.key else one
             for one in draft.areas]  # fmt: skip
    return replace(draft, areas=tuple(areas))


def add_area(draft: PlanDraft, edit: AddArea) -> PlanDraft:
    new = AreaDraft(new_key("a", [one.key for one in draft.areas]), edit.number, _name(edit.name))
    return replace(draft, areas=(*draft.areas, new))


def remove_area(draft: PlanDraft, edit: RemoveArea) -> PlanDraft:
    _area(draft, edit.key)
    if any(task.area == edit.key for task in draft.tasks):
        raise InputRefused("这个部分下面还有任务，请先把任务移到别的部分再删去它。")
    return replace(draft, areas=tuple(one for one in draft.areas if one.key != edit.key))


def task_of(draft: PlanDraft, key: str) -> TaskDraft:
    """The task with this key. Raises InputRefused where somebody removed it meanwhile."""
    return draft.tasks[_position(draft, key)]


def cuts(text: str) -> list[tuple[int, str]]:
    """The parts a task's text may be split into, each with the character it begins at: sentences and their halves."""
    return [(part.start(), part.group()) for part in _PART.finditer(text) if part.group().strip()]


def called(draft: PlanDraft, key: str) -> str:
    """How people speak of a task: 任务 11, or by its title where it has no number."""
    task = task_of(draft, key)
    number = task.number.strip("、.．()（） ")
    return f"任务 {number} " if number else f"任务“{task.title[:12]}”"


def _position(draft: PlanDraft, key: str) -> int:
    for position, task in enumerate(draft.tasks):
        if task.key == key:
            return position
    raise InputRefused("这项任务已不在方案里，可能刚被并入别的任务或删去。")


def _area(draft: PlanDraft, key: str) -> AreaDraft:
    for area in draft.areas:
        if area.key == key:
            return area
    raise InputRefused("这个部分已不在方案里，可能刚被删去。")


def _filled(task: TaskDraft, fields: TaskFields, draft: PlanDraft) -> TaskDraft:
    title, text = fields.title.strip(), fields.text.strip() or fields.title.strip()
    if not title or len(title) > LONGEST_TITLE:
        raise InputRefused(f"任务要有标题，不超过 {LONGEST_TITLE} 字。", {"title": "请填写标题"})
    if fields.area is not None:
        _area(draft, fields.area)
    return replace(
        task, number=fields.number.strip(), title=title, text=text, area=fields.area, confidence=1.0,
        lead_units=_owners(fields.lead_units, task, "lead_units"),
        responsible_units=_owners(fields.responsible_units, task, "responsible_units"),
        targets=tuple(_target(one, task) for one in fields.targets),
        deadlines=tuple(_deadline(one, task) for one in fields.deadlines),
    )  # fmt: skip


def _owners(names: Sequence[str], task: TaskDraft, field: str) -> tuple[Owner, ...]:
    known = {one.name: one for one in (*task.lead_units, *task.responsible_units)}
    bare = list(dict.fromkeys("".join(name.split()) for name in names if name.strip()))
    if any(len(name) > LONGEST_NAME for name in bare):
        raise InputRefused("单位名称太长。一行写一个单位，不要连成一句。", {field: "一行写一个单位"})
    return tuple(replace(known[name], confidence=1.0) if name in known else Owner(name) for name in bare)


def _target(wanted: TargetText, task: TaskDraft) -> TargetText:
    figure.exact(wanted.value)
    known = next((one for one in task.targets if one.text == wanted.text), None)
    return replace(wanted, spans=known.spans if known else (), confidence=1.0)


def _deadline(wanted: Deadline, task: TaskDraft) -> Deadline:
    known = next((one for one in task.deadlines if one.text == wanted.text), None)
    return replace(wanted, spans=known.spans if known else (), confidence=1.0)


def placed(others: Sequence[TaskDraft], task: TaskDraft, draft: PlanDraft) -> list[TaskDraft]:
    """``others`` with ``task`` at the end of its area, the areas in their order."""
    order: dict[str | None, int] = {area.key: position for position, area in enumerate(draft.areas)}
    mine = order.get(task.area, -1)
    at = next((n for n, one in enumerate(others) if order.get(one.area, -1) > mine), len(others))
    return [*others[:at], task, *others[at:]]


def _with(draft: PlanDraft, tasks: Sequence[TaskDraft]) -> PlanDraft:
    return replace(draft, tasks=tuple(tasks))


def _union(mine: tuple[Owner, ...], theirs: tuple[Owner, ...]) -> tuple[Owner, ...]:
    names = {one.name for one in mine}
    return mine + tuple(one for one in theirs if one.name not in names)


def new_key(letter: str, keys: Sequence[str]) -> str:
    """The key after the highest of this letter."""
    taken = [int(key[1:]) for key in keys if key[:1] == letter and key[1:].isdigit()]
    return f"{letter}{max(taken, default=0) + 1}"


def _name(name: str) -> str:
    if not name.strip():
        raise InputRefused("请填写这个部分的名称。", {"name": "请填写名称"})
    return name.strip()[:200]
