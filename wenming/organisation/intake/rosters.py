"""A roster's workbook: laid out, kept as an import, and held against the roster."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.roster.changes import Basis
from wenming.domain.roster.columns import CARDS, IGNORED, Column, columns_of, head_row, squeezed_head
from wenming.domain.roster.comparing import Comparison, compare
from wenming.domain.roster.matching import Known
from wenming.domain.roster.rows import Reading, read_rows
from wenming.domain.roster.values import Cell, Status
from wenming.filestore.actions import store
from wenming.filestore.queries import open_stored
from wenming.organisation.access import check_may_manage
from wenming.organisation.actions.rosters import Layout, upload_roster
from wenming.organisation.models import Person, RosterImport
from wenming.organisation.queries.roster import known_people, number_keys, remembered_heads, source_of, unit_cards

from .sheets import Sheet, Workbook, read_workbook

SAMPLES = 3


def take_roster(
    *, content: IO[bytes], name: str, as_of: date, nature: str, by: Viewer, at: datetime
) -> RosterImport:
    """Read a workbook and keep it as an import. Raises InputRefused, OutOfReach, NoRoom; then nothing is kept."""
    check_may_manage(by)
    book = read_workbook(content)
    remembered = remembered_heads(by.organisation_id)
    layout, sure = layout_of(book, remembered)
    file = store(content=content, name=name, by=by, at=at).file
    return upload_roster(
        file=file, name=file.original_name, as_of=as_of, nature=nature, layout=layout, sure=sure,
        notes=notes_of(book, layout.sheet), by=by, at=at,
    )


def layout_of(book: Workbook, remembered: Mapping[str, str]) -> tuple[Layout, bool]:
    """Where the people most likely stand, and whether every head is known, so that nobody need be asked."""
    best: Layout | None = None
    for sheet in book.sheets:
        at = head_row(sheet.cells, remembered)
        columns = columns_of(sheet.cells[at], remembered) if at is not None else {}
        if best is None or len(columns) > len(best.columns):
            best = Layout(sheet.name, at or 0, columns)
    if best is None:
        raise InputRefused("表里没有内容。")
    heads = _row(sheet_named(book, best.sheet), best.heads_at)
    strange = [head for place, head in enumerate(heads) if place not in best.columns.values()
               and squeezed_head(head) and remembered.get(squeezed_head(head)) != IGNORED]
    sure = Column.NAME in best.columns and Column.UNIT in best.columns and not strange
    return best, sure


def sheet_named(book: Workbook, name: str) -> Sheet:
    """The sheet of that name, else the first."""
    return next((one for one in book.sheets if one.name == name), book.sheets[0])


def _row(sheet: Sheet, at: int) -> list[Cell]:
    return sheet.cells[at] if at < len(sheet.cells) else []


def notes_of(book: Workbook, sheet_name: str) -> list[str]:
    """What was done with the workbook's peculiarities, for a person to know."""
    sheet = sheet_named(book, sheet_name)
    notes = []
    if others := [one.name for one in book.sheets if one is not sheet]:
        notes.append(f"只读了工作表“{sheet.name}”，没有读：{'、'.join(others)}。")
    if book.hidden:
        notes.append(f"隐藏的工作表没有读：{'、'.join(book.hidden)}。")
    if sheet.formulas:
        notes.append(f"有 {sheet.formulas} 个格子是公式，按保存时显示的结果读入。")
    if sheet.merged:
        notes.append(f"有 {sheet.merged} 处上下合并的格子，各行都按合并的内容读入。")
    return notes


# --- what a person chooses the columns from ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeadCell:
    """One column of the sheet: its head, what stands below it, what it was taken for (empty: not read)."""

    place: int
    head: str
    samples: tuple[str, ...]
    column: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The sheets and, of the one shown, its head row and columns. Samples of hidden numbers are masked."""

    sheets: tuple[str, ...]
    sheet: str
    heads_at: int
    rows: int
    heads: tuple[HeadCell, ...]


def outline_of(roster: RosterImport, *, sheet: str = "", heads_at: int | None = None) -> Outline:
    """The columns of the import's workbook; of another sheet or row of heads, what they would be taken for."""
    book = _opened(roster)
    shown = sheet_named(book, sheet or roster.sheet)
    known = shown.name == roster.sheet and heads_at in {None, roster.heads_at}
    at = roster.heads_at if heads_at is None else max(0, min(heads_at, len(shown.cells) - 1))
    heads = _row(shown, at)
    columns = layout_from(roster).columns if known else columns_of(heads, remembered_heads(roster.organisation_id))
    names = {place: str(column) for column, place in columns.items()}
    width = max((len(row) for row in shown.cells[at : at + 1 + SAMPLES]), default=0)
    return Outline(
        tuple(one.name for one in book.sheets), shown.name, at, len(shown.cells),
        tuple(_head_cell(shown, at, place, names.get(place, "")) for place in range(width)),
    )


def _head_cell(sheet: Sheet, at: int, place: int, column: str) -> HeadCell:
    below = [row[place] for row in sheet.cells[at + 1 :] if place < len(row) and str(row[place] or "").strip()]
    samples = tuple(_masked(str(cell)[:20]) for cell in below[:SAMPLES])
    heads = _row(sheet, at)
    return HeadCell(place, str(heads[place] or "") if place < len(heads) else "", samples, column)


def _masked(text: str) -> str:
    """Long numbers show their ends alone."""
    digits = sum(sign.isdigit() for sign in text)
    return f"{text[:3]}****{text[-2:]}" if digits >= 11 else text


def layout_from(roster: RosterImport) -> Layout:
    return Layout(roster.sheet, roster.heads_at, {Column(key): place for key, place in roster.columns.items()})


# --- held against the roster ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Checked:
    comparison: Comparison
    notes: list[str]


def check_roster(roster: RosterImport, *, today: date) -> Checked:
    """Every row of the import's workbook held against the roster as it is now. Raises InputRefused, NotFound."""
    book = _opened(roster)
    reading = _read(book, roster, today)
    if not reading.rows:
        raise InputRefused("表头下面没有人。请看是否选错了工作表或表头所在的行。")
    known = known_people(roster.organisation_id)
    comparison = compare(reading.rows, known, _basis(reading, known, roster))
    notes = notes_of(book, roster.sheet)
    if reading.passed_over:
        notes.append(f"有 {reading.passed_over} 行是合计、重复的表头或说明，没有读。")
    return Checked(comparison, notes)


def _opened(roster: RosterImport) -> Workbook:
    with open_stored(source_of(roster)) as content:
        return read_workbook(content)


def _read(book: Workbook, roster: RosterImport, today: date) -> Reading:
    sheet, layout = sheet_named(book, roster.sheet), layout_from(roster)
    layout.check()
    return read_rows(sheet.cells, layout.heads_at, layout.columns, today, sheet.errors)


def _basis(reading: Reading, known: Sequence[Known], roster: RosterImport) -> Basis:
    here, names = roster.organisation_id, {row.unit for row in reading.rows if row.unit}
    ids = number_keys(here, "id_number", (row.id_number for row in reading.rows), (one.id_key for one in known))
    phones = number_keys(here, "phone", (row.phone for row in reading.rows), (one.phone_key for one in known))
    return Basis(
        as_of=roster.as_of, correcting=roster.nature == RosterImport.Nature.CORRECTION,
        units=unit_cards(here, names, roster.as_of), id_keys=ids, phone_keys=phones,
        labels={Status(value): label for value, label in Person.Status.choices},
    )


def bad_rows_of(roster: RosterImport, wanted: set[int]) -> tuple[list[str], dict[int, list[Cell]]]:
    """The heads as the product calls them and the cells of the rows wanted, by the sheet's own row numbers."""
    sheet, layout = sheet_named(_opened(roster), roster.sheet), layout_from(roster)
    order = sorted(layout.columns.items(), key=lambda pair: list(Column).index(pair[0]))
    rows = {
        number: [_row(sheet, number - 1)[place] if place < len(_row(sheet, number - 1)) else "" for _, place in order]
        for number in wanted
    }
    return [CARDS[column].title for column, _ in order], rows
