"""All that lights, meters and missing lines of tasks are drawn from, read with a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.timezone import localdate

from wenming.domain.plan.lights import Demand, Standing
from wenming.domain.plan.targets import Figure, Reading, Verdict, judge
from wenming.organisation.models import Unit
from wenming.organisation.registry import column_of
from wenming.plan.models import Assignment, Campaign, Duty, Milestone, Target, Task, TaskSlot
from wenming.shell.reading import once

from . import fact_rows
from .duty_facts import AnyDuty, DutyFacts, read_duties


@dataclass(frozen=True, slots=True)
class SlotFill:
    """A slot and what each unit has filed for it inside its window."""

    task_slot: TaskSlot
    by_unit: dict[int, int]

    def have(self, unit_id: int | None = None) -> int:
        return sum(self.by_unit.values()) if unit_id is None else self.by_unit.get(unit_id, 0)

    def full(self, unit_id: int | None = None) -> bool:
        return self.have(unit_id) >= self.task_slot.slot.minimum


@dataclass(frozen=True, slots=True)
class TargetReading:
    """A target with its latest measurement; ``as_of`` None where there is none."""

    target: Target
    figure: Figure | None
    as_of: date | None
    reading: Reading


@dataclass(slots=True)
class TaskFacts:
    task: Task
    ends_on: date | None
    """The last day of the campaign: what has no date of its own is due then."""
    unresolved: bool = False
    """Whether the office has still to bring one of its owners down to units."""
    duties: list[DutyFacts] = field(default_factory=list)
    slots: list[SlotFill] = field(default_factory=list)
    targets: list[TargetReading] = field(default_factory=list)
    milestones: dict[int, list[Milestone]] = field(default_factory=lambda: defaultdict(list))
    """By duty; only of concrete plans the office has accepted."""

    @property
    def whole(self) -> list[DutyFacts]:
        """The duties of the task as a whole, without those of its work items."""
        return self.duties_of(None)

    def duties_of(self, item_id: int | None) -> list[DutyFacts]:
        """The duties of a work item, or of the task as a whole."""
        return [duty for duty in self.duties if duty.work_item_id == item_id]

    @property
    def leads(self) -> list[DutyFacts]:
        """Who leads the task as a whole."""
        return [duty for duty in self.whole if duty.role == Assignment.Role.LEAD]

    @property
    def due_on(self) -> date | None:
        """When what the task as a whole demands is due: with its first lead unit, or with the campaign."""
        return self._due_with(None)

    def _due_with(self, item_id: int | None) -> date | None:
        leading = (duty for duty in self.duties_of(item_id) if duty.role == Assignment.Role.LEAD)
        return min((duty.deadline for duty in leading if duty.deadline), default=self.ends_on)

    def asked(self) -> Iterator[tuple[SlotFill, DutyFacts | None]]:
        """Each slot to fill and whose it is: None for one the task, or its work item, shares."""
        for fill in self.slots:
            if fill.task_slot.of_each_unit:
                yield from ((fill, duty) for duty in self.duties_of(fill.task_slot.work_item_id))
            else:
                yield fill, None

    def asked_of(self, duty: AnyDuty) -> list[tuple[SlotFill, int | None]]:
        """The slots one unit answers for: its own and, leading, the shared; with the unit that counts, None for all."""
        return [
            (fill, duty.unit_id if fill.task_slot.of_each_unit else None)
            for fill in self.slots
            if fill.task_slot.work_item_id == duty.work_item_id
            and (fill.task_slot.of_each_unit or duty.role == Assignment.Role.LEAD)
        ]

    def targets_of(self, duty: AnyDuty) -> list[TargetReading]:
        """The figures a duty answers for: those of the task, where it leads the task as a whole."""
        leads = duty.role == Assignment.Role.LEAD and duty.work_item_id is None
        return self.targets if leads else []

    def due_of(self, fill: SlotFill, duty: AnyDuty | None) -> date | None:
        """The unit's deadline, else the end of the slot's window, else the end of the campaign."""
        deadline = duty.deadline if duty else self._due_with(fill.task_slot.work_item_id)
        return deadline or fill.task_slot.slot.window_until or self.ends_on

    def duty_standing(self, duty: AnyDuty) -> Standing:
        demands = [
            _slot_demand(fill, unit_id, self.due_of(fill, duty)) for fill, unit_id in self.asked_of(duty)
        ]
        demands += [_milestone_demand(one) for one in self.milestones[duty.pk]]
        demands += self._target_demands(self.targets_of(duty))
        return Standing(tuple(demands), duty.state == Duty.State.RECEIVED)

    def standing(self) -> Standing:
        """Everything the task and its duties demand, each once."""
        demands = [
            _slot_demand(fill, duty.unit_id if duty else None, self.due_of(fill, duty)) for fill, duty in self.asked()
        ]
        demands += [_milestone_demand(one) for nodes in self.milestones.values() for one in nodes]
        received = any(duty.state == Duty.State.RECEIVED for duty in self.duties)
        return Standing((*demands, *self._target_demands(self.targets)), received)

    def item_standing(self, item_id: int) -> Standing:
        """Everything one work item and its duties demand, each once."""
        duties = self.duties_of(item_id)
        demands = [
            _slot_demand(fill, duty.unit_id if duty else None, self.due_of(fill, duty))
            for fill, duty in self.asked() if fill.task_slot.work_item_id == item_id
        ]
        demands += [_milestone_demand(one) for duty in duties for one in self.milestones[duty.pk]]
        return Standing(tuple(demands), any(duty.state == Duty.State.RECEIVED for duty in duties))

    def meter(self, duty: AnyDuty | None = None) -> tuple[int, int]:
        """Slots full and slots asked, of one duty or of the whole task."""
        asked = (
            self.asked_of(duty) if duty else [(fill, of.unit_id if of else None) for fill, of in self.asked()]
        )
        return sum(fill.full(unit_id) for fill, unit_id in asked), len(asked)

    def _target_demands(self, targets: Sequence[TargetReading]) -> list[Demand]:
        return [
            Demand(one.reading.verdict is Verdict.MET, self.due_on, begun=one.figure is not None) for one in targets
        ]


@once
def facts_of(campaign: Campaign, *, task: Task | None = None) -> list[TaskFacts]:
    """The facts of every open task of the campaign in its order, or of one task whatever its state."""
    organisation_id, whole, one = campaign.organisation_id, task.pk if task else campaign.pk, task is not None
    facts = {}
    for row in fact_rows.tasks(organisation_id, whole, one=one):
        row.campaign = campaign
        facts[row.pk] = TaskFacts(row, row.ends_on, row.unresolved)
    for duty in read_duties(organisation_id, whole, {pk: one.task for pk, one in facts.items()}, one=one):
        facts[duty.task_id].duties.append(duty)
    for milestone in fact_rows.milestones(organisation_id, whole, one=one):
        facts[milestone.task_id].milestones[cast("int", milestone.duty_id)].append(milestone)
    for fill in _fills(organisation_id, fact_rows.slots(organisation_id, whole, one=one)):
        fill.task_slot.task = facts[fill.task_slot.task_id].task
        facts[fill.task_slot.task_id].slots.append(fill)
    for reading in _readings(fact_rows.targets(organisation_id, whole, one=one)):
        reading.target.task = facts[reading.target.task_id].task
        facts[reading.target.task_id].targets.append(reading)
    return list(facts.values())


def submitted(every: Iterable[TaskFacts]) -> list[tuple[DutyFacts, date]]:
    """The duties whose concrete plan waits for the office, each with the day since when, the longest first."""
    waiting = [
        (duty, localdate(duty.plan.submitted_at))
        for facts in every for duty in facts.duties if duty.plan and duty.plan.waits and duty.plan.submitted_at
    ]
    return sorted(waiting, key=lambda pair: (pair[1], pair[0].pk))


def not_received(every: Iterable[TaskFacts]) -> list[Unit]:
    """The units that have still to receive a duty, each once, in the order of the roster."""
    sent = {duty.unit for facts in every for duty in facts.duties if duty.state == Duty.State.SENT}
    return sorted(sent, key=lambda unit: (unit.position, unit.pk))


def any_unresolved(every: Iterable[TaskFacts]) -> bool:
    """Whether the office has still to bring owners down to units."""
    return any(facts.unresolved for facts in every)


def latest_readings(targets: QuerySet[Target]) -> list[TargetReading]:
    """Each target judged by its latest measurement, in one query."""
    return _readings(fact_rows.with_latest(targets))


def _readings(rows: Iterable[Any]) -> list[TargetReading]:
    readings = []
    for row in rows:
        measured = row.measured_as_of is not None
        figure = Figure(row.measured_numerator, row.measured_denominator) if measured else None
        readings.append(TargetReading(row, figure, row.measured_as_of, judge(row.goal, figure)))
    return readings


def _fills(organisation_id: int, slots: Sequence[TaskSlot]) -> list[SlotFill]:
    filled = column_of("standard.slot.fill", organisation_id, [one.slot_id for one in slots])
    return [SlotFill(one, filled.get(one.slot_id, {})) for one in slots]


def _slot_demand(fill: SlotFill, unit_id: int | None, due_on: date | None) -> Demand:
    return Demand(
        fill.full(unit_id), due_on, fill.task_slot.slot.window_from, begun=fill.have(unit_id) > 0
    )


def _milestone_demand(milestone: Milestone) -> Demand:
    return Demand(milestone.done_on is not None, milestone.due_on)
