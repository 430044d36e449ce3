"""Where the words of a question stand in a text, and the few characters around them worth showing."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from .questions import Term
from .runs import folded, is_han

BEFORE, LENGTH = 16, 60
"""Characters before the first find, and of the whole excerpt."""
Span = tuple[int, int]


class Piece(NamedTuple):
    text: str
    found: bool = False


def met_in(text: str, terms: Sequence[Term]) -> list[Term]:
    """Those of the terms that stand in the text."""
    read = folded(text)
    return [one for one in terms if _pattern((one,)).search(read)]


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The whole text in pieces, found and not found by turns."""
    return _pieces(text, _finds(text, folded(text), terms), 0, len(text))


def excerpt(text: str, terms: Sequence[Term]) -> list[Piece]:
    """About LENGTH characters around the first find, or from the beginning where there is none."""
    plain = " ".join(text.split())
    return _around(plain, _finds(plain, folded(plain), terms))


def met_with_excerpt(text: str, terms: Sequence[Term]) -> tuple[Sequence[Term], list[Piece]]:
    """``met_in`` and, where any is met, the ``excerpt``."""
    plain = " ".join(text.split())
    read = folded(plain)
    spans = _finds(plain, read, terms)
    if not spans:
        return (), []
    met = terms if len(terms) == 1 else [one for one in terms if _pattern((one,)).search(read)]
    return met, _around(plain, spans)


def _around(plain: str, spans: Sequence[Span]) -> list[Piece]:
    if len(plain) <= LENGTH:
        return _pieces(plain, spans, 0, len(plain))
    first = spans[0] if spans else (0, 0)
    start = max(0, first[0] - BEFORE)
    end = min(max(start + LENGTH, min(first[1], start + 2 * LENGTH)), len(plain))
    pieces = _pieces(plain, spans, start, end)
    return [*([Piece("…")] if start else ()), *pieces, *([Piece("…")] if end < len(plain) else ())]


def _pieces(text: str, spans: Sequence[Span], start: int, end: int) -> list[Piece]:
    """What stands from ``start`` to ``end``; a find that reaches over the end is cut off there."""
    pieces: list[Piece] = []
    at = start
    for first, last in spans:
        if first >= end:
            break
        if first > at:
            pieces.append(Piece(text[at:first]))
        at = min(last, end)
        pieces.append(Piece(text[first:at], found=True))
    if at < end:
        pieces.append(Piece(text[at:end]))
    return pieces


@lru_cache(256)
def _pattern(terms: tuple[Term, ...]) -> re.Pattern[str]:
    return re.compile("|".join(_spelled(term) for term in terms) or r"(?!)")


def _spelled(term: Term) -> str:
    first = "" if is_han(term.runs[0]) else r"(?<![a-z0-9])"
    return first + r"[\W_]{0,20}".join(map(re.escape, term.runs))


def _finds(text: str, read: str, terms: Sequence[Term]) -> list[Span]:
    """From where to where in ``text`` itself, which may be longer or shorter than ``read``, its folded form."""
    spans = [found.span() for found in _pattern(tuple(terms)).finditer(read)]
    if len(read) == len(text) or not spans:
        return spans
    ends = list(accumulate(len(folded(mark)) for mark in text))
    place = [at for at, end in enumerate(ends) for _ in range(end - (ends[at - 1] if at else 0))]
    return [(place[start], place[end - 1] + 1) for start, end in spans]
