"""What confirming open lines would add to the total, without marking the whole edition anew."""

from collections.abc import Collection, Iterable
from fractions import Fraction

from .growing import BASE, BONUS
from .scoring import Score
from .verdicts import Number


class Trial:
    """Lines are confirmed one after another, each at all that can still be had of it; only the lines above it are
    summed again. The score it began from stays as it is."""

    def __init__(self, score: Score) -> None:
        self._score = score
        self._confirmed = list(score.confirmed)

    @property
    def total(self) -> Fraction:
        return Fraction(self._total, self._score.sheet.grain)

    @property
    def _total(self) -> Number:
        return self._confirmed[BASE] + self._confirmed[BONUS]

    def copy(self) -> "Trial":
        other = Trial(self._score)
        other._confirmed = list(self._confirmed)
        return other

    def confirm(self, keys: Iterable[str]) -> None:
        self._raise([self._score.sheet.places[key] for key in keys])

    def gain(self, keys: Collection[str]) -> Fraction:
        """What confirming these would add; nothing is confirmed by asking."""
        before = self._total
        undone = self._raise([self._score.sheet.places[key] for key in keys])
        gained = self._total - before
        for place, confirmed in reversed(undone):
            self._confirmed[place] = confirmed
        return Fraction(gained, self._score.sheet.grain)

    def _raise(self, places: list[int]) -> list[tuple[int, Number]]:
        """Returns what stood at each place that was written, in that order."""
        sheet, confirmed, undo = self._score.sheet, self._confirmed, []
        above: set[int] = set()
        for place in places:
            undo.append((place, confirmed[place]))
            confirmed[place] = self._score.possible[place]
            while (place := sheet.above[place]) not in above:
                above.add(place)
        for place in sorted(above, reverse=True):
            if place not in self._score.decided:
                undo.append((place, confirmed[place]))
                confirmed[place] = self._score.counted(sheet.branches[place], confirmed)
        return undo
