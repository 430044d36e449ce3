"""Where the viewer's own duties and the whole campaign stand, from one reading of the plan's facts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming.domain.authority import Permission, Viewer
from wenming.domain.plan.lights import Light, light
from wenming.domain.plan.schedule import Window, current
from wenming.domain.plan.targets import Figure, Verdict, distance_words, printed
from wenming.evidence.models import Evidence
from wenming.plan.models import Assignment, Campaign, Duty, Phase, Target
from wenming.plan.queries.duties import DutyRow, duty_row
from wenming.plan.queries.facts import SlotFill, TargetReading, TaskFacts, facts_of


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A figure to reach, in words."""

    target: Target
    figure: Figure | None
    as_of: date | None
    verdict: Verdict
    value: str
    said: str


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the viewer's units; ``targets`` where it leads; ``full`` the demands that want nothing more."""

    row: DutyRow
    targets: tuple[TargetLine, ...]
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
    facts: list[TaskFacts]
    duties: list[DutyLine]

    @property
    def phase_days_left(self) -> int | None:
        return self.phase.days_left(self.on) if self.phase else None

    @property
    def own_lights(self) -> list[tuple[Light, int]]:
        return _tally(line.row.light for line in self.duties)

    @property
    def targets(self) -> list[TargetLine]:
        """Of the tasks the viewer's units lead; for a viewer of the whole campaign, all of them."""
        if self.duties:
            return [one for line in self.duties for one in line.targets]
        return [_target_line(one) for facts in self.facts for one in facts.targets]

    @property
    def enough(self) -> list[tuple[DutyLine, SlotFill]]:
        """Demands of the viewer's units that are full: nothing more is to be sent."""
        return [(line, fill) for line in self.duties for fill in line.full]

    def duties_of(self, shown: str) -> list[DutyLine]:
        """The viewer's duties of one light, or all where ``shown`` names none."""
        return [line for line in self.duties if line.row.light == shown] or self.duties

    @property
    def task_lights(self) -> list[tuple[Light, int]]:
        return _tally(light(facts.standing(), self.on) for facts in self.facts)

    @property
    def not_received(self) -> list[str]:
        """The units that have still to receive a duty, each once, in the roster's order."""
        waiting = {
            (duty.unit.position, duty.unit.name) for one in self.facts for duty in one.duties
            if duty.state == Duty.State.SENT
        }
        return [name for _, name in sorted(waiting)]

    @property
    def material(self) -> tuple[int, int]:
        meters = [facts.meter() for facts in self.facts]
        return sum(have for have, _ in meters), sum(want for _, want in meters)

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
    phases = Phase.objects.of(campaign.organisation_id).filter(campaign=campaign).order_by("position")
    phase = current([one.window for one in phases], on)
    facts = facts_of(campaign)
    units = {unit for unit in viewer.unit_ids if viewer.may(Permission.WORK_ON_DUTIES, unit)}
    duties = [_line(one, duty, on) for one in facts for duty in one.duties if duty.unit_id in units]
    order = list(Light)
    duties.sort(key=lambda line: (order.index(line.row.light), line.row.due_on or date.max))
    return Standing(campaign, phase, on, facts, duties)


def filed_this_month(organisation_id: int, on: date) -> int:
    """Evidence that came in since the first of the month."""
    rows = Evidence.objects.of(organisation_id).filter(state=Evidence.State.FILED)
    return rows.filter(uploaded_at__date__gte=on.replace(day=1)).count()


def _line(facts: TaskFacts, duty: Duty, on: date) -> DutyLine:
    targets = facts.targets if duty.role == Assignment.Role.LEAD else []
    full = tuple(fill for fill, unit_id in facts.asked_of(duty) if fill.full(unit_id))
    return DutyLine(duty_row(facts, duty, on), tuple(map(_target_line, targets)), full)


def _target_line(one: TargetReading) -> TargetLine:
    goal, reading = one.target.goal, one.reading
    distance = distance_words(goal, reading) if reading.verdict is Verdict.SHORT else ""
    return TargetLine(
        one.target, one.figure, one.as_of, reading.verdict,
        printed(reading.value, goal.unit) if reading.value is not None else "无数据",
        f"{reading.verdict.label}，{distance}" if distance else reading.verdict.label,
    )


def _met(targets: Iterable[TargetLine]) -> int:
    return sum(one.verdict is Verdict.MET for one in targets)


def _tally(lights: Iterable[Light]) -> list[tuple[Light, int]]:
    counts = Counter(lights)
    return [(one, counts[one]) for one in Light if counts[one]]
