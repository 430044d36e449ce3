"""Tables as rows of passages: real ones from their cells, flattened ones from lines (``flat_tables``)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming.domain.plan.columns import is_column_name
from wenming.domain.plan.draft import Span
from wenming.domain.plan.flat_tables import FlatTable, Row, flat_table
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, squeezed


@dataclass(slots=True)
class Grid:
    """``rows`` of equal width; ``used``: positions of the paragraphs they came from; ``broken``: rows not read."""

    rows: list[Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    broken: list[Passage] = field(default_factory=list)

    @property
    def line(self) -> int:
        """Where the table begins."""
        return next((piece.line for row in self.rows for cell in row for piece in cell.pieces), 0)


def grids(paragraphs: Sequence[Paragraph]) -> list[Grid]:
    """All tables of a text, in order."""
    result: list[Grid] = []
    at = 0
    while at < len(paragraphs):
        if paragraphs[at].cells:
            grid = _real(paragraphs, at)
        else:
            flat = flat_table(paragraphs, at) if is_column_name(squeezed(paragraphs[at].text)) else FlatTable()
            grid = Grid(flat.rows, flat.used, flat.broken)
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
