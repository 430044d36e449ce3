"""Cutting one task in two, each half with what the source prints in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from wenming.domain.errors import InputRefused
from wenming.domain.plan.draft import Deadline, Owner, PlanDraft, TargetText, TaskDraft
from wenming.domain.plan.selection import Place, before, parted

LONGEST_TITLE = 300
Said = TypeVar("Said", TargetText, Deadline)


@dataclass(frozen=True, slots=True)
class SplitTask:
    """The text from character ``at`` on becomes a task of its own. ``place`` is where that is printed, if known.

    Both halves keep the owners, unless each half prints its own.
    """

    key: str
    at: int
    place: Place | None = None


def halves(task: TaskDraft, edit: SplitTask, new_key: str) -> tuple[TaskDraft, TaskDraft]:
    """Raises InputRefused where one half would say nothing."""
    head, tail = task.text[: edit.at].strip(), task.text[edit.at :].strip()
    if edit.at <= 0 or not head or not tail:
        raise InputRefused("拆开的地方要在任务原文中间，前后都要有文字。")
    spans = parted(task.spans, edit.place) if edit.place else (task.spans, task.spans)
    targets, deadlines = _said(task.targets, head, tail, edit.place), _said(task.deadlines, head, tail, edit.place)
    owned = [_owned(getattr(task, role), edit.place) for role in _ROLES]
    owners: list[dict[str, Any]] = [dict(zip(_ROLES, side, strict=True)) for side in zip(*owned, strict=True)]
    first = replace(
        task, text=head, targets=targets[0], deadlines=deadlines[0], spans=spans[0], confidence=1.0,
        **owners[0],
    )
    second = replace(
        task, key=new_key, number="", title=first_sentence(tail), text=tail, targets=targets[1],
        deadlines=deadlines[1], spans=spans[1], confidence=1.0,
        **owners[1],
    )
    return first, second


_ROLES = ("lead_units", "responsible_units", "responsible_people")


def _said(all_of: Sequence[Said], head: str, tail: str, place: Place | None) -> tuple[tuple[Said, ...], ...]:
    """Figures and dates go with the half that prints them, by place where both places are known, else by words."""
    theirs = tuple(
        one for one in all_of
        if (not before(one.spans[0], place) if place and one.spans else one.text in tail and one.text not in head)
    )  # fmt: skip
    return tuple(one for one in all_of if one not in theirs), theirs


def _owned(owners: tuple[Owner, ...], place: Place | None) -> tuple[tuple[Owner, ...], tuple[Owner, ...]]:
    theirs = tuple(one for one in owners if place and one.spans and not before(one.spans[0], place))
    mine = tuple(one for one in owners if one not in theirs)
    return (mine, theirs) if mine and theirs else (owners, owners)


def first_sentence(text: str) -> str:
    """The title of a task that has none: its first sentence."""
    return text.split("。", maxsplit=1)[0].strip("，；：、 ")[:LONGEST_TITLE]


def split(draft: PlanDraft, position: int, edit: SplitTask, new_key: str) -> tuple[TaskDraft, ...]:
    """All tasks, the one at ``position`` in its two halves."""
    return (*draft.tasks[:position], *halves(draft.tasks[position], edit, new_key), *draft.tasks[position + 1 :])
