"""Ruled tables of a page: the lines drawn, and the characters between them, into rows of cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming.filestore.intake.lines.glyphs import Glyph, printed_lines
from wenming.filestore.intake.lines.pdf_layout import Row

_NEAR = 3.0
_SHORTEST = 8.0
_MOST_RULES = 4000


@dataclass(frozen=True, slots=True)
class Rule:
    """A drawn line, upright or level."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def upright(self) -> bool:
        return abs(self.x1 - self.x0) < abs(self.y1 - self.y0)


@dataclass(frozen=True, slots=True)
class _Frame:
    """``xs`` from left to right, ``ys`` from top to bottom."""

    xs: list[float]
    ys: list[float]
    upright: list[Rule]
    level: list[Rule]


def take_tables(glyphs: Sequence[Glyph], rules: Iterable[Rule]) -> tuple[list[Glyph], list[Row]]:
    """The characters outside tables, and the rows of all tables of two columns or more."""
    long = [rule for rule in rules if max(abs(rule.x1 - rule.x0), abs(rule.y1 - rule.y0)) >= _SHORTEST]
    if not long or len(long) > _MOST_RULES:
        return list(glyphs), []
    outside, rows = list(glyphs), []
    for frame in _frames(long):
        inside = [one for one in outside if _within(one, frame)]
        outside = [one for one in outside if not _within(one, frame)]
        rows.extend(_rows(frame, inside))
    return outside, rows


def _frames(rules: Sequence[Rule]) -> list[_Frame]:
    """Upright rules that share a height are one table, with the level rules between them."""
    upright = sorted((rule for rule in rules if rule.upright), key=lambda rule: -max(rule.y0, rule.y1))
    groups: list[list[Rule]] = []
    bottom = 0.0
    for rule in upright:
        if groups and max(rule.y0, rule.y1) >= bottom - _NEAR:
            groups[-1].append(rule)
            bottom = min(bottom, rule.y0, rule.y1)
        else:
            groups.append([rule])
            bottom = min(rule.y0, rule.y1)
    frames = [_frame(group, rules) for group in groups]
    return [frame for frame in frames if len(frame.xs) >= 3 and len(frame.ys) >= 2]


def _frame(upright: list[Rule], rules: Sequence[Rule]) -> _Frame:
    top = max(max(rule.y0, rule.y1) for rule in upright) + _NEAR
    low = min(min(rule.y0, rule.y1) for rule in upright) - _NEAR
    level = [rule for rule in rules if not rule.upright and low <= rule.y0 <= top]
    xs = _merged(rule.x0 for rule in upright)
    return _Frame(xs, _merged(rule.y0 for rule in level)[::-1], upright, level)


def _merged(values: Iterable[float]) -> list[float]:
    result: list[float] = []
    for value in sorted(values):
        if not result or value - result[-1] > _NEAR:
            result.append(value)
    return result


def _within(glyph: Glyph, frame: _Frame) -> bool:
    middle = (glyph.x0 + glyph.x1) / 2
    return frame.xs[0] <= middle <= frame.xs[-1] and frame.ys[-1] <= glyph.y + 0.3 * glyph.size <= frame.ys[0]


def _rows(frame: _Frame, inside: Sequence[Glyph]) -> list[Row]:
    """A cell is open to the left where no upright rule parts it, and upwards where no level rule does."""
    cells = _sorted_into(frame, inside)
    rows: list[Row] = []
    above: list[str] = []
    for at in range(len(frame.ys) - 1):
        middle = (frame.ys[at] + frame.ys[at + 1]) / 2
        texts: list[str] = []
        for column in range(len(frame.xs) - 1):
            text = cell_text(cells.get((at, column), []), frame.xs[column + 1])
            if column and not _parted(frame.upright, frame.xs[column], middle, level=False):
                _add_left(texts, text)
                text = ""
            texts.append(text)
        _take_down(frame, at, texts, above)
        rows.append(Row(tuple(texts), frame.ys[at]))
        above = texts
    return [row for row in rows if any(row.cells)]


def cell_text(inside: Sequence[Glyph], right: float) -> str:
    """The lines of a cell as one text; where a line ends well before the edge a new paragraph begins: a blank."""
    parts: list[str] = []
    lines = printed_lines(inside)
    for at, line in enumerate(lines):
        parts.append(line.text.strip())
        if at + 1 < len(lines) and right - line.x1 > 3.2 * line.size and line.text.strip()[-1:] not in "、，,":
            parts.append(" ")
    return "".join(parts)


def _add_left(texts: list[str], text: str) -> None:
    """Into the nearest filled cell to the left, which the wide cell begins in."""
    if text:
        at = next((at for at in range(len(texts) - 1, -1, -1) if texts[at]), len(texts) - 1)
        texts[at] += text


def _take_down(frame: _Frame, at: int, texts: list[str], above: list[str]) -> None:
    """An empty cell that no level rule parts from the one above says the same as that one."""
    for column, text in enumerate(texts):
        if above and not text and above[column]:
            middle = (frame.xs[column] + frame.xs[column + 1]) / 2
            if not _parted(frame.level, frame.ys[at], middle, level=True):
                texts[column] = above[column]


def _sorted_into(frame: _Frame, inside: Sequence[Glyph]) -> dict[tuple[int, int], list[Glyph]]:
    cells: dict[tuple[int, int], list[Glyph]] = {}
    for glyph in inside:
        middle, height = (glyph.x0 + glyph.x1) / 2, glyph.y + 0.3 * glyph.size
        column = max(at for at, x in enumerate(frame.xs[:-1]) if x <= middle or at == 0)
        row = max(at for at, y in enumerate(frame.ys[:-1]) if y >= height or at == 0)
        cells.setdefault((row, column), []).append(glyph)
    return cells


def _parted(rules: Sequence[Rule], at: float, middle: float, *, level: bool) -> bool:
    for rule in rules:
        place, one, two = (rule.y0, rule.x0, rule.x1) if level else (rule.x0, rule.y0, rule.y1)
        if abs(place - at) <= _NEAR and min(one, two) - 1 <= middle <= max(one, two) + 1:
            return True
    return False
