"""The rows of a frozen plan: tasks with their texts, owners, figures and material, and one duty per unit.

Everything is written in bulk: the number of SQL statements does not grow with the plan.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wenming.domain.plan.draft import PlanDraft, Span, TargetText
from wenming.domain.plan.expansion import TaskShares
from wenming.domain.plan.figure import wanted
from wenming.domain.plan.marks import task_spans
from wenming.domain.plan.naming import MatchKind
from wenming.plan.models import (
    Area,
    Assignment,
    AssignmentMember,
    Duty,
    PlanRevision,
    Target,
    Task,
    TaskSlot,
    TaskText,
)
from wenming.standard.models import MaterialSlot

SLOT_TITLE = "完成情况佐证材料"


@dataclass(frozen=True, slots=True)
class Expansion:
    """What one freezing writes. ``everyone_id`` is the set 各处室、单位, None where no owner needs it."""

    revision: PlanRevision
    draft: PlanDraft
    tasks: Sequence[TaskShares]
    everyone_id: int | None

    @property
    def own(self) -> dict[str, int]:
        return {"organisation_id": self.revision.organisation_id}

    @property
    def area_names(self) -> dict[str, str]:
        return {area.key: f"{area.number}{area.name}"[:200] for area in self.draft.areas}


def write_tasks(expansion: Expansion) -> list[Duty]:
    """All rows of the tasks; returns the duties. Must be called inside the freezing's transaction."""
    tasks = Task.objects.bulk_create(
        new_task(expansion, one, position, key=one.task.key) for position, one in enumerate(expansion.tasks, start=1)
    )
    write_texts(expansion, tasks)
    return write_demands(expansion, tasks)


def write_demands(expansion: Expansion, tasks: list[Task]) -> list[Duty]:
    """What new tasks demand: figures, material, owners and duties; returns the duties."""
    _targets(expansion, tasks)
    _slots(expansion, tasks)
    return _duties(expansion, tasks, _assignments(expansion, tasks))


def write_texts(expansion: Expansion, tasks: list[Task]) -> None:
    """What the revision says: its parts, and for each of its tasks in order the words."""
    _texts(expansion, tasks, _areas(expansion))


def _areas(expansion: Expansion) -> dict[str, Area]:
    made = Area.objects.bulk_create(
        Area(revision=expansion.revision, position=position, number=area.number[:20], name=area.name[:200],
             **expansion.own)
        for position, area in enumerate(expansion.draft.areas, start=1)
    )
    return dict(zip((area.key for area in expansion.draft.areas), made, strict=True))


def new_task(expansion: Expansion, one: TaskShares, position: int, *, key: str) -> Task:
    """Not saved. ``key`` must be new in the campaign."""
    task = Task(campaign_id=expansion.revision.work_plan.campaign_id, key=key, **expansion.own)
    put_words(expansion, task, one, position)
    return task


def put_words(expansion: Expansion, task: Task, one: TaskShares, position: int) -> None:
    """Copy to the task what lists show of its text; not saved."""
    task.position, task.number, task.title = position, one.task.number[:20], one.task.title[:300]
    task.area_name = expansion.area_names.get(one.task.area or "", "")


def _texts(expansion: Expansion, tasks: list[Task], areas: dict[str, Area]) -> None:
    TaskText.objects.bulk_create(
        TaskText(revision=expansion.revision, task=task, area=areas.get(one.task.area or ""), position=task.position,
                 number=task.number, title=task.title, text=one.task.text, spans=_marked(one),
                 confidence=one.task.confidence, **expansion.own)
        for task, one in zip(tasks, expansion.tasks, strict=True)
    )


def _marked(one: TaskShares) -> list[list[int | str]]:
    """[line, start, end, kind]: first the whole task, then what was read from it."""
    marked = [("task", one.task.spans), *task_spans(one.task)]
    return [[span.line, span.start, span.end, kind] for kind, spans in marked for span in spans]


def _targets(expansion: Expansion, tasks: list[Task]) -> None:
    Target.objects.bulk_create(
        new_target(expansion, task, position, figure)
        for task, one in zip(tasks, expansion.tasks, strict=True)
        for position, figure in enumerate(one.task.targets, start=1)
    )


def new_target(expansion: Expansion, task: Task, position: int, figure: TargetText) -> Target:
    """Not saved."""
    numerator, denominator = wanted(figure.value, figure.unit)
    return Target(
        task=task, position=position, text=figure.text[:300], comparison=figure.op, value_numerator=numerator,
        value_denominator=denominator, unit=figure.unit[:20], spans=_places(figure.spans),
        numerator_population=figure.numerator_population[:120],
        denominator_population=figure.denominator_population[:120], **expansion.own,
    )


def _places(spans: Sequence[Span]) -> list[list[int]]:
    return [[span.line, span.start, span.end] for span in spans]


def _slots(expansion: Expansion, tasks: list[Task]) -> None:
    """One slot per task for the task as a whole; its first sentence is what demands it."""
    slots = MaterialSlot.objects.bulk_create(
        MaterialSlot(title=SLOT_TITLE, minimum=1, source_line=first_sentence(one.task.text), **expansion.own)
        for one in expansion.tasks
    )
    TaskSlot.objects.bulk_create(
        TaskSlot(task=task, slot=slot, position=1, of_each_unit=False, **expansion.own)
        for task, slot in zip(tasks, slots, strict=True)
    )


def first_sentence(text: str) -> str:
    """What of a task's text demands the first material."""
    return text.split("。", maxsplit=1)[0][:299] + "。"


def _assignments(expansion: Expansion, tasks: list[Task]) -> list[list[Assignment]]:
    """The assignments of each task, in the order of its shares, with the units they come down to."""
    made = [
        [new_assignment(expansion, task, at, one) for at in range(len(one.shares))]
        for task, one in zip(tasks, expansion.tasks, strict=True)
    ]
    Assignment.objects.bulk_create([one for row in made for one in row])
    AssignmentMember.objects.bulk_create(
        AssignmentMember(assignment=assignment, unit_id=unit_id, **expansion.own)
        for row, one in zip(made, expansion.tasks, strict=True)
        for assignment, share in zip(row, one.shares, strict=True)
        for unit_id in share.members
    )
    return made


def new_assignment(expansion: Expansion, task: Task, at: int, one: TaskShares) -> Assignment:
    """Not saved: the owner at this place among the task's shares."""
    share = one.shares[at]
    return Assignment(
        task=task, role=share.role, position=at, unit_id=share.unit_id, phrase=share.phrase[:120],
        unit_set_id=expansion.everyone_id if share.kind is MatchKind.EVERYONE else share.set_id,
        resolved=share.resolved, **expansion.own,
    )


def _duties(expansion: Expansion, tasks: list[Task], assignments: list[list[Assignment]]) -> list[Duty]:
    return Duty.objects.bulk_create(
        Duty(task=task, assignment=row[_at(one, share_of)], unit_id=unit_id, role=share_of.role,
             deadline=one.deadline, **expansion.own)
        for task, one, row in zip(tasks, expansion.tasks, assignments, strict=True)
        for unit_id, share_of in one.duties.items()
    )


def _at(one: TaskShares, share: object) -> int:
    position: Callable[[object], int] = one.shares.index
    return position(share)
