"""Pages as read from a file, with the characters on them, into pages of lines and rows in the order they are read."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wenming.filestore.intake.lines.glyphs import Glyph, printed_lines
from wenming.filestore.intake.lines.pdf_columns import Part, columns_of, parts_of
from wenming.filestore.intake.lines.pdf_layout import Page, Row
from wenming.filestore.intake.lines.pdf_open_rows import rows_of
from wenming.filestore.intake.lines.pdf_open_tables import AT_THE_END, Line, Open, lines_of_page, open_tables


@dataclass(slots=True)
class Sheet:
    """One page: its characters outside ruled tables, and the rows of these."""

    width: float
    glyphs: list[Glyph]
    rows: list[Row] = field(default_factory=list)


def pages_of(sheets: Sequence[Sheet]) -> list[Page]:
    """Take the tables without rules out of the characters, then tell columns of text apart."""
    _take_open_tables(sheets)
    columns = columns_of([sheet.glyphs for sheet in sheets])
    pages = []
    for number, sheet in enumerate(sheets):
        page = Page(sheet.width, [], [])
        parts = parts_of(sheet.glyphs, columns, first=number == 0)
        for at, part in enumerate(parts):
            shift = columns.shift if columns and part.column == 2 else 0.0
            page.lines.extend(
                replace(line, x0=line.x0 - shift, x1=line.x1 - shift, part=at, column=min(part.column, 1))
                for line in printed_lines(part.glyphs)
            )
        page.rows.extend(replace(row, part=_part_of(row, parts)) for row in sheet.rows)
        pages.append(page)
    return pages


def _part_of(row: Row, parts: Sequence[Part]) -> int:
    """The part a row stands in: the last that begins above it."""
    above = [at for at, part in enumerate(parts) if part.top >= row.y]
    return above[-1] if above else 0


def _take_open_tables(sheets: Sequence[Sheet]) -> None:
    going: Open | None = None
    for at, sheet in enumerate(sheets):
        lines = lines_of_page(sheet.glyphs)
        tables = list(open_tables(lines, going))
        for table in tables:
            _take(sheet, [*table.head, *table.lines])
            _take(sheets[at - 1], table.carried)
            sheet.rows.extend(rows_of(table))
        last = [line for table in tables[-1:] for line in (*table.head, *table.lines, *table.waiting)]
        below = [line for line in lines if last and line.y < last[-1].y]
        going = tables[-1] if tables and len(below) < AT_THE_END else None


def _take(sheet: Sheet, lines: Sequence[Line]) -> None:
    taken = {id(glyph) for line in lines for glyph in line.printed}
    if taken:
        sheet.glyphs = [glyph for glyph in sheet.glyphs if id(glyph) not in taken]
