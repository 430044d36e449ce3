"""Saying yes to what was read: one task after looking at it, or all that is sure at once."""

from dataclasses import dataclass, replace
from typing import Any

from wenming.domain.plan.correct_tasks import task_of
from wenming.domain.plan.draft import SURE, PhaseDraft, PlanDraft, TaskDraft

ACCEPTED = 1.0
_PARTS = ("lead_units", "responsible_units", "responsible_people", "targets", "deadlines")


@dataclass(frozen=True, slots=True)
class AcceptTask:
    """A person looked at the task and at all that is read of it."""

    key: str


@dataclass(frozen=True, slots=True)
class AcceptSure:
    """Everything from ``SURE`` on that no open doubt is about. ``doubted`` are the tasks that still have one."""

    doubted: frozenset[str] = frozenset()


def accept_task(draft: PlanDraft, edit: AcceptTask) -> PlanDraft:
    task = task_of(draft, edit.key)
    return replace(
        draft, tasks=tuple(_accepted(one, 0.0) if one.key == task.key else one for one in draft.tasks)
    )


def accept_sure(draft: PlanDraft, edit: AcceptSure) -> PlanDraft:
    tasks = tuple(_accepted(one, SURE) if is_sure(one) and one.key not in edit.doubted else one for one in draft.tasks)
    phases = tuple(replace(one, confidence=ACCEPTED) if one.confidence >= SURE else one for one in draft.phases)
    return replace(draft, tasks=tasks, phases=phases)


def is_accepted(one: TaskDraft | PhaseDraft) -> bool:
    """Whether a person has said yes to it: the reader is never that sure."""
    return one.confidence == ACCEPTED


def is_sure(task: TaskDraft) -> bool:
    """Whether the task and everything read of it may be taken as read."""
    values = [value for part in _PARTS for value in getattr(task, part)]
    return all(one.confidence >= SURE for one in (task, *values))


def _accepted(task: TaskDraft, least: float) -> TaskDraft:
    parts: dict[str, Any] = {
        part: tuple(
            replace(one, confidence=ACCEPTED) if one.confidence >= least else one for one in getattr(task, part)
        )
        for part in _PARTS
    }
    return replace(task, confidence=ACCEPTED, **parts)
