"""Where the viewer's own duties and the whole campaign stand, from one reading of the plan's facts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming.domain.authority import Permission, Viewer
from wenming.domain.plan.lights import Light, light, next_due, words
from wenming.domain.plan.schedule import Window, current
from wenming.domain.plan.targets import Verdict
from wenming.evidence.models import Evidence
from wenming.plan.models import Assignment, Campaign, Duty, Phase
from wenming.plan.queries.facts import SlotFill, TargetReading, TaskFacts, facts_of


@dataclass(frozen=True, slots=True)
class DutyLine:
    """One duty of the viewer's units: ``have`` of ``want`` demands for material are met."""

    duty: Duty
    light: Light
    said: str
    due_on: date | None
    have: int
    want: int
    targets: tuple[TargetReading, ...]
    full: tuple[SlotFill, ...]

    @property
    def leads(self) -> bool:
        return self.duty.role == Assignment.Role.LEAD


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
        return _tally(line.light for line in self.duties)

    @property
    def targets(self) -> list[TargetReading]:
        """Of the tasks the viewer's units lead; for a viewer of the whole campaign, all of them."""
        if self.duties:
            return [one for line in self.duties if line.leads for one in line.targets]
        return [one for facts in self.facts for one in facts.targets]

    @property
    def enough(self) -> list[tuple[DutyLine, SlotFill]]:
        """Demands of the viewer's units that are full: nothing more is to be sent."""
        return [(line, fill) for line in self.duties for fill in line.full]

    def duties_of(self, shown: str) -> list[DutyLine]:
        """The viewer's duties of one light, or all where ``shown`` names none."""
        return [line for line in self.duties if line.light == shown] or self.duties

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
        return sum(one.reading.verdict is Verdict.MET for one in self.targets)


def standing_of(campaign: Campaign, viewer: Viewer, on: date) -> Standing:
    phases = Phase.objects.of(campaign.organisation_id).filter(campaign=campaign).order_by("position")
    phase = current([one.window for one in phases], on)
    facts = facts_of(campaign)
    units = {unit for unit in viewer.unit_ids if viewer.may(Permission.WORK_ON_DUTIES, unit)}
    duties = [_line(one, duty, on) for one in facts for duty in one.duties if duty.unit_id in units]
    order = list(Light)
    duties.sort(key=lambda line: (order.index(line.light), line.due_on or date.max))
    return Standing(campaign, phase, on, facts, duties)


def filed_this_month(organisation_id: int, on: date) -> int:
    """Evidence that came in since the first of the month."""
    rows = Evidence.objects.of(organisation_id).filter(state=Evidence.State.FILED)
    return rows.filter(uploaded_at__date__gte=on.replace(day=1)).count()


def _line(facts: TaskFacts, duty: Duty, on: date) -> DutyLine:
    standing = facts.duty_standing(duty)
    shown, due_on = light(standing, on), next_due(standing)
    have, want = facts.meter(duty)
    leads = duty.role == Assignment.Role.LEAD
    full = tuple(fill for fill, unit_id in facts.asked_of(duty) if fill.full(unit_id))
    return DutyLine(
        duty, shown, words(shown, due_on, on), duty.deadline or due_on, have, want,
        tuple(facts.targets) if leads else (), full,
    )


def _tally(lights: Iterable[Light]) -> list[tuple[Light, int]]:
    counts = Counter(lights)
    return [(one, counts[one]) for one in Light if counts[one]]
