"""What N more points would cost: the fewest missing pieces that bring them, and which.

Lines whose material is there already cost nothing and come first. For the rest every choice is looked through while
the choices are few; beyond ``EXACT_UP_TO`` the best next one is taken again and again, what turned out needless is
left out, and the answer says that a cheaper one may exist.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush

from .coverage import LineCoverage, Place
from .scoring import Score
from .trying import Trial
from .uploads import Bundle, Completing, Needs, awaiting, bundles_of, is_covered

EXACT_UP_TO = 12


@dataclass(frozen=True, slots=True)
class Price:
    """``confirms`` costs nothing; ``fills`` are places and pieces, ``completes`` the lines they complete. ``gain`` is
    what it all brings: the most that can be had where that is not enough (``is_enough``)."""

    confirms: tuple[str, ...]
    fills: tuple[tuple[Place, int], ...]
    completes: tuple[str, ...]
    gain: Fraction
    is_enough: bool
    is_cheapest: bool

    @property
    def pieces(self) -> int:
        return sum(pieces for _, pieces in self.fills)


@dataclass(frozen=True, slots=True)
class _Case:
    """The question, with what costs nothing already confirmed."""

    wanted: Fraction
    trial: Trial
    bundles: Sequence[Bundle]
    completing: Completing

    def gain(self, needs: Needs) -> Fraction:
        return self.trial.gain(self.completing.completed(needs))

    def suffices(self, needs: Needs) -> bool:
        return self.gain(needs) >= self.wanted


def price_of(points: Fraction, score: Score, coverage: Sequence[LineCoverage]) -> Price:
    free, trial = tuple(awaiting(score, coverage)), Trial(score)
    before = trial.total
    trial.confirm(free)
    earned = trial.total - before
    bundles = bundles_of(score, coverage)
    completing = Completing(bundles)
    case = _Case(
        points - earned, trial,
        [one for one in bundles if trial.gain(completing.completed(one.needs)) > 0], completing)
    needs, is_cheapest = _chosen(case)
    completes = completing.completed(needs)
    gained = earned + trial.gain(completes)
    return Price(free, tuple(needs.items()), completes, gained, gained >= points, is_cheapest)


def _chosen(case: _Case) -> tuple[Needs, bool]:
    if case.wanted <= 0:
        return {}, True
    everything = union(*(one.needs for one in case.bundles))
    if not case.suffices(everything):
        return everything, False
    few = len(case.bundles) <= EXACT_UP_TO
    return (cheapest if few else greedy)(case), few


def union(*several: Needs) -> dict[Place, int]:
    """At each place the most that any of them needs there: pieces of a group serve all."""
    both: dict[Place, int] = {}
    for needs in several:
        for place, pieces in needs.items():
            both[place] = max(pieces, both.get(place, 0))
    return both


def cost(needs: Needs) -> int:
    return sum(needs.values())


def cheapest(case: _Case) -> Needs:
    """Every choice that is not dearer than one found already; of equally cheap ones the first in the document."""
    best = union(*(one.needs for one in case.bundles))

    def search(at: int, needs: Needs) -> None:
        nonlocal best
        if cost(needs) >= cost(best):
            return
        if case.suffices(needs):
            best = dict(needs)
        elif at < len(case.bundles):
            search(at + 1, union(needs, case.bundles[at].needs))
            search(at + 1, needs)

    search(0, {})
    return best


def greedy(case: _Case) -> Needs:
    taken = _take(case)
    for one in list(taken):
        rest = union(*(other.needs for other in taken if other is not one))
        if case.suffices(rest):
            taken.remove(one)
    return union(*(one.needs for one in taken))


Offer = tuple[Fraction, int, int]
"""To be sorted: points for a piece, negative; pieces; place in the document, which names the bundle."""


def _take(case: _Case) -> list[Bundle]:
    """What an offer is worth only falls while others are taken, unless they share a place with it: so only those are
    looked at anew, and else the one in front."""
    trial, filled, taken = case.trial.copy(), dict[Place, int](), list[Bundle]()
    by_order = {one.order: one for one in case.bundles}
    aim = trial.total + case.wanted
    offers = [offer for one in case.bundles if (offer := _offer(case, trial, filled, one))]
    heapify(offers)
    while trial.total < aim:
        chosen = by_order[heappop(offers)[2]]
        fresh = _offer(case, trial, filled, chosen)
        if fresh is None:
            continue
        if offers and fresh > offers[0]:
            heappush(offers, fresh)
            continue
        filled = union(filled, chosen.needs)
        taken.append(chosen)
        trial.confirm(_newly(case, filled, chosen))
        for other in case.completing.touched(chosen.needs):
            offer = _offer(case, trial, filled, other)
            if offer and other.order in by_order:
                heappush(offers, offer)
    return taken


def _offer(case: _Case, trial: Trial, filled: Needs, bundle: Bundle) -> Offer | None:
    """None where nothing is missing any more, or nothing is to be had by it."""
    together = union(filled, bundle.needs)
    pieces = cost(together) - cost(filled)
    gain = trial.gain(_newly(case, together, bundle)) if pieces else Fraction(0)
    return (-gain / pieces, pieces, bundle.order) if gain > 0 else None


def _newly(case: _Case, needs: Needs, bundle: Bundle) -> list[str]:
    """Lines that lack something where ``bundle`` does, and nothing once all of ``needs`` is there."""
    return [
        key for one in case.completing.touched(bundle.needs) if is_covered(one.needs, needs) for key in one.keys]
