"""Printed characters with their places, set together into lines as the eye does."""

import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

HAN = "\u2e80"
_FEWEST_GAPS, _EVEN, _MOSTLY = 8, 0.15, 0.8


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; ``x0`` to ``x1`` from the left edge, ``y`` its base line from the bottom, in points.

    ``face`` is its font with its weight, empty where the file does not say.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    face: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """One line as printed, with its outline.

    ``part`` counts the parts of the page it is on in the order they are read, ``column`` is 1 in a column of text.
    ``face``: that of all its Chinese characters, empty where they differ.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    part: int = 0
    column: int = 0
    face: str = ""


def printed_lines(glyphs: Iterable[Glyph]) -> list[Printed]:
    """The lines of a page as texts, from the top down."""
    lines = [_line(row) for row in base_lines(glyphs)]
    return [line for line in lines if line.text.strip()]


def base_lines(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters of one base line, left to right; the lines from the top down."""
    rows: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda one: -one.y):
        if rows and rows[-1][0].y - glyph.y <= 0.45 * max(rows[-1][0].size, glyph.size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    return [sorted(row, key=lambda one: one.x0) for row in rows]


def _line(row: Sequence[Glyph]) -> Printed:
    """Blanks come from the gaps: what a file says of its blanks counts only between two Chinese characters."""
    kept: list[Glyph] = []
    parts: list[str] = []
    said = False
    stretch = _stretch(row)
    for glyph in row:
        last = kept[-1] if kept else None
        if glyph.text.isspace() or (last and _same_twice(last, glyph)):
            said = said or (glyph.text.isspace() and not (stretch and glyph.x0 == glyph.x1))
            continue
        blank = _blank(last, glyph, stretch) if last else ""
        if said and last and not blank and min(last.text, glyph.text) > HAN:
            blank = " "
        parts.append(blank + glyph.text)
        kept.append(glyph)
        said = False
    if not kept:
        return Printed("", 0.0, 0.0, row[0].y, 0.0)
    sizes = sorted(glyph.size for glyph in kept if glyph.text > HAN) or sorted(glyph.size for glyph in kept)
    faces = {glyph.face for glyph in kept if glyph.text > HAN}
    face = faces.pop() if len(faces) == 1 else ""
    return Printed("".join(parts), kept[0].x0, kept[-1].x1, kept[0].y, sizes[len(sizes) // 2], face=face)


def _stretch(row: Sequence[Glyph]) -> float:
    """The air a line set out to full width has between all its characters, in parts of their size; else 0."""
    marks = [glyph for glyph in row if not glyph.text.isspace()]
    gaps = sorted((two.x0 - one.x1) / (two.size or 1) for one, two in itertools.pairwise(marks))
    if len(gaps) < _FEWEST_GAPS:
        return 0.0
    usual = gaps[len(gaps) // 2]
    even = sum(abs(gap - usual) < _EVEN for gap in gaps)
    return usual if usual > _EVEN and even >= _MOSTLY * len(gaps) else 0.0


def _same_twice(last: Glyph, glyph: Glyph) -> bool:
    """Bold made by printing a character twice, a hair apart."""
    return last.text == glyph.text and abs(glyph.x0 - last.x0) < 0.3 * glyph.size


def _blank(last: Glyph, glyph: Glyph, stretch: float) -> str:
    """A gap becomes blanks; the small air a page sets between Chinese and Latin characters does not."""
    gap = (glyph.x0 - last.x1) / (glyph.size or 1) - stretch
    if last.text.isascii() and glyph.text.isascii() and (last.text + glyph.text).isalpha():
        return " " if gap > 0.2 else ""
    return " " * min(4, round(gap * 2)) if gap > 0.4 else ""
