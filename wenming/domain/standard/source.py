"""What every file of a standard becomes before it is read: tables, lines of text, or nested keys and values."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from wenming.domain.plan.lines import Line


class Doubt(StrEnum):
    """What the file says of a cell besides its text."""

    DATE = "date"
    ERROR = "error"
    UNVALUED = "unvalued"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. ``merged`` are the columns, from 0, that only repeat the cell above; the columns a wide cell
    covers to its right are empty. ``doubts`` are pairs of column and what is doubtful there."""

    number: int
    cells: tuple[str, ...]
    merged: tuple[int, ...] = ()
    doubts: tuple[tuple[int, Doubt], ...] = ()

    def cell(self, column: int) -> str:
        return self.cells[column].strip() if 0 <= column < len(self.cells) else ""

    def own(self, column: int) -> str:
        """The cell, where it is not merely merged with the one above."""
        return "" if column in self.merged else self.cell(column)

    def filled(self) -> list[int]:
        return [at for at, cell in enumerate(self.cells) if cell.strip()]


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[Row, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line of text outside tables."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Source:
    """``parts`` in the order of the document; or ``data``: nested dicts and lists with text, None or bool in them."""

    parts: tuple[Table | Passage, ...] = ()
    data: object = None


def source_of(lines: Iterable[Line]) -> Source:
    """Rows of a table that follow each other are one table."""
    parts: list[Table | Passage] = []
    rows: list[Row] = []
    for line in lines:
        if line.cells is not None:
            rows.append(Row(line.number, line.cells, line.merged))
            continue
        if rows and line.text.strip():
            parts.append(Table(tuple(rows)))
            rows = []
        if line.continues and parts and isinstance(parts[-1], Passage):
            parts[-1] = Passage(parts[-1].number, parts[-1].text + line.text.strip())
        elif line.text.strip():
            parts.append(Passage(line.number, line.text))
    if rows:
        parts.append(Table(tuple(rows)))
    return Source(tuple(parts))
