"""Tables as rows of passages: real ones from their cells, flattened ones from lines under a head with 序号."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming.domain.plan.columns import is_column_name
from wenming.domain.plan.draft import Span
from wenming.domain.plan.headings import CHAPTER, HAN_BRACKET, HAN_COMMA, parse_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, squeezed

Row = list[Passage]


@dataclass(slots=True)
class Grid:
    """``rows`` of equal width; ``used``: positions of the paragraphs they came from; ``broken``: rows not read."""

    rows: list[Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    broken: list[Passage] = field(default_factory=list)


def grids(paragraphs: Sequence[Paragraph]) -> list[Grid]:
    """All tables of a text, in order."""
    result: list[Grid] = []
    at = 0
    while at < len(paragraphs):
        if paragraphs[at].cells:
            grid = _real(paragraphs, at)
        elif squeezed(paragraphs[at].text) == "序号":
            grid = _flattened(paragraphs, at)
        else:
            at += 1
            continue
        if grid.rows:
            result.append(grid)
        at = max([at, *grid.used]) + 1
    return result


def _real(paragraphs: Sequence[Paragraph], at: int) -> Grid:
    grid = Grid()
    while at < len(paragraphs) and paragraphs[at].cells:
        grid.rows.append(_cells(paragraphs[at]))
        grid.used.add(at)
        at += 1
    width = max(len(row) for row in grid.rows)
    for row in grid.rows:
        row.extend(Passage("", ()) for _ in range(width - len(row)))
    return grid


def _cells(paragraph: Paragraph) -> Row:
    """The cells with their places; ``Line.text`` is the cells joined by tabs."""
    cells = paragraph.cells or ()
    exact = "\t".join(cells).strip() == paragraph.text
    row, start = [], 0
    for cell in cells:
        place = (Span(paragraph.passage.line, start, start + len(cell)),) if exact and cell else ()
        row.append(Passage(cell, place).strip() if exact else Passage(cell.strip(), ()))
        start += len(cell) + 1
    return row


def _flattened(paragraphs: Sequence[Paragraph], at: int) -> Grid:
    """A head of short lines from 序号 to an empty line, then rows: a whole number and a line a column."""
    head = [paragraphs[at].passage]
    end = at + 1
    while end < len(paragraphs) and not paragraphs[end].gap and len(squeezed(paragraphs[end].text)) <= 12:
        if squeezed(paragraphs[end].text).isdecimal() or parse_marker(paragraphs[end].text):
            break
        head.append(paragraphs[end].passage)
        end += 1
    if len(head) < 3 or sum(is_column_name(squeezed(part.text)) for part in head) < 3:
        return Grid()
    grid = Grid([head], set(range(at, end)))
    _flattened_rows(paragraphs, end, len(head), grid)
    return grid if len(grid.rows) > 1 else Grid()


def _flattened_rows(paragraphs: Sequence[Paragraph], at: int, width: int, grid: Grid) -> None:
    head = [squeezed(part.text) for part in grid.rows[0]]
    while at < len(paragraphs):
        text = squeezed(paragraphs[at].text)
        if text == head[0] and [squeezed(part.text) for part in paragraphs[at : at + width]] == head:
            grid.used.update(range(at, at + width))
            at += width
        elif _opens_row(text):
            end = _row_end(paragraphs, at + 1, width)
            row = [part.passage for part in paragraphs[at:end]]
            if len(row) == width:
                grid.rows.append(row)
            else:
                grid.broken.append(row[0])
            grid.used.update(range(at, end))
            at = end
        elif _is_heading(paragraphs[at]):
            grid.rows.append([paragraphs[at].passage, *(Passage("", ()) for _ in range(width - 1))])
            grid.used.add(at)
            at += 1
        else:
            return


def _opens_row(text: str) -> bool:
    return bool(re.fullmatch(r"\d{1,3}", text))


def _row_end(paragraphs: Sequence[Paragraph], at: int, width: int) -> int:
    """Behind the last cell: at the next number or heading, or after as many lines as the head has columns."""
    end = at
    while end < len(paragraphs) and end - at < width - 1:
        if _opens_row(squeezed(paragraphs[end].text)) or _is_heading(paragraphs[end]):
            break
        end += 1
    return end


def _is_heading(paragraph: Paragraph) -> bool:
    marker = parse_marker(paragraph.text)
    return marker is not None and marker.kind in (CHAPTER, HAN_COMMA, HAN_BRACKET) and len(paragraph.text) <= 60
