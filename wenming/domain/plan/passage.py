"""Text that remembers where every character of it was printed."""

import sys
from collections.abc import Iterable
from typing import NamedTuple

from wenming.domain.plan.draft import Span

_WHITE = "".join(mark for mark in map(chr, range(sys.maxunicode + 1)) if mark.isspace())


class Passage(NamedTuple):
    """``text`` with the ``pieces`` of lines it was joined from: their lengths add up to ``len(text)``."""

    text: str
    pieces: tuple[Span, ...]

    def slice(self, start: int, end: int | None = None) -> "Passage":
        """Characters ``start`` to ``end`` of ``text``, with the pieces cut accordingly."""
        whole = len(self.text)
        last = whole if end is None or end > whole else end
        first = 0 if start < 0 else start if start < last else max(0, last)
        if first == 0 and last == whole:
            return self
        if len(self.pieces) == 1:
            (only,) = self.pieces
            piece = Span(only.line, only.start + first, only.start + last)
            return Passage(self.text[first:last], (piece,) if first < last else ())
        return Passage(self.text[first:last], _cut(self.pieces, first, last))

    def strip(self, marks: str = "") -> "Passage":
        """Without white space, and without any of ``marks``, at both ends."""
        text, gone = self.text, _WHITE + marks
        if text and text[0] not in gone and text[-1] not in gone:
            return self
        left = len(text) - len(text.lstrip(gone))
        return self.slice(left, max(left, len(text.rstrip(gone))))

    @property
    def line(self) -> int:
        """The line of the first character; 0 for an empty passage."""
        return self.pieces[0].line if self.pieces else 0


def _cut(pieces: tuple[Span, ...], first: int, last: int) -> tuple[Span, ...]:
    kept, at = [], 0
    for piece in pieces:
        size = piece.end - piece.start
        low, high = max(first, at), min(last, at + size)
        if low < high:
            kept.append(Span(piece.line, piece.start + low - at, piece.start + high - at))
        at += size
        if at >= last:
            break
    return tuple(kept)


def whole_line(number: int, text: str) -> Passage:
    """One line without the white space around it."""
    body = text.strip()
    start = text.index(body) if body else 0
    return Passage(body, (Span(number, start, start + len(body)),) if body else ())


def joined(passages: Iterable[Passage]) -> Passage:
    """Passages set end to end; nothing is put between them, so that every character still has its place."""
    parts = list(passages)
    return Passage("".join(part.text for part in parts), spans_of(parts))


def spans_of(passages: Iterable[Passage]) -> tuple[Span, ...]:
    """All pieces of some passages, in order; those that touch are one."""
    spans: list[Span] = []
    for piece in (piece for passage in passages for piece in passage.pieces):
        if spans and spans[-1].line == piece.line and spans[-1].end == piece.start:
            spans[-1] = Span(piece.line, spans[-1].start, piece.end)
        else:
            spans.append(piece)
    return tuple(spans)


def squeezed(text: str) -> str:
    """Without any white space: the form in which names, titles and labels are compared and kept."""
    return "".join(text.split())
