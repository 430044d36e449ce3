"""The made-up tables of ``tests.domain.standard`` as real files: workbooks, Word tables, comma-separated text."""

import csv
import io

import xlsxwriter

from tests.rooms.plan.word import docx, table, tc
from wenming.domain.standard.source import Row


def as_xlsx(sheets: dict[str, tuple[Row, ...]], *, numbers: bool = True) -> bytes:
    """Merged downwards where the rows say so; figures as numbers, as people type them."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, text in enumerate(row.cells):
                if column in row.merged:
                    continue
                last = at
                while last + 1 < len(rows) and column in rows[last + 1].merged:
                    last += 1
                if last > at:
                    sheet.merge_range(at, column, last, column, _value(text, numbers))
                elif text:
                    sheet.write(at, column, _value(text, numbers))
    book.close()
    return buffer.getvalue()


def _value(text: str, numbers: bool) -> str | float:
    try:
        return float(text) if numbers and text.replace(".", "", 1).isdigit() else text
    except ValueError:
        return text


def as_docx(rows: tuple[Row, ...]) -> bytes:
    made = []
    for at, row in enumerate(rows):
        below = rows[at + 1].merged if at + 1 < len(rows) else ()
        made.append(
            "".join(
                tc(
                    "" if column in row.merged else escaped(text),
                    merge="continue" if column in row.merged else "restart" if column in below else "",
                )
                for column, text in enumerate(row.cells)
            )
        )
    return docx(table(*made))


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def as_csv(rows: tuple[Row, ...], encoding: str) -> bytes:
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow("" if column in row.merged else text for column, text in enumerate(row.cells))
    return buffer.getvalue().encode(encoding)
