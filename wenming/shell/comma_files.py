"""Lists out as CSV: streamed row by row, opened right by a spreadsheet, text never read as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

UTF8_MARK = "\ufeff"
_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")


def comma_lines(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """The file line by line in UTF-8, its mark first. None is an empty cell; a number stays one."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    buffer.write(UTF8_MARK)
    writer.writerow(heads)
    yield _taken(buffer)
    for cells in rows:
        writer.writerow([_harmless(cell) for cell in cells])
        yield _taken(buffer)


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would calculate gets an apostrophe before it, as if typed by hand."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA_BEGINS) else cell


def _taken(buffer: io.StringIO) -> bytes:
    line = buffer.getvalue().encode("utf-8")
    buffer.seek(0)
    buffer.truncate()
    return line
