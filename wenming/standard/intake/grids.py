"""Workbooks and text laid out in columns, into tables of cells as text."""

import csv
import io
import re
from datetime import date, datetime

from wenming.domain.roster.values import Cell
from wenming.domain.standard.source import Doubt, Passage, Row, Source, Table
from wenming.organisation.intake.sheets import Sheet, read_workbook

_SHARE = 0.6
_ROW_MARKS = ("\t", "|")
_RULE_LINE = re.compile(r"^[\s|+:\-—─═]+$")
_FORMULA = re.compile(r"^=[A-Z]+\(")


def from_workbook(data: bytes) -> Source:
    """Its visible sheets. Raises InputRefused."""
    return Source(tuple(_table(sheet) for sheet in read_workbook(io.BytesIO(data)).sheets))


def _table(sheet: Sheet) -> Table:
    merged: dict[int, list[int]] = {}
    for at, column in sheet.filled:
        merged.setdefault(at, []).append(column)
    doubts: dict[int, list[tuple[int, Doubt]]] = {}
    for at, column in sheet.unvalued:
        doubts.setdefault(at, []).append((column, Doubt.UNVALUED))
    for at, column in sheet.errors:
        doubts.setdefault(at, []).append((column, Doubt.ERROR))
    rows = []
    for at, cells in enumerate(sheet.cells):
        dates = [(column, Doubt.DATE) for column, cell in enumerate(cells) if isinstance(cell, date)]
        rows.append(
            Row(
                at + 1,
                tuple(map(_text, cells)),
                tuple(sorted(merged.get(at, ()))),
                tuple(sorted([*dates, *doubts.get(at, ())])),
            )
        )
    return Table(tuple(rows), sheet.name)


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.10g}" if abs(cell) < 1e15 else f"{cell:g}"
    if isinstance(cell, datetime | date):
        return f"{cell.month}-{cell.day}"
    return str(cell)


def from_csv(text: str) -> Source | None:
    """None where the text has no columns."""
    comma = max(",\t;", key=text[:4000].count)
    try:
        found = list(csv.reader(io.StringIO(text), delimiter=comma))
    except csv.Error:
        return None
    if sum(len(row) > 1 for row in found) < 2:
        return None
    return Source((Table(tuple(_csv_row(number, row) for number, row in enumerate(found, start=1))),))


def _csv_row(number: int, cells: list[str]) -> Row:
    doubts = tuple((at, Doubt.UNVALUED) for at, cell in enumerate(cells) if _FORMULA.match(cell))
    blank = {at for at, _ in doubts}
    return Row(number, tuple("" if at in blank else cell for at, cell in enumerate(cells)), (), doubts)


def from_pasted(text: str) -> Source:
    """Lines of cells where most lines have as many, as pasted from a table; else lines of text."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for mark in _ROW_MARKS:
        filled = [line for line in lines if line.strip()]
        celled = [line for line in filled if line.count(mark) >= 1]
        if len(celled) >= 2 and len(celled) >= _SHARE * len(filled):
            return _celled(lines, mark)
    return Source(tuple(Passage(number, line) for number, line in enumerate(lines, start=1) if line.strip()))


def _celled(lines: list[str], mark: str) -> Source:
    parts: list[Table | Passage] = []
    rows: list[Row] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (mark == "|" and _RULE_LINE.match(line)):
            continue
        if mark not in line:
            if rows:
                parts.append(Table(tuple(rows)))
                rows = []
            parts.append(Passage(number, line))
            continue
        cells = line.strip().strip("|").split("|") if mark == "|" else line.split(mark)
        rows.append(Row(number, tuple(cells)))
    if rows:
        parts.append(Table(tuple(rows)))
    return Source(tuple(parts))
