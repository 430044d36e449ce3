"""A clerk's file into sheets of cells: xlsx, or csv in UTF-8 or GB18030. What cannot be read is refused."""

import csv
import io
from dataclasses import dataclass, field
from typing import IO

from python_calamine import CalamineError, CalamineWorkbook

from wenming.domain.errors import InputRefused, TooLarge
from wenming.domain.files.packages import PackageFault, Untrusted, opened
from wenming.domain.files.sniffing import OLE_MAGIC, decoded
from wenming.domain.roster.rows import Errors
from wenming.domain.roster.values import Cell

from .parts import LIMITS, SheetFacts, TooManyCells, facts_of

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 10_000
MOST_COLUMNS = 60
Place = tuple[int, int]
_ACCEPTED = "请用 .xlsx 或 .csv。"
TOO_MUCH = (
    f"表太大，没有读取。一次最多 {MOST_ROWS:,} 行、{MOST_COLUMNS} 列，请分成几个文件；"
    "若行数没有这么多，多半是表的最下面或最右边有零星内容，请删去。"
)
SENTENCES = {
    PackageFault.DAMAGED: "文件不完整或已损坏，打不开。请在 Excel 或 WPS 中重新保存后再上传。",
    PackageFault.PROTECTED: "文件设了打开密码，读不了。请取消密码后再上传。",
    PackageFault.TOO_BIG: f"文件解压后太大，没有读取。请只保留要导入的一张表，最多 {MOST_ROWS:,} 行。",
    PackageFault.HOSTILE: "文件里含有不允许的内容（外部实体或文档类型声明），没有读取。请把内容粘贴到新工作簿再上传。",
}


@dataclass(frozen=True, slots=True)
class Sheet:
    """``cells`` begin at A1; a merged cell's value stands in every row it covers of its first column.

    ``filled`` are the places (row and column, from 0) that hold it below its first row, ``unvalued`` those with a
    formula nobody has calculated yet.
    """

    name: str
    cells: list[list[Cell]]
    errors: Errors = field(default_factory=dict)
    formulas: int = 0
    merged: int = 0
    filled: frozenset[Place] = frozenset()
    unvalued: frozenset[Place] = frozenset()


@dataclass(frozen=True, slots=True)
class Workbook:
    sheets: list[Sheet]
    hidden: tuple[str, ...] = ()


def read_workbook(content: IO[bytes]) -> Workbook:
    """The visible sheets that hold anything. Raises InputRefused, TooLarge."""
    size = content.seek(0, 2)
    content.seek(0)
    head = content.read(len(OLE_MAGIC))
    if not size:
        raise InputRefused("文件是空的。请检查是否选错了文件。")
    if size > MOST_BYTES:
        raise TooLarge(f"文件超过 {MOST_BYTES // 1024**2} MB，没有读取。请只保留要导入的一张表，去掉图片。")
    if head.startswith(OLE_MAGIC):
        raise InputRefused(_ole_sentence(content))
    book = _read_xlsx(content) if head.startswith(b"PK") else Workbook([_read_csv(content)])
    if not book.sheets:
        raise InputRefused("表里没有内容。请检查是否选错了文件，要导入的表不要隐藏。")
    return book


def _ole_sentence(content: IO[bytes]) -> str:
    """An encrypted xlsx lies in an old container with a stream EncryptedPackage."""
    content.seek(0)
    if "EncryptedPackage".encode("utf-16-le") in content.read():
        return SENTENCES[PackageFault.PROTECTED]
    return f"这是旧版 .xls 或其他旧格式。请在 Excel 或 WPS 中另存为 .xlsx 后再上传。{_ACCEPTED}"


def _read_xlsx(content: IO[bytes]) -> Workbook:
    try:
        parcel = opened(content, LIMITS)
        if "xl/workbook.xml" not in parcel.namelist():
            raise InputRefused(f"这不是 Excel 表格。{_ACCEPTED}")
        facts = facts_of(parcel, most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)
    except Untrusted as untrusted:
        raise InputRefused(SENTENCES[untrusted.fault]) from None
    except TooManyCells:
        raise TooLarge(TOO_MUCH) from None
    shown = [one for one in facts if not one.hidden and one.rows]
    return Workbook(_cells(content, shown), tuple(one.name for one in facts if one.hidden))


def _cells(content: IO[bytes], facts: list[SheetFacts]) -> list[Sheet]:
    content.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(content)
        sheets = [_sheet(book, one) for one in facts]
    except (CalamineError, OSError, ValueError):
        raise InputRefused(SENTENCES[PackageFault.DAMAGED]) from None
    return [one for one in sheets if one.cells]


def _sheet(book: CalamineWorkbook, facts: SheetFacts) -> Sheet:
    source = book.get_sheet_by_name(facts.name)
    cells: list[list[Cell]] = source.to_python(skip_empty_area=False)
    merged, filled = _fill_merged(cells, source.merged_cell_ranges or [])
    errors = dict.fromkeys(facts.failed, "#N/A")
    unvalued = frozenset(
        (row, column) for row, column in facts.formulas - facts.failed
        if row >= len(cells) or column >= len(cells[row]) or cells[row][column] in ("", None)
    )
    return Sheet(facts.name, cells, errors, len(facts.formulas), merged, frozenset(filled), unvalued)


def _fill_merged(cells: list[list[Cell]], ranges: list[tuple[Place, Place]]) -> tuple[int, set[Place]]:
    """Rosters merge the unit's cell over its people: each row gets the value. Ranges within one row are titles."""
    merged, filled = 0, set()
    for (top, left), (bottom, _) in ranges:
        if bottom == top or top >= len(cells) or left >= len(cells[top]):
            continue
        merged += 1
        for at in range(top + 1, min(bottom + 1, len(cells))):
            cells[at][left] = cells[top][left]
            filled.add((at, left))
    return merged, filled


def _read_csv(content: IO[bytes]) -> Sheet:
    content.seek(0)
    text = decoded(content.read())
    if text is None or "\x00" in text or text.lstrip()[:1] == "<":
        raise InputRefused(f"认不出这是什么文件。{_ACCEPTED}")
    comma = max(",\t;", key=text[:4000].count)
    try:
        rows: list[list[Cell]] = [list(row) for row in csv.reader(io.StringIO(text), delimiter=comma)]
    except csv.Error:
        raise InputRefused(f"文件里的引号或分隔对不上，读不出表格。{_ACCEPTED}") from None
    if len(rows) > MOST_ROWS:
        raise TooLarge(TOO_MUCH)
    if not any(len(row) > 1 for row in rows):
        raise InputRefused(f"文件里没有分成列的表格。{_ACCEPTED}")
    return Sheet("CSV", rows)
