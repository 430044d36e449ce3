"""A spot of a picture as one number, the same number after the picture was pressed, lit, resized or cropped.

The spot is cut out as a grid of 8 × 8 grey values. Its coarse waves (the low coefficients of its cosine transform, the
mean left out) say how it is shaped; only the sign of each is kept, so light and contrast do not matter. A wave near
nought may turn over: whoever looks a spot up asks for the numbers with those bits turned as well.
"""

from collections.abc import Iterator
from itertools import combinations
from math import cos, pi, sqrt
from operator import mul
from typing import NamedTuple

SIDE = 8
WAVES = tuple((u, v) for total in range(1, 6) for u in range(total + 1) if (v := total - u) < SIDE and u < SIDE)
"""Across and down: how many half-waves each coefficient has; the coarsest first."""
BITS = 20
TURNED = 5
"""How many of the least certain bits are turned, at most two at a time."""
_COSINES = [[cos(pi * (2 * x + 1) * u / (2 * SIDE)) for x in range(SIDE)] for u in range(SIDE)]
_USED = WAVES[:BITS]
_ACROSS = sorted({u for u, _ in _USED})
MIRROR = sum(1 << bit for bit, (u, _) in enumerate(_USED) if u % 2)
"""The bits that turn over in a mirror: the waves with an odd number of half-waves across."""
_FLAT = 1.0


class Word(NamedTuple):
    """``weak`` are the bits nearest to nought, the weakest first."""

    number: int
    weak: tuple[int, ...]

    def probes(self) -> Iterator[int]:
        """The number itself, and with one or two of its weak bits turned over."""
        yield self.number
        for count in (1, 2):
            for bits in combinations(self.weak, count):
                yield self.number ^ sum(bits)


def word_of(grid: bytes) -> Word:
    """Of 64 grey values, row by row."""
    rows = [grid[start:start + SIDE] for start in range(0, SIDE * SIDE, SIDE)]
    waves = [[sum(map(mul, row, _COSINES[u])) for row in rows] for u in _ACROSS]
    number, sizes = 0, []
    for bit, (u, v) in enumerate(_USED):
        value = sum(map(mul, waves[u], _COSINES[v]))
        if value > 0:
            number |= 1 << bit
        sizes.append((abs(value) * sqrt(u + v), 1 << bit))
    sizes.sort()
    return Word(number, tuple(bit for _, bit in sizes[:TURNED]))
