"""How often one piece of evidence is used, and how many uploads that has spared."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Use:
    """One citation: by which unit, for which task, for which demand of it, in which year it was put to use.

    ``counts`` is False where the event lies outside the window of the demand: what does not count spares nothing.
    """

    unit: int
    task: int | None
    slot: int | None
    year: int
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Reuse:
    """``spared`` counts uploads that would have been asked for besides the one that was made."""

    places: int = 0
    tasks: int = 0
    years: int = 0
    spared: int = 0
    outside: int = 0
    """Places the evidence does not count for, its event lying outside their window."""

    @property
    def sentence(self) -> str:
        if not self.places:
            return "还没有用在任何地方"
        spared = f"，少传 {self.spared} 次" if self.spared else ""
        return f"用在 {self.places} 处、{self.tasks} 项任务、{self.years} 个年度{spared}"


def reuse_of(uses: Iterable[Use]) -> Reuse:
    """Every demand a unit answers would be an upload; a task cited as a whole is one only where the unit answers none
    of its demands, for filing to a task and to its slot is one upload anywhere."""
    known = list(uses)
    asked = {(one.unit, one.slot) for one in known if one.slot is not None and one.counts}
    answered = {(one.unit, one.task) for one in known if one.slot is not None and one.counts}
    whole = {(one.unit, one.task) for one in known if one.slot is None} - answered
    return Reuse(
        places=len(known), tasks=len({one.task for one in known if one.task is not None}),
        years=len({one.year for one in known}), spared=max(len(asked) + len(whole) - 1, 0),
        outside=sum(not one.counts for one in known),
    )


def spared_together(pieces: Iterable[Reuse]) -> int:
    """The uploads spared by all parts of a pack."""
    return sum(one.spared for one in pieces)
