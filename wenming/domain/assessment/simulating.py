"""What if: other answers in place of some, and what they would change, line by line and in total."""

from collections.abc import Mapping
from dataclasses import dataclass

from .answers import Answer
from .scoring import Score, score
from .span import Span
from .verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Shift:
    """A line whose points or verdict would be others."""

    key: str
    before: Span
    after: Span
    verdict_before: Verdict
    verdict_after: Verdict


@dataclass(frozen=True, slots=True)
class Difference:
    before: Span
    after: Span
    shifts: tuple[Shift, ...]


def what_if(real: Score, changes: Mapping[str, Answer | None]) -> Difference:
    """``changes`` by the keys of lines, over the real answers; None takes an answer away. Nothing real is changed."""
    answers = {key: answer for key, answer in {**real.answers, **changes}.items() if answer is not None}
    supposed = score(real.sheet, answers)
    shifts = (
        Shift(real.sheet.keys[at], real.span(at), supposed.span(at), real.verdicts[at], supposed.verdicts[at])
        for at in real.sheet.order if _told(real, at) != _told(supposed, at)
    )
    return Difference(real.total, supposed.total, tuple(shifts))


def _told(told: Score, place: int) -> tuple[object, ...]:
    return told.confirmed[place], told.possible[place], told.maxima[place], told.verdicts[place]
