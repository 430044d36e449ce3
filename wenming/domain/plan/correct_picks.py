"""A selection in the source becomes a task, or an owner, a figure, a date of a task, or a phase.

What was selected is read by the rules the reader uses; the person said what it is, so it is sure from then on.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from wenming.domain.errors import InputRefused
from wenming.domain.plan import roles
from wenming.domain.plan.correct_tasks import new_key, task_of
from wenming.domain.plan.deadlines_text import deadlines_in, stated_deadline
from wenming.domain.plan.draft import Deadline, Owner, PlanDraft, Span, TargetText, TaskDraft
from wenming.domain.plan.figures import figures_in
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.outline import Section
from wenming.domain.plan.outline import first_sentence as title_of
from wenming.domain.plan.owners import read_owners
from wenming.domain.plan.passage import Passage
from wenming.domain.plan.phases_text import read_phases
from wenming.domain.plan.selection import meet
from wenming.domain.plan.targets_text import targets_in

One = TypeVar("One", TargetText, Deadline)


@dataclass(frozen=True, slots=True)
class PickOwners:
    """``passage`` names the units that lead (or, with ``lead`` false, answer for) the task, instead of those so far."""

    key: str
    passage: Passage
    lead: bool


@dataclass(frozen=True, slots=True)
class PickTarget:
    """``passage`` is a committed figure of the task; one read from the same place gives way to it."""

    key: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class PickDeadline:
    """``passage`` says until when; a date read from the same place gives way to it."""

    key: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class PickPhase:
    """``passage`` is a phase of the plan, with its window if it prints one."""

    passage: Passage


def pick_owners(draft: PlanDraft, edit: PickOwners) -> PlanDraft:
    read = read_owners(edit.passage, roles.LEAD if edit.lead else roles.RESPONSIBLE)
    names = tuple(replace(one, confidence=1.0) for one in _once([*read.lead, *read.responsible]))
    if not names:
        raise InputRefused("选中的文字里没有读出单位名称。请只选单位名称，几个单位连着选。")
    task, chosen = task_of(draft, edit.key), {one.name for one in names}
    role, other = ("lead_units", "responsible_units") if edit.lead else ("responsible_units", "lead_units")
    others = tuple(one for one in getattr(task, other) if one.name not in chosen)
    owners: dict[str, Any] = {role: names, other: others}
    return _instead(draft, replace(task, **owners))


def pick_target(draft: PlanDraft, edit: PickTarget) -> PlanDraft:
    found = targets_in(edit.passage) or _figures(edit.passage)
    if not found:
        raise InputRefused("选中的文字里没有读出数字。请把数字和它前面的话一起选中，如“普及率≥95%”。")
    task = task_of(draft, edit.key)
    kept = _elsewhere(task.targets, edit.passage.pieces)
    fresh = tuple(replace(one, confidence=1.0) for one in found)
    return _instead(draft, replace(task, targets=(*kept, *fresh)))


def pick_deadline(draft: PlanDraft, edit: PickDeadline) -> PlanDraft:
    told = stated_deadline(edit.passage)
    found = deadlines_in(edit.passage) or ([told] if told else [])
    task = task_of(draft, edit.key)
    kept = _elsewhere(task.deadlines, edit.passage.pieces)
    fresh = tuple(replace(one, confidence=1.0) for one in found)
    return _instead(draft, replace(task, deadlines=(*kept, *fresh)))


def pick_phase(draft: PlanDraft, edit: PickPhase) -> PlanDraft:
    """The phase stands where it is printed among the others."""
    marker = parse_marker(edit.passage.text)
    first = edit.passage.slice(marker.end).strip() if marker else edit.passage
    section = Section(marker, edit.passage, first, title_of(first), plain=marker is None)
    (read, _window), *_ = read_phases([section], draft.issued_on)
    if not read.name:
        raise InputRefused("选中的文字里没有读出阶段的名称。请从阶段的名称选起。")
    phases = [one for one in draft.phases if not _meets(one.spans, edit.passage.pieces)]
    at = sum(1 for one in phases if not one.spans or _place(one.spans) < _place(edit.passage.pieces))
    gone = next((one.key for one in draft.phases if _meets(one.spans, edit.passage.pieces)), None)
    key = gone or new_key("p", [one.key for one in draft.phases])
    name = read.name[:80]
    return replace(draft, phases=(*phases[:at], replace(read, key=key, name=name, confidence=1.0), *phases[at:]))


def _figures(passage: Passage) -> list[TargetText]:
    """A figure without a word that commits to it: the person says that it is one, and is exactly that."""
    return [
        TargetText(passage.text, "=", figure.value.replace(",", ""), figure.unit, spans=passage.pieces)
        for figure in figures_in(passage.text)
        if figure.low is None
    ]


def _elsewhere(values: Sequence[One], places: Sequence[Span]) -> tuple[One, ...]:
    return tuple(one for one in values if not _meets(one.spans, places))


def _meets(spans: Sequence[Span], places: Sequence[Span]) -> bool:
    return any(meet(one, other) for one in spans for other in places)


def _place(spans: Sequence[Span]) -> tuple[int, int]:
    return (spans[0].line, spans[0].start)


def _once(owners: Sequence[Owner]) -> list[Owner]:
    return list({one.name: one for one in reversed(owners)}.values())[::-1]


def _instead(draft: PlanDraft, task: TaskDraft) -> PlanDraft:
    return replace(draft, tasks=tuple(task if one.key == task.key else one for one in draft.tasks))

