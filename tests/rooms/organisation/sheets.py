"""Clerks' workbooks for the tests of the roster, well-made and otherwise."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.files.base import ContentFile

HEADS = ("姓名", "工号", "单位", "职务", "人员状态", "何时起", "政治面貌")


def xlsx(*rows: Sequence[Any], name: str = "名册", also: Callable[[Any, Any], None] | None = None) -> bytes:
    """A workbook of one sheet; ``also(book, sheet)`` may spoil it. Cells: text, numbers, dates, None."""
    out = BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet(name)
        fill(book, sheet, rows)
        if also:
            also(book, sheet)
    return out.getvalue()


def fill(book: Any, sheet: Any, rows: Iterable[Sequence[Any]]) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for number, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int | float):
                sheet.write_number(number, column, cell)
            elif cell is not None:
                sheet.write_string(number, column, cell)


def upload(data: bytes, name: str = "名册.xlsx") -> ContentFile:
    return ContentFile(data, name=name)
