"""A random sample for looking on the spot: drawn again by anybody from the seed printed on the sheet.

Lots are the SHA-256 of seed, line feed and key, in UTF-8 and hexadecimal; the smallest are drawn. So no program of ours
is needed to check the draw, and none can be changed to favour anyone.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may be looked at, by a ``key`` of its own, and the indicator it belongs to."""

    key: str
    stratum: str


def lot(seed: str, key: str) -> str:
    return sha256(f"{seed}\n{key}".encode()).hexdigest()


def draw(candidates: Iterable[Candidate], seed: str, size: int) -> list[Candidate]:
    """``size`` of them, or all there are, in the order of their strata and then of their lots.

    Every indicator is looked at as long as there are enough draws, in proportion to what it has: one each first (by lot
    where they do not reach for all), the rest by the largest remainder.
    """
    strata: dict[str, list[Candidate]] = {}
    for one in sorted(candidates, key=lambda candidate: lot(seed, candidate.key)):
        strata.setdefault(one.stratum, []).append(one)
    shares = _shares({name: len(held) for name, held in strata.items()}, seed, size)
    return [one for name in sorted(strata) for one in strata[name][:shares[name]]]


def _shares(sizes: dict[str, int], seed: str, size: int) -> dict[str, int]:
    whole = sum(sizes.values())
    size = max(min(size, whole), 0)
    by_lot = sorted(sizes, key=lambda name: lot(seed, name))
    if size <= len(sizes):
        return {name: int(place < size) for place, name in enumerate(by_lot)}
    shares = {name: max(sizes[name] * size // whole, 1) for name in sizes}
    by_remainder = sorted(by_lot, key=lambda name: -(sizes[name] * size % whole))
    while (left := size - sum(shares.values())) != 0:
        for name in by_remainder if left > 0 else reversed(by_remainder):
            room = shares[name] < sizes[name] if left > 0 else shares[name] > 1
            if room and left:
                shares[name] += 1 if left > 0 else -1
                left += -1 if left > 0 else 1
    return shares
