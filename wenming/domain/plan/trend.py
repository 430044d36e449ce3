"""A line of measurements as points to draw, the wanted figure with it. The table beneath carries the facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

MARGIN = Fraction(16, 100)
"""Room above and below the line, as a part of its height."""


@dataclass(frozen=True, slots=True)
class Trend:
    """Coordinates from 0 to 1, downwards as on a screen; ``points`` leave out what could not be computed."""

    points: tuple[tuple[float, float], ...]
    goal: float


def trend(values: Sequence[Fraction | None], goal: Fraction) -> Trend:
    """The places of ``values`` from left to right, each in the middle of its column."""
    known = [value for value in values if value is not None]
    low, high = min([*known, goal]), max([*known, goal])
    room = (high - low) * MARGIN or Fraction(1)
    bottom, height = low - room, high - low + 2 * room

    def down(value: Fraction) -> float:
        return float(1 - (value - bottom) / height)

    points = tuple(
        ((index + 0.5) / len(values), down(value)) for index, value in enumerate(values) if value is not None
    )
    return Trend(points, down(goal))
