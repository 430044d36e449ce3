"""Where the viewer's own duties and the whole campaign stand, from one reading of the plan's facts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming.domain.authority import Permission, Viewer
from wenming.domain.plan.lights import Light
from wenming.domain.plan.schedule import Window, current
from wenming.domain.plan.targets import Verdict
from wenming.evidence.access import sight_of
from wenming.evidence.queries.counts import filed_by_month
from wenming.plan.models import Assignment, Campaign
from wenming.plan.queries.duties import DutyRow, duty_row
from wenming.plan.queries.duty_facts import DutyFacts
from wenming.plan.queries.facts import SlotFill, TargetReading, TaskFacts, facts_of, not_received
from wenming.plan.queries.phases import phases_of
from wenming.plan.queries.tasks import TaskRow, row_of


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the viewer's units; ``targets`` where it leads; ``full`` the demands that want nothing more."""

    row: DutyRow
    targets: tuple[TargetReading, ...]
    full: tuple[SlotFill, ...]

    @property
    def leads(self) -> bool:
        return self.row.duty.role == Assignment.Role.LEAD

    @property
    def targets_met(self) -> int:
        return _met(self.targets)


@dataclass(frozen=True, slots=True)
class Standing:
    """``duties`` are the viewer's own, the urgent first; ``targets`` those the viewer answers for."""

    campaign: Campaign
    phase: Window | None
    on: date
    tasks: list[TaskRow]
    every_target: list[TargetReading]
    not_received: list[str]
    """The units that have still to receive a duty, each once, in the roster's order."""
    duties: list[DutyLine]

    @property
    def phase_days_left(self) -> int | None:
        return self.phase.days_left(self.on) if self.phase else None

    @property
    def own_lights(self) -> list[tuple[Light, int]]:
        return _tally(line.row.light for line in self.duties)

    @property
    def targets(self) -> list[TargetReading]:
        """Of the tasks the viewer's units lead; for a viewer of the whole campaign, all of them."""
        if self.duties:
            return [one for line in self.duties for one in line.targets]
        return self.every_target

    @property
    def enough(self) -> list[tuple[DutyLine, SlotFill]]:
        """Demands of the viewer's units that are full: nothing more is to be sent."""
        return [(line, fill) for line in self.duties for fill in line.full]

    def duties_of(self, shown: str) -> list[DutyLine]:
        """The viewer's duties of one light, or all where ``shown`` names none."""
        return [line for line in self.duties if line.row.light == shown] or self.duties

    @property
    def task_lights(self) -> list[tuple[Light, int]]:
        return _tally(row.light for row in self.tasks)

    @property
    def urgent(self) -> list[TaskRow]:
        """The tasks that are overdue or nearly so, the nearest first."""
        rows = [row for row in self.tasks if row.light in {Light.RED, Light.YELLOW}]
        return sorted(rows, key=lambda row: (list(Light).index(row.light), row.next_on or date.max))

    @property
    def material(self) -> tuple[int, int]:
        return sum(row.have for row in self.tasks), sum(row.want for row in self.tasks)

    @property
    def targets_met(self) -> int:
        return _met(self.targets)

    @property
    def own_material(self) -> tuple[int, int]:
        return sum(line.row.have for line in self.duties), sum(line.row.want for line in self.duties)

    @property
    def leading(self) -> int:
        return sum(line.leads for line in self.duties)

    @property
    def several_units(self) -> bool:
        """Whether the viewer speaks for more than one unit, so that each line must name its own."""
        return len({line.row.duty.unit_id for line in self.duties}) > 1


def standing_of(campaign: Campaign, viewer: Viewer, on: date) -> Standing:
    phases = phases_of(campaign)
    facts = facts_of(campaign)
    units = {unit for unit in viewer.unit_ids if viewer.may(Permission.WORK_ON_DUTIES, unit)}
    duties = [_line(one, duty, on) for one in facts for duty in one.duties if duty.unit_id in units]
    order = list(Light)
    duties.sort(key=lambda line: (order.index(line.row.light), line.row.due_on or date.max))
    return Standing(
        campaign, current([one.window for one in phases], on), on, [row_of(one, on) for one in facts],
        [target for one in facts for target in one.targets], [unit.name for unit in not_received(facts)], duties,
    )


def evidence_of_month(viewer: Viewer, on: date) -> int:
    """Evidence the viewer may see of events of the month ``on`` lies in: the same rows the ledger shows for it."""
    return filed_by_month(viewer.organisation_id, sight_of(viewer))[0].get(on.replace(day=1), 0)


def _line(facts: TaskFacts, duty: DutyFacts, on: date) -> DutyLine:
    targets = facts.targets_of(duty)
    full = tuple(fill for fill, unit_id in facts.asked_of(duty) if fill.full(unit_id))
    return DutyLine(duty_row(facts, duty, on), tuple(targets), full)


def _met(targets: Iterable[TargetReading]) -> int:
    return sum(one.reading.verdict is Verdict.MET for one in targets)


def _tally(lights: Iterable[Light]) -> list[tuple[Light, int]]:
    counts = Counter(lights)
    return [(one, counts[one]) for one in Light if counts[one]]
