"""Named reads of tasks: the campaign of a body, the rows of its list, one task with its source and its steps."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wenming.domain.authority import Viewer
from wenming.domain.plan.lights import Light, light, next_due, words
from wenming.domain.plan.source import SourceLine, source_lines
from wenming.organisation.models import Unit
from wenming.plan.models import Assignment, Campaign, Milestone, Task, TaskText
from wenming.shell.prepared import first, prepared
from wenming.shell.reading import once

from .duty_facts import DutyFacts
from .facts import TargetReading, TaskFacts, facts_of

NAMES_SHOWN = 3


@once
def campaign_of(organisation_id: int) -> Campaign | None:
    """The open campaign, the newest of several; else the newest in preparation."""
    return first(_running(organisation_id))


@prepared
def _running(organisation_id: int) -> QuerySet[Campaign]:
    return Campaign.objects.of(organisation_id).exclude(state=Campaign.State.CLOSED).order_by("state", "-pk")[:1]


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task as lists show it. ``have`` and ``want`` count material slots, ``duty_units`` who has a duty in it."""

    task: Task
    lead: str
    have: int
    want: int
    targets: tuple[TargetReading, ...]
    due_on: date | None
    next_on: date | None
    """The nearest date of what is still open, which the light looks at."""
    light: Light
    word: str
    duty_units: tuple[Unit, ...]
    unresolved: bool

    @property
    def unit_ids(self) -> set[int]:
        return {unit.pk for unit in self.duty_units}


def task_rows(
    organisation_id: int, campaign: Campaign, on: date, *, viewer: Viewer | None = None
) -> list[TaskRow]:
    """The open tasks in order; with ``viewer`` only those in which one of the viewer's units has a duty."""
    if campaign.organisation_id != organisation_id:
        return []
    rows = [row_of(facts, on) for facts in facts_of(campaign)]
    return rows if viewer is None else [row for row in rows if row.unit_ids & set(viewer.unit_ids)]


def row_of(facts: TaskFacts, on: date) -> TaskRow:
    standing = facts.standing()
    shown, (have, want), next_on = light(standing, on), facts.meter(), next_due(standing)
    return TaskRow(
        facts.task, lead_names(facts), have, want, tuple(facts.targets), facts.due_on, next_on, shown,
        words(shown, next_on, on), tuple({duty.unit_id: duty.unit for duty in facts.duties}.values()),
        facts.unresolved,
    )


def lead_names(facts: TaskFacts) -> str:
    """The lead units as the plan prints them, where they are many: 机关党委、税政法规处 / 各处室、单位."""
    names = [duty.unit.name for duty in facts.leads]
    if len(names) > NAMES_SHOWN:
        names = list(dict.fromkeys(duty.phrase for duty in facts.leads))
    return "、".join(names)


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the address asks for; None and empty ask for everything. ``units`` are those of 与我有关."""

    area: str = ""
    unit_id: int | None = None
    units: frozenset[int] | None = None

    def keeps(self, row: TaskRow) -> bool:
        if self.area and row.task.area_name != self.area:
            return False
        if self.units is not None and not row.unit_ids & self.units:
            return False
        return self.unit_id is None or self.unit_id in row.unit_ids


def areas_of(rows: Sequence[TaskRow]) -> list[tuple[str, list[TaskRow]]]:
    """The rows under the headings of the plan, in its order."""
    by_area: dict[str, list[TaskRow]] = {}
    for row in rows:
        by_area.setdefault(row.task.area_name, []).append(row)
    return list(by_area.items())


def units_of_rows(rows: Sequence[TaskRow]) -> list[Unit]:
    """Every unit that has a duty in one of the rows, in the order of the roster."""
    units = {unit.pk: unit for row in rows for unit in row.duty_units}
    return sorted(units.values(), key=lambda unit: (unit.position, unit.pk))


def rows_by_light(rows: Sequence[TaskRow]) -> dict[Light, int]:
    counts = Counter(row.light for row in rows)
    return {shown: counts[shown] for shown in Light}


def task_text(task: Task) -> TaskText | None:
    """What the revision in force says about the task."""
    return first(_texts(task.organisation_id, task.pk))


@prepared
def _texts(organisation_id: int, task_id: int) -> QuerySet[TaskText]:
    texts = TaskText.objects.of(organisation_id).filter(task=task_id).exclude(revision__frozen_at=None)
    return texts.select_related("revision", "area").order_by("-revision__number")[:1]


def source_of(text: TaskText) -> tuple[SourceLine, ...]:
    """The lines of the document the text was read from; empty where they cannot be told any more."""
    lines = {number: words for number, _page, words in text.revision.source_lines}
    return source_lines(lines, [tuple(span) for span in text.spans])


def milestones_of(facts: TaskFacts) -> list[tuple[Milestone, DutyFacts]]:
    """The nodes of all accepted plans of the task, by date, each with its duty."""
    nodes = [(node, duty) for duty in facts.duties for node in facts.milestones[duty.pk]]
    return sorted(nodes, key=lambda pair: (pair[0].due_on, pair[0].pk))


def neighbours(task: Task) -> tuple[Task | None, Task | None]:
    """The open tasks before and after this one."""
    before, after = (
        first(_next_to(task.organisation_id, task.campaign_id, task.position, before=before))
        for before in (True, False)
    )
    return before, after


@prepared
def _next_to(organisation_id: int, campaign_id: int, position: int, *, before: bool) -> QuerySet[Task]:
    others = Task.objects.of(organisation_id).filter(campaign=campaign_id, state=Task.State.OPEN)
    if before:
        return others.filter(position__lt=position).order_by("-position")[:1]
    return others.filter(position__gt=position).order_by("position")[:1]


def assignments_of(task: Task) -> list[Assignment]:
    """Who leads and who answers, as the plan in force prints it."""
    return _assignments(task.organisation_id, task.pk)


@prepared
def _assignments(organisation_id: int, task_id: int) -> QuerySet[Assignment]:
    rows = Assignment.objects.of(organisation_id).filter(task=task_id, work_item=None, withdrawn_on=None)
    return rows.select_related("unit").order_by("role", "position", "pk")


def unresolved_assignments(organisation_id: int, campaign: Campaign) -> list[Assignment]:
    """What the office has still to bring down to units, in the order of the tasks."""
    rows = Assignment.objects.of(organisation_id).filter(task__campaign=campaign, task__state=Task.State.OPEN)
    waiting = rows.filter(resolved=False, withdrawn_on=None).select_related("task")
    return list(waiting.order_by("task__position", "position"))
