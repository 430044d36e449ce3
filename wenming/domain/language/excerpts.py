"""Where the words of a question stand in a text, and the few characters around them worth showing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from .questions import Term
from .runs import folded, is_han

BEFORE, LENGTH = 16, 60
"""Characters before the first find, and of the whole excerpt."""


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    found: bool = False


def is_in(text: str, term: Term) -> bool:
    return bool(_pattern([term]).search(folded(text)))


def marked(text: str, terms: Sequence[Term]) -> list[Piece]:
    """The whole text in pieces, found and not found by turns."""
    pieces: list[Piece] = []
    at = 0
    for start, end in _finds(text, terms):
        pieces += [Piece(text[at:start]), Piece(text[start:end], found=True)]
        at = end
    return [one for one in [*pieces, Piece(text[at:])] if one.text]


def excerpt(text: str, terms: Sequence[Term]) -> list[Piece]:
    """About LENGTH characters around the first find, or from the beginning where there is none."""
    plain = " ".join(text.split())
    first = next(iter(_finds(plain, terms)), (0, 0))
    start = max(0, first[0] - BEFORE)
    end = max(start + LENGTH, min(first[1], start + 2 * LENGTH))
    pieces = marked(plain[start:end], terms)
    lead = [Piece("…")] if start else []
    return [*lead, *pieces, *([Piece("…")] if end < len(plain) else [])]


def _pattern(terms: Sequence[Term]) -> re.Pattern[str]:
    return re.compile("|".join(_spelled(term) for term in terms) or r"(?!)")


def _spelled(term: Term) -> str:
    first = "" if is_han(term.runs[0]) else r"(?<![a-z0-9])"
    return first + r"[\W_]{0,20}".join(map(re.escape, term.runs))


def _finds(text: str, terms: Sequence[Term]) -> list[tuple[int, int]]:
    """From where to where in ``text`` itself, which may be longer or shorter than its folded form."""
    read = folded(text)
    spans = [found.span() for found in _pattern(terms).finditer(read)]
    if len(read) == len(text) or not spans:
        return spans
    ends = list(accumulate(len(folded(mark)) for mark in text))
    place = [at for at, end in enumerate(ends) for _ in range(end - (ends[at - 1] if at else 0))]
    return [(place[start], place[end - 1] + 1) for start, end in spans]
