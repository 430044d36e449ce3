"""A score told line by line: points, verdict, and the sentences of the standard that cost points."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from wenming.domain.plan.targets import printed
from wenming.domain.standard.nodes import Node

from .answers import NotApplicable
from .rules.table import words_of
from .scheme import Excluded
from .scoring import Score
from .span import Span
from .verdicts import Verdict


@dataclass(frozen=True, slots=True)
class Because:
    """``sentence`` as the standard prints it, ``words`` what was found, ``points`` what it costs (nought where it only
    keeps the line from being computed)."""

    sentence: str
    words: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class Line:
    """``level`` from 0. A line that does not apply has the verdict for it; ``excluded`` says what became of its
    points."""

    key: str
    node: Node
    level: int
    span: Span
    verdict: Verdict
    excluded: Excluded | None = None
    because: tuple[Because, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    """Points that are gone, and the line and sentence they went by."""

    key: str
    because: Because


def line_of(done: Score, key: str) -> Line:
    """Raises KeyError for the key of no line."""
    return _line(done, done.sheet.places[key])


def lines_of(done: Score) -> Iterator[Line]:
    """Every line in the order of the document."""
    return (_line(done, place) for place in done.sheet.order)


def parts_of(done: Score) -> list[Line]:
    """The components the total is made of, in the order of the scheme."""
    return [line_of(done, part.key) for part in done.sheet.scheme.parts]


def deductions_of(done: Score) -> list[Deduction]:
    """What costs points for sure, in the order of the document and in the points of its line. What a cap cuts off is
    no deduction; nor is anything under a line that was decided as a whole."""
    sheet = done.sheet
    settled = {below for place in done.decided for below in sheet.below(place) if below != place}
    return [
        Deduction(sheet.keys[place], because) for place in sheet.order
        if (place in sheet.worths or place in done.decided) and place not in settled
        for because in _because(done, place) if because.points
    ]


def _line(done: Score, place: int) -> Line:
    sheet, verdict = done.sheet, done.verdicts[place]
    excluded = sheet.scheme.excluded if verdict is Verdict.NOT_APPLICABLE else None
    return Line(
        sheet.keys[place], sheet.nodes[place], sheet.levels[place], done.span(place), verdict, excluded,
        tuple(_because(done, place)),
    )


def _because(done: Score, place: int) -> Iterator[Because]:
    sheet, verdict = done.sheet, done.verdicts[place]
    node, answer = sheet.nodes[place], done.answers.get(sheet.keys[place])
    sentence = node.text or node.name
    if verdict is Verdict.NOT_APPLICABLE:
        reason = answer.reason if isinstance(answer, NotApplicable) else ""
        yield Because(sentence, reason or "不适用于本单位", Fraction(0))
    elif place in sheet.worths:
        lost = sheet.worths[place].full - done.possible[place]
        if answer is not None and (lost or verdict in {Verdict.NOT_COMPUTABLE, Verdict.NOT_MET}):
            yield Because(sentence, words_of(node.rule, answer, sheet.scope.level), Fraction(lost, sheet.grain))
    elif place in done.decided:
        lost = done.maxima[place] - done.possible[place]
        yield Because(sentence, "由评审人对本项整体定分", Fraction(lost, sheet.grain))
    elif place in sheet.branches:
        yield from _capped(done, place, sentence)


def _capped(done: Score, place: int, sentence: str) -> Iterator[Because]:
    """What was earned under a line for sure and does not count there."""
    earned, most = done.earned(done.sheet.branches[place], done.confirmed), done.maxima[place]
    if earned > most:
        summed, counted = (printed(Fraction(one, done.sheet.grain), "分") for one in (earned, most))
        yield Because(sentence, f"合计{summed}，最多计{counted}", Fraction(earned - most, done.sheet.grain))
