"""The lines of a table without drawn lines into its rows."""

import itertools
from collections.abc import Sequence

from wenming.domain.plan import columns
from wenming.filestore.intake.lines.glyphs import Glyph
from wenming.filestore.intake.lines.pdf_layout import Row
from wenming.filestore.intake.lines.pdf_open_tables import Line, Open, is_heading_row
from wenming.filestore.intake.lines.pdf_tables import cell_text

_WIDER_STEP, _MANY, _ROOM, _HALF, _EVENLY = 1.25, 0.6, 0.9, 0.6, 0.4


def rows_of(table: Open) -> list[Row]:
    """The head, where the page has it, and the rows below; a heading across the columns is a row of one text."""
    result = [Row(table.names, _top(table.head))] if table.head else []
    over = _top(table.lines[:1]) if table.lines else 0.0
    result += [_across(table, line, over + len(table.carried) - at) for at, line in enumerate(table.carried)]
    chunk: list[Line] = []
    for line in [*table.lines, None]:
        if line is not None and not is_heading_row(table, line):
            chunk.append(line)
            continue
        result.extend(_with_areas(table, _rows(table, chunk)))
        chunk = []
        if line is not None:
            result.append(_across(table, line, line.y))
    return result


def _across(table: Open, line: Line, y: float) -> Row:
    return Row((line.text, *[""] * (len(table.names) - 1)), y)


def _top(lines: Sequence[Line]) -> float:
    return lines[0].y + lines[0].size


def _rows(table: Open, lines: list[Line]) -> list[list[Line]]:
    if not lines:
        return []
    kinds = [columns.column_kind(name) for name in table.names]
    if columns.NUMBER in kinds:
        own = kinds.index(columns.NUMBER)
        numbered = [at for at, line in enumerate(lines) if own in table.filled(line)]
        if numbered:
            below, around = _below_numbers(lines, numbered), _around_numbers(lines, numbered)
            if table.below is None:
                against = _early_breaks(table, below) + _between_lines(lines, numbered)
                table.below = against <= _early_breaks(table, around) + _off_middle(around, lines, numbered)
            return below if table.below else around
    return _by_steps(table, lines)


def _between_lines(lines: list[Line], numbered: list[int]) -> int:
    """How many numbers stand half a step below a line: beside the middle of two lines, not beside the first."""
    steps = [one.y - two.y for one, two in itertools.pairwise(lines)]
    return sum(at > 0 and steps[at - 1] < _HALF * max(steps) for at in numbered)


def _off_middle(rows: list[list[Line]], lines: list[Line], numbered: list[int]) -> int:
    """How many rows do not lie evenly around their number."""
    return sum(
        abs((row[0].y + row[-1].y) / 2 - lines[own].y) > _EVENLY * lines[own].size
        for row, own in zip(rows, numbered, strict=True)
        if row
    )


def _early_breaks(table: Open, rows: list[list[Line]]) -> int:
    """How often a cell goes on though its line had room left: a sign that two cells were taken for one."""
    ends: dict[int, float] = {}
    cells: list[list[Glyph]] = []
    for row in rows:
        last: dict[int, Glyph] = {}
        for line in row:
            for glyph in line.glyphs:  # from left to right: the last of a column is the end of its line
                column = table.column(glyph)
                if column in last and last[column].y > glyph.y + 0.5 * glyph.size:
                    cells.append([last[column], glyph])
                last[column] = glyph
                ends[column] = max(ends.get(column, 0.0), glyph.x1)
    return sum(
        one.x1 < ends[table.column(one)] - _ROOM * one.size and one.text not in "、，,；" for one, _ in cells
    )


def _below_numbers(lines: list[Line], numbered: list[int]) -> list[list[Line]]:
    """What stands above the first number is left of a row on the page before."""
    starts = numbered if numbered[0] == 0 else [0, *numbered]
    return [lines[start:end] for start, end in itertools.pairwise([*starts, len(lines)])]


def _around_numbers(lines: list[Line], numbered: list[int]) -> list[list[Line]]:
    """Each number stands in the middle of its row: as far below the row's first line as above its last."""
    rows: list[list[Line]] = []
    at = 0
    for place, own in enumerate(numbered):
        following = numbered[place + 1] if place + 1 < len(numbered) else len(lines)
        bottom = 2 * lines[own].y - lines[at].y - 0.3 * lines[own].size
        end = own + 1
        while end < following and lines[end].y >= bottom:
            end += 1
        end = len(lines) if following == len(lines) else end
        rows.append(lines[at:end])
        at = end
    return rows


def _by_steps(table: Open, lines: list[Line]) -> list[list[Line]]:
    """Without numbers: a row begins below a wider step, or, where all steps are alike, where most columns speak."""
    steps = [one.y - two.y for one, two in itertools.pairwise(lines)]
    least = min(steps, default=0.0)
    wider = any(step > _WIDER_STEP * least for step in steps)
    many = max(2, _MANY * len(table.names))
    rows = [[lines[0]]]
    for step, line in zip(steps, lines[1:], strict=True):
        if step > _WIDER_STEP * least if wider else len(table.filled(line)) >= many:
            rows.append([])
        rows[-1].append(line)
    return rows


def _with_areas(table: Open, groups: list[list[Line]]) -> list[Row]:
    """Rows as cells. What a column of areas says once, beside the first or the middle of its rows, holds for all."""
    edges = [*table.edges, max((glyph.x1 for line in table.lines for glyph in line.glyphs), default=0.0)]
    rows: list[list[str]] = []
    for group in groups:
        inside: dict[int, list[Glyph]] = {}
        for line in group:
            for glyph in line.printed:
                inside.setdefault(table.column(glyph), []).append(glyph)
        rows.append([cell_text(inside.get(at, []), edge) for at, edge in enumerate(edges)])
    for at, name in enumerate(table.names):
        if columns.column_kind(name) == columns.AREA and any(not row[at] for row in rows):
            _spread(at, rows, groups, table)
    return [Row(tuple(cells), _top(group)) for cells, group in zip(rows, groups, strict=True)]


def _spread(column: int, rows: list[list[str]], groups: list[list[Line]], table: Open) -> None:
    said = [at for at, cells in enumerate(rows) if cells[column]]
    first = 0
    for own, following in itertools.pairwise([*said, len(rows)]):
        end = following
        if said[0] > 0 and following < len(rows):
            heights = [line.y for line in groups[own] if column in table.filled(line)]
            bottom = heights[0] + heights[-1] - groups[first][0].y
            end = min(range(own + 1, following + 1), key=lambda at: abs(groups[at - 1][-1].y - bottom))
        for at in range(first, end):
            rows[at][column] = rows[own][column]
        first = end
