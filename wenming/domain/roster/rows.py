"""The rows of a roster's sheet read into persons, each with all that is wrong with it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from . import values
from .columns import Column, columns_of, squeezed_head
from .identity import id_number_of, phone_of
from .values import Cell, Status, Unfit

Errors = Mapping[tuple[int, int], str]
"""Cells a formula left an error in, by their place (row and column, from 0)."""
NO_ERRORS: Errors = MappingProxyType({})
TOTALS = frozenset({"合计", "总计", "小计", "共计", "总数", "制表人", "填表人", "审核人", "备注", "说明", "注"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a row cannot be taken, how to mend it. ``title`` is the column's head, empty for the whole row."""

    title: str
    reason: str
    mend: str


@dataclass(slots=True)
class Row:
    """One person as the sheet has him. None (or an empty text) is what the sheet does not say."""

    number: int
    """As the spreadsheet counts, from 1."""
    name: str = ""
    staff_number: str = ""
    id_number: str = ""
    phone: str = ""
    unit: str = ""
    posts: tuple[str, ...] | None = None
    head: bool | None = None
    status: Status | None = None
    since: date | None = None
    party: bool | None = None
    leadership: bool | None = None
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, title: str, reason: str, mend: str) -> None:
        self.faults.append(Fault(title, reason, mend))


@dataclass(frozen=True, slots=True)
class Reading:
    """``passed_over`` counts the rows that hold no person: sums, repeated heads, signatures."""

    rows: list[Row]
    passed_over: int


def read_rows(
    cells: Sequence[Sequence[Cell]], heads_at: int, places: Mapping[Column, int], today: date,
    errors: Errors = NO_ERRORS,
) -> Reading:
    """The persons below the row of heads; blank rows are nothing. The order of the columns does not matter."""
    rows, passed_over = [], 0
    for place in range(heads_at + 1, len(cells)):
        line = cells[place]
        if all(_is_blank(line, at) and (place, at) not in errors for at in places.values()):
            continue
        if _is_no_person(line, places):
            passed_over += 1
            continue
        rows.append(_row(place, line, places, today, errors))
    return Reading(rows, passed_over)


def _is_blank(line: Sequence[Cell], at: int) -> bool:
    return at >= len(line) or line[at] is None or (isinstance(line[at], str) and not str(line[at]).strip())


def _is_no_person(line: Sequence[Cell], places: Mapping[Column, int]) -> bool:
    """A head printed again on the next page, or a line of sums and signatures below the people."""
    first = next((squeezed_head(cell) for cell in line if cell is not None and str(cell).strip()), "")
    name = _cell(line, places[Column.NAME])
    again = columns_of([name]) == {Column.NAME: 0}
    return again or first in TOTALS or squeezed_head(name) in TOTALS


def _cell(line: Sequence[Cell], at: int) -> Cell:
    return line[at] if at < len(line) else None


def _row(
    place: int, line: Sequence[Cell], places: Mapping[Column, int], today: date, errors: Errors
) -> Row:
    row = Row(place + 1)
    for column, at in places.items():
        cell = errors.get((place, at), _cell(line, at))
        try:
            _FILL[column](row, cell, today)
        except Unfit as unfit:
            row.refuse(column.head, unfit.reason, unfit.mend)
    return row


def _set(name: str, read: Callable[[Cell], object]) -> Callable[[Row, Cell, date], None]:
    return lambda row, cell, today: setattr(row, name, read(cell))


def _since(row: Row, cell: Cell, today: date) -> None:
    row.since = values.day_of(cell, today)


def _id_number(row: Row, cell: Cell, today: date) -> None:
    row.id_number = id_number_of(cell, today)


_FILL: dict[Column, Callable[[Row, Cell, date], None]] = {
    Column.NAME: _set("name", values.name_of),
    Column.STAFF_NUMBER: _set("staff_number", values.number_of),
    Column.ID_NUMBER: _id_number,
    Column.PHONE: _set("phone", phone_of),
    Column.UNIT: _set("unit", values.unit_text),
    Column.POST: _set("posts", values.posts_of),
    Column.HEAD: _set("head", lambda cell: values.yes_of(cell, "主要负责人")),
    Column.STATUS: _set("status", values.status_of),
    Column.SINCE: _since,
    Column.PARTY: _set("party", values.party_of),
    Column.LEADERSHIP: _set("leadership", lambda cell: values.yes_of(cell, "班子成员")),
}


def refuse_twins(rows: Iterable[Row]) -> None:
    """Give each row that is a person listed before, or the same as a later one, its fault: none of them is taken.

    The same: one identity number, one staff number, or one name in one unit with nothing to tell them apart.
    """
    rows = list(rows)
    for title, key in (
        ("身份证号", lambda row: row.id_number), ("工号", lambda row: row.staff_number), ("", _name_in_unit),
    ):
        for same in _groups(rows, key):
            numbers = "、".join(str(row.number) for row in same[:5])
            what = f"{title}与别的行相同" if title else "同一单位里有同名的人，又没有工号或身份证号可分"
            mend = "留一行；若是两个人，改正号码" if title else "留一行；若是两个人，各填工号"
            for row in same:
                row.refuse(title or "姓名", f"{what}（第 {numbers} 行）", mend)


def _name_in_unit(row: Row) -> str:
    return f"{row.name}\n{row.unit}" if row.name and not (row.id_number or row.staff_number) else ""


def _groups(rows: Iterable[Row], key: Callable[[Row], str]) -> list[list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        if value := key(row):
            found.setdefault(value, []).append(row)
    return [same for same in found.values() if len(same) > 1]
