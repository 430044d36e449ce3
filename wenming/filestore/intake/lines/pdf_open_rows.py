"""The lines of a table without drawn lines into its rows."""

import itertools
from collections.abc import Sequence

from wenming.domain.plan import columns
from wenming.filestore.intake.lines.glyphs import Glyph
from wenming.filestore.intake.lines.pdf_layout import Row
from wenming.filestore.intake.lines.pdf_open_tables import Line, Open, is_heading_row
from wenming.filestore.intake.lines.pdf_tables import cell_text

_WIDER_STEP, _MANY, _ROOM, _HALF, _EVENLY, _APART = 1.25, 0.6, 0.9, 0.6, 0.4, 2.0


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
                other = _early_breaks(table, around) + _off_middle(around, lines, numbered)
                table.below = against < other or (against == other and numbered[0] == 0)
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
    kinds = [columns.column_kind(name) for name in table.names]
    before = kinds.index(columns.NUMBER) if columns.NUMBER in kinds else 0
    for at, kind in enumerate(kinds):
        if (kind == columns.AREA or at < before) and any(not row[at] for row in rows):
            _spread(at, rows, groups, table)
    return [Row(tuple(cells), _top(group)) for cells, group in zip(rows, groups, strict=True)]


def _spread(column: int, rows: list[list[str]], groups: list[list[Line]], table: Open) -> None:
    lines = [[glyph for glyph in line.printed if table.column(glyph) == column] for group in groups for line in group]
    texts = _texts([line for line in lines if any(not glyph.text.isspace() for glyph in line)])
    first = 0
    from_top = bool(texts) and texts[0][0][0].y >= groups[0][0].y - 0.3 * texts[0][0][0].size
    for place, text in enumerate(texts):
        bottom = text[0][0].y + text[-1][0].y - groups[first][0].y
        end = len(groups)
        if place + 1 < len(texts) and from_top:
            below = texts[place + 1][0][0].y + 1
            end = next((at for at in range(first + 1, end) if groups[at][0].y <= below), end)
        elif place + 1 < len(texts):
            end = min(range(first + 1, end + 1), key=lambda at: abs(groups[at - 1][-1].y - bottom))
        for at in range(first, end):
            rows[at][column] = cell_text([glyph for line in text for glyph in line], table.edges[column])
        first = min(end, len(groups) - 1)


def _texts(lines: list[list[Glyph]]) -> list[list[list[Glyph]]]:
    """The lines of a column as texts: one ends where its line had room left, or at a wide step."""
    end = max((line[-1].x1 for line in lines), default=0.0)
    texts: list[list[list[Glyph]]] = []
    for line in lines:
        last = texts[-1][-1] if texts else None
        if last and last[-1].x1 >= end - _ROOM * last[-1].size and last[0].y - line[0].y < _APART * line[0].size:
            texts[-1].append(line)
        else:
            texts.append([line])
    return texts
