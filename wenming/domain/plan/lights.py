"""Lights of duties and tasks: a pure function of dates, slots, milestones and targets. Nobody types a percentage."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

NEAR = timedelta(days=7)
"""How long before its due date an open demand turns yellow."""


class Light(StrEnum):
    """In order of urgency."""

    RED = "red"
    YELLOW = "yellow"
    GREEN = "green"
    GREY = "grey"
    BLUE = "blue"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Light.RED: "逾期", Light.YELLOW: "临期", Light.GREEN: "正常", Light.GREY: "未启", Light.BLUE: "办结",
}


@dataclass(frozen=True, slots=True)
class Demand:
    """One thing that must be there: a slot to fill, a milestone, a target to reach.

    ``due_on`` is the last day on which it is in time; ``opens_on`` the first day on which it can be given. ``begun``
    says that something of it is there though not all.
    """

    met: bool
    due_on: date | None = None
    opens_on: date | None = None
    begun: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is demanded of a duty or a task, and whether those who must give it have received it."""

    demands: tuple[Demand, ...] = ()
    received: bool = True


def light(standing: Standing, on: date) -> Light:
    """The light of a standing at the end of the day before ``on``: what is due today is not late yet."""
    still_open = [demand for demand in standing.demands if not demand.met]
    if not standing.demands:
        return Light.GREY
    if not still_open:
        return Light.BLUE
    nearest = next_due(standing)
    if nearest is not None and nearest < on:
        return Light.RED
    if nearest is not None and nearest - on <= NEAR:
        return Light.YELLOW
    return Light.GREEN if _begun(standing, still_open, on) else Light.GREY


def next_due(standing: Standing) -> date | None:
    """The nearest date of what is still open."""
    return min((one.due_on for one in standing.demands if not one.met and one.due_on), default=None)


def worst(lights: Iterable[Light]) -> Light:
    """The most urgent of the lights; grey where there are none."""
    order = list(Light)
    return min(lights, key=order.index, default=Light.GREY)


def words(shown: Light, due_on: date | None, on: date) -> str:
    """The light with its days, as a list shows it: 逾期 2 天, 今天到期, 正常."""
    if due_on is None or shown not in {Light.RED, Light.YELLOW}:
        return shown.label
    days = (due_on - on).days
    if days < 0:
        return f"逾期 {-days} 天"
    return ("今天到期", "明天到期")[days] if days < 2 else f"{days} 天后到期"


def _begun(standing: Standing, still_open: list[Demand], on: date) -> bool:
    if any(one.met or one.begun for one in standing.demands):
        return True
    all_later = all(one.opens_on is not None and one.opens_on > on for one in still_open)
    return standing.received and not all_later
