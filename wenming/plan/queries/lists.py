"""Every duty and every milestone of a campaign as one list, for the numbers that open them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.lights import Demand, Light, Standing, light, words
from wenming.plan.models import Campaign, Milestone, Phase

from .duties import DutyRow, duty_row
from .duty_facts import DutyFacts
from .facts import TaskFacts, facts_of
from .phases import phases_of

URGENT, SUPPORT = "urgent", "support"
"""In an address: overdue or nearly so; duties of which nothing is asked (配合), which have no light of their own."""
LIGHTS = {URGENT: {Light.RED, Light.YELLOW}, SUPPORT: set[Light](), **{one.value: {one} for one in Light}}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the address asks for; empty asks for everything, and so does a value that fits nothing."""

    area: str = ""
    unit_id: int | None = None
    light: str = ""
    phase_id: int | None = None

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Wanted":
        shown = given.get("light", "")
        return cls(
            given.get("area", ""), _number(given.get("unit", "")), shown if shown in LIGHTS else "",
            _number(given.get("phase", "")),
        )

    @property
    def query(self) -> dict[str, object]:
        """For the address, without the light: the tabs add it."""
        values = {"area": self.area, "unit": self.unit_id, "phase": self.phase_id}
        return {name: value for name, value in values.items() if value}

    def lit(self, shown: Light, *, asked: bool = True) -> bool:
        """Whether a row with this light is asked for; ``asked`` says whether anything is demanded of it at all."""
        if self.light in {"", SUPPORT}:
            return not self.light or not asked
        return asked and shown in LIGHTS[self.light]

    def keeps(self, duty: DutyFacts) -> bool:
        """Whether the duty is of the area and the unit asked for, whatever its light."""
        return self.area in {"", duty.task.area_name} and self.unit_id in {None, duty.unit_id}


def every_duty(every: Iterable[TaskFacts], wanted: Wanted, on: date) -> list[DutyRow]:
    """The duties of the area and unit asked for, of every light, in the order of the tasks."""
    return [duty_row(facts, duty, on) for facts in every for duty in facts.duties if wanted.keeps(duty)]


@dataclass(frozen=True, slots=True)
class NodeRow:
    """A milestone of an accepted concrete plan with its duty and its light."""

    node: Milestone
    duty: DutyFacts
    light: Light
    word: str
    asked: bool = True


def demand_of(node: Milestone) -> Demand:
    return Demand(node.done_on is not None, node.due_on, begun=True)


def every_node(campaign: Campaign, wanted: Wanted, on: date) -> list[NodeRow]:
    """The milestones of the phase, area and unit asked for, by date."""
    phase = next((one for one in phases_of(campaign) if one.pk == wanted.phase_id), None)
    rows = [
        _node_row(node, duty, on)
        for facts in facts_of(campaign) for duty in facts.duties if wanted.keeps(duty)
        for node in facts.milestones[duty.pk] if phase is None or falls_in(node, phase)
    ]
    return sorted(rows, key=lambda row: (row.node.due_on, row.node.pk))


def falls_in(node: Milestone, phase: Phase) -> bool:
    return bool(phase.starts_on and phase.ends_on and phase.starts_on <= node.due_on <= phase.ends_on)


def _node_row(node: Milestone, duty: DutyFacts, on: date) -> NodeRow:
    shown = light(Standing((demand_of(node),)), on)
    return NodeRow(node, duty, shown, words(shown, node.due_on, on))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else None
