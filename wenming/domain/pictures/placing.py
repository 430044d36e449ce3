"""Where one picture may lie in another, judged by the spots they have in common.

Places are measured from the left and from the top, in units of the square root of a picture's area. ``Place`` says how
the asked picture lies in the known one: ``known = share × asked + (right, down)``, after a mirror where it is one.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

SHARES = (1 / 1.25, 1 / 1.12, 1.0, 1.12, 1.25)
"""How large the asked picture is against the known one: a cropped one is a smaller share of it."""
TOGETHER = .05
"""Spots that move the same way to within this belong together."""
FEWEST = 3
"""So many spots that agree make it worth a look."""
LOOKED_AT = 5


class Hit(NamedTuple):
    """A spot of the asked picture, at one assumed share and mirrored or not, that a known picture has too."""

    picture: int
    share: float
    is_mirrored: bool
    asked: tuple[float, float]
    known: tuple[float, float]


class Place(NamedTuple):
    picture: int
    is_mirrored: bool
    share: float
    right: float
    down: float
    spots: int

    @property
    def is_cropped(self) -> bool:
        """One of them shows noticeably less than the other."""
        return abs(self.share - 1) > .02


def places(hits: Iterable[Hit]) -> list[Place]:
    """For each picture the place most spots agree on; the best supported first, at most ``LOOKED_AT``."""
    groups: dict[tuple[int, float, bool], list[Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit[:3]].append(hit)
    best: dict[int, Place] = {}
    for (picture, share, _), group in groups.items():
        if len(group) < FEWEST:
            continue
        agreeing = _agreeing(group, share)
        if len(agreeing) >= FEWEST and (picture not in best or len(agreeing) > best[picture].spots):
            best[picture] = _fitted(agreeing)
    return sorted(best.values(), key=lambda place: -place.spots)[:LOOKED_AT]


def _agreeing(group: list[Hit], share: float) -> list[Hit]:
    """The largest set of hits that move alike, each spot of either picture once."""
    moves = [(hit.known[0] - share * hit.asked[0], hit.known[1] - share * hit.asked[1]) for hit in group[:200]]
    best: dict[tuple[float, float], Hit] = {}
    for right, down in moves:
        near = {
            hit.known: hit for hit, (x, y) in zip(group, moves, strict=False)
            if abs(x - right) < TOGETHER and abs(y - down) < TOGETHER
        }
        once = {hit.asked: hit for hit in near.values()}
        if len(once) > len(best):
            best = once
    return list(best.values())


def _fitted(hits: list[Hit]) -> Place:
    """The share and the move that fit the hits best (least squares), not far from the assumed share."""
    count, assumed = len(hits), hits[0].share
    asked = [sum(hit.asked[axis] for hit in hits) / count for axis in (0, 1)]
    known = [sum(hit.known[axis] for hit in hits) / count for axis in (0, 1)]
    above = below = 0.0
    for hit in hits:
        for axis in (0, 1):
            above += (hit.asked[axis] - asked[axis]) * (hit.known[axis] - known[axis])
            below += (hit.asked[axis] - asked[axis]) ** 2
    share = min(max(above / below if below > .02 else assumed, assumed * .92), assumed * 1.08)
    return Place(
        hits[0].picture, hits[0].is_mirrored, share, known[0] - share * asked[0], known[1] - share * asked[1], count
    )
