"""What to upload next: the material whose filing brings most points for each piece still missing.

The rule by which a filled slot brings points: a line that is not answered yet, and that its papers can prove, may be
confirmed as soon as all its slots are filled; then what could still be had of it is sure, as far as the caps above let
it count. So the points come with the last missing slot, and what is proposed is all that a line still lacks. Papers
prove neither what was not won nor what a passed month did not bring: such lines are not proposed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from wenming.domain.standard.rules import RuleType

from .coverage import LineCoverage, Place
from .scoring import Score
from .trying import Trial
from .verdicts import Verdict

PROVED_BY_PAPERS = frozenset(RuleType) - {RuleType.ACCRUAL_GRADED, RuleType.CALENDAR, RuleType.NONE}
Needs = Mapping[Place, int]
"""So many pieces at each place."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """What lines lack that lack the very same: ``order`` is that of the first in the document."""

    needs: Needs
    keys: tuple[str, ...]
    order: int

    @property
    def pieces(self) -> int:
        return sum(self.needs.values())


@dataclass(frozen=True, slots=True)
class Upload:
    """Filing ``fills`` (places and pieces) completes the lines ``completes`` and brings ``gain`` points."""

    fills: tuple[tuple[Place, int], ...]
    completes: tuple[str, ...]
    gain: Fraction
    pieces: int

    @property
    def rate(self) -> Fraction:
        return self.gain / self.pieces


def may_be_confirmed(score: Score, key: str) -> bool:
    """Whether papers would make points sure that are only possible now."""
    place = score.sheet.places[key]
    return (
        place in score.sheet.worths and score.verdicts[place] is Verdict.UNKNOWN and key not in score.answers
        and score.sheet.nodes[place].rule.type in PROVED_BY_PAPERS
    )


def awaiting(score: Score, coverage: Iterable[LineCoverage]) -> list[str]:
    """Lines whose material is all there and that only have to be confirmed."""
    return [line.key for line in coverage if line.is_complete and may_be_confirmed(score, line.key)]


def bundles_of(score: Score, coverage: Iterable[LineCoverage]) -> list[Bundle]:
    alike: dict[frozenset[tuple[Place, int]], tuple[Needs, int, list[str]]] = {}
    for order, line in enumerate(coverage):
        if not line.is_complete and may_be_confirmed(score, line.key):
            needs = line.needs
            alike.setdefault(frozenset(needs.items()), (needs, order, []))[2].append(line.key)
    return [Bundle(needs, tuple(keys), order) for needs, order, keys in alike.values()]


class Completing:
    """Which lines are complete once so many pieces are at so many places."""

    def __init__(self, bundles: Sequence[Bundle]) -> None:
        self._at: dict[Place, list[Bundle]] = {}
        self._home: dict[Place, list[Bundle]] = {}
        for bundle in bundles:
            for place in bundle.needs:
                self._at.setdefault(place, []).append(bundle)
        for bundle in bundles:
            rarest = min(bundle.needs, key=lambda place: len(self._at[place]))
            self._home.setdefault(rarest, []).append(bundle)

    def touched(self, needs: Needs) -> list[Bundle]:
        """The bundles that lack something at one of these places, in the order of the document."""
        met = {one.order: one for place in needs for one in self._at.get(place, ())}
        return [met[order] for order in sorted(met)]

    def completed(self, needs: Needs) -> tuple[str, ...]:
        """In the order of the document. Each bundle is looked for at the place fewest others need: pieces a whole
        edition shares do not lead through all of it."""
        met = [one for place in needs for one in self._home.get(place, ()) if is_covered(one.needs, needs)]
        return tuple(key for one in sorted(met, key=lambda one: one.order) for key in one.keys)


def is_covered(needs: Needs, by: Needs) -> bool:
    return all(by.get(place, 0) >= pieces for place, pieces in needs.items())


def best_uploads(score: Score, coverage: Iterable[LineCoverage]) -> list[Upload]:
    """By points for each missing piece; of equals the fewer pieces first, then the order of the document. What brings
    nothing is not proposed."""
    bundles, trial = bundles_of(score, coverage), Trial(score)
    completing = Completing(bundles)
    found = []
    for bundle in bundles:
        completes = completing.completed(bundle.needs)
        upload = Upload(tuple(bundle.needs.items()), completes, trial.gain(completes), bundle.pieces)
        if upload.gain > 0:
            found.append((-upload.rate, upload.pieces, bundle.order, upload))
    return [upload for *_, upload in sorted(found, key=lambda one: one[:3])]
