"""Whether two pictures laid upon each other are one photograph, judged block by block.

Each is a grid of 48 × 48 grey values of what they have in common. Two photographs of one room agree where the wall is
and differ where the people are; a watermark or a heavy hand at the compression spoils some blocks of one photograph.
"""

from collections.abc import Sequence
from math import sqrt

EDGE = 48
BLOCK = 8
FLAT = 3.0
"""Grey values: a block that varies less shows nothing."""
ALIKE = .75
"""The correlation from which a block is the same."""
ENOUGH = .5
"""The share of the telling blocks that must be the same."""
TELLING = 6
"""Fewer blocks that show anything prove nothing: a blank wall, a dark hall."""
CONTAINED = .92
"""One picture must lie in the other, but for what rounding and a border cost: two views that only overlap are two."""


def blocks_alike(one: bytes, other: bytes) -> tuple[int, int]:
    """How many blocks are the same, and how many show anything in at least one of the pictures."""
    same = telling = 0
    for top in range(0, EDGE, BLOCK):
        for left in range(0, EDGE, BLOCK):
            starts = range(top * EDGE + left, (top + BLOCK) * EDGE + left, EDGE)
            first = [value for start in starts for value in one[start:start + BLOCK]]
            second = [value for start in starts for value in other[start:start + BLOCK]]
            alike = _correlation(first, second)
            if alike is not None:
                telling += 1
                same += alike >= ALIKE
    return same, telling


def is_same(one: bytes, other: bytes) -> bool:
    same, telling = blocks_alike(one, other)
    return telling >= TELLING and same >= ENOUGH * telling


def _correlation(first: Sequence[int], second: Sequence[int]) -> float | None:
    """None where both are flat; nought where one is."""
    count = len(first)
    mean, other_mean = sum(first) / count, sum(second) / count
    spread = sum(value * value for value in first) / count - mean * mean
    other_spread = sum(value * value for value in second) / count - other_mean * other_mean
    flat = FLAT * FLAT
    if spread < flat and other_spread < flat:
        return None
    if spread < flat / 4 or other_spread < flat / 4:
        return 0.0
    together = sum(a * b for a, b in zip(first, second, strict=True)) / count - mean * other_mean
    return together / sqrt(spread * other_spread)
