"""What can be said of a line: the verdict, and the points that are sure and those that can still be had."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from .answers import Answer, NotApplicable, Points, Unfit

Number = int | Fraction
"""Points in grains: whole ones as int, which is many times faster to add, and still exact where they do not come out
even."""


class Verdict(IntEnum):
    """In order: of several lines the greatest speaks for all."""

    NOT_APPLICABLE = -1
    MET = 0
    UNKNOWN = 1
    NOT_COMPUTABLE = 2
    NOT_MET = 3

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    Verdict.NOT_APPLICABLE: "不适用", Verdict.MET: "达标", Verdict.UNKNOWN: "未知", Verdict.NOT_COMPUTABLE: "无法计算",
    Verdict.NOT_MET: "不达标",
}
Outcome = tuple[Number, Number, Verdict]
"""Confirmed, possible (both in grains) and the verdict."""
Judge = Callable[[Answer | None], Outcome]
EXCLUDED: Outcome = (0, 0, Verdict.NOT_APPLICABLE)


def in_grains(points: Number, grain: int) -> Number:
    above, below = points.as_integer_ratio()
    whole, rest = divmod(above * grain, below)
    return Fraction(above * grain, below) if rest else whole


def evened(grains: Number) -> Number:
    """The same number as an int where it is whole."""
    return grains.numerator if grains.denominator == 1 else grains


@dataclass(frozen=True, slots=True)
class Worth:
    """A line as its rule sees it: ``full`` is all it can bring, ``grain`` how many grains make a point, ``level`` the
    honour level of the body."""

    full: Number
    grain: int
    level: str = ""

    def grains(self, points: Fraction) -> Number:
        return in_grains(points, self.grain)

    def less(self, deduct: Fraction | None, times: Number = 1) -> Number:
        """What is left when ``deduct`` points go ``times`` times; None is the whole score. Never below nought."""
        if deduct is None:
            return 0
        return max(self.full - self.grains(deduct) * times, 0)

    def known(self, earned: Number) -> Outcome:
        """A score that is settled. Met where it is all there is; of a line without points, where anything is there."""
        if 0 <= earned < self.full:
            return earned, earned, Verdict.NOT_MET
        return self.judged(earned, met=earned > 0)

    def judged(self, earned: Number, *, met: bool) -> Outcome:
        """A settled score, held between nought and all there is, where the rule says whether the line is met."""
        counted = evened(min(max(earned, 0), self.full))
        return counted, counted, Verdict.MET if met else Verdict.NOT_MET

    def open(self, verdict: Verdict) -> Outcome:
        return 0, self.full, verdict

    def otherwise(self, answer: Answer | None) -> Outcome:
        """The answers any line takes. Raises Unfit for another."""
        if answer is None:
            return self.open(Verdict.UNKNOWN)
        if type(answer) is NotApplicable:
            return EXCLUDED
        if type(answer) is Points:
            return self.known(self.grains(answer.value))
        raise Unfit(f"a {answer.type.value} is no answer to this line")
