"""Days worth naming on the line of a campaign: as many as stand beside each other without covering one another."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

ROOM = 13.0
"""How much of the line, in per cent, the words of one day take; they stand to its right where there is room."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``at`` is the place on the line in per cent; ``key`` is whatever the caller needs to open it."""

    day: date
    words: str
    at: float
    key: int | None = None

    @property
    def to_the_left(self) -> bool:
        """Whether its words stand before it, since the line ends too soon after it."""
        return self.at > 100 - ROOM

    @property
    def takes(self) -> tuple[float, float]:
        return (self.at - ROOM, self.at) if self.to_the_left else (self.at, self.at + ROOM)


def marks(wanted: Iterable[tuple[date, str, int | None]], first: date, last: date) -> list[Mark]:
    """The days from ``wanted`` (the important first) that find room between ``first`` and ``last``, in their order."""
    days = (last - first).days
    kept: list[Mark] = []
    for day, words, key in wanted:
        if days <= 0 or not first <= day <= last:
            continue
        mark = Mark(day, words, round((day - first).days / days * 100, 1), key)
        if all(not _cover(mark.takes, other.takes) for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda one: one.day)


def _cover(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
