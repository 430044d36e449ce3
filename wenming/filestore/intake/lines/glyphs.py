"""Printed characters with their places, set together into lines as the eye does."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; ``x0`` to ``x1`` from the left edge, ``y`` its base line from the bottom, in points."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as printed, with its outline."""

    text: str
    x0: float
    x1: float
    y: float
    size: float


def printed_lines(glyphs: Iterable[Glyph]) -> list[Printed]:
    """Characters of one base line, left to right; the lines from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.y):
        if rows and rows[-1][0].y - glyph.y <= 0.45 * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [_line(sorted(row, key=lambda one: one.x0)) for row in rows]
    return [line for line in lines if line.text.strip()]


def _line(row: Sequence[Glyph]) -> Printed:
    """Blanks come from the gaps: what a file says of its blanks counts only between two Chinese characters."""
    kept: list[Glyph] = []
    parts: list[str] = []
    said = False
    for glyph in row:
        last = kept[-1] if kept else None
        if glyph.text.isspace() or (last and _same_twice(last, glyph)):
            said = said or glyph.text.isspace()
            continue
        blank = _blank(last, glyph) if last else ""
        if said and last and not blank and min(last.text, glyph.text) > "\u2e80":
            blank = " "
        parts.append(blank + glyph.text)
        kept.append(glyph)
        said = False
    if not kept:
        return Printed("", 0.0, 0.0, row[0].y, 0.0)
    sizes = sorted(glyph.size for glyph in kept)
    return Printed("".join(parts), kept[0].x0, kept[-1].x1, kept[0].y, sizes[len(sizes) // 2])


def _same_twice(last: Glyph, glyph: Glyph) -> bool:
    """Bold made by printing a character twice, a hair apart."""
    return last.text == glyph.text and abs(glyph.x0 - last.x0) < 0.3 * glyph.size


def _blank(last: Glyph, glyph: Glyph) -> str:
    """A gap becomes blanks; the small air a page sets between Chinese and Latin characters does not."""
    gap = (glyph.x0 - last.x1) / (glyph.size or 1)
    if last.text.isascii() and glyph.text.isascii() and (last.text + glyph.text).isalpha():
        return " " if gap > 0.2 else ""
    return " " * min(4, round(gap * 2)) if gap > 0.4 else ""
