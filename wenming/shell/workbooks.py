"""Lists out as xlsx: one look, text never read as a formula, and the same rows give the same bytes."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    import xlsxwriter

_OPTIONS = {
    "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
}
_NO_MOMENT = datetime(1980, 1, 1)  # noqa: DTZ001  stands in the workbook's properties as it is written here
_A4 = 9
Heads = Sequence[tuple[str, int]]
"""Column titles with their widths in characters."""


@contextmanager
def workbook(target: IO[bytes]) -> Iterator["xlsxwriter.Workbook"]:
    """A workbook written to ``target``; rows go to disk as they come, so memory stays flat however many."""
    import xlsxwriter  # only here: it takes a tenth of a start

    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        book.set_properties({"created": _NO_MOMENT})
        yield book


def add_table(book: "xlsxwriter.Workbook", name: str, heads: Heads, rows: Iterable[Sequence[object]]) -> None:
    """A sheet with a frozen head that repeats on each printed A4 page. Cells: text, numbers, dates, None."""
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F3F4"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for column, (title, width) in enumerate(heads):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, title, head)
    for number, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int | float):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_string(number, column, str(cell))
