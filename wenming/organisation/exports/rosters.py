"""Workbooks of the roster: the template to fill in, the bad rows to mend, the people of a day."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import xlsxwriter

from wenming.domain.personal.masks import mask_name
from wenming.domain.roster.columns import CARDS, Column
from wenming.domain.roster.values import Cell
from wenming.organisation.models import Person, Post, RosterLine, Standing
from wenming.shell.workbooks import add_table, workbook

FILLABLE_ROWS = 2000
"""How far down the template's drop-down lists reach."""
_YES_NO = ["是", "否"]
_PARTY = ["中共党员", "中共预备党员", "共青团员", "民主党派", "群众"]


def template_workbook(unit_names: Sequence[str]) -> bytes:
    """Three sheets: the roster with drop-down lists, what each column takes and why it is asked, the body's units."""
    out = BytesIO()
    with workbook(out) as book:
        heads = [(card.title, card.width) for card in CARDS.values()]
        add_table(book, "名册", heads, [])
        _add_choices(book.get_worksheet_by_name("名册"), len(unit_names))
        text = book.add_format({"num_format": "@"})
        for column in (Column.STAFF_NUMBER, Column.ID_NUMBER, Column.PHONE):
            book.get_worksheet_by_name("名册").set_column(_place(column), _place(column), CARDS[column].width, text)
        rows = [(card.title, card.how, card.why) for card in CARDS.values()]
        rows += [(None, "格子空着：名册里已有的内容不改。合并的单元格、公式都能读。", None),
                 (None, "不要填密级内容，身份证号和手机没有必要可以不填。", None)]
        add_table(book, "填写说明", [("列", 12), ("怎么填", 60), ("为什么要这一列", 40)], rows)
        add_table(book, "单位", [("单位名称", 30)], [(name,) for name in unit_names])
    return out.getvalue()


def _place(column: Column) -> int:
    return list(CARDS).index(column)


def _add_choices(sheet: "xlsxwriter.worksheet.Worksheet", units: int) -> None:
    lists: dict[Column, object] = {
        Column.STATUS: Person.Status.labels, Column.PARTY: _PARTY, Column.HEAD: _YES_NO, Column.LEADERSHIP: _YES_NO,
    }
    if units:
        lists[Column.UNIT] = f"=单位!$A$2:$A${units + 1}"
    for column, source in lists.items():
        place = _place(column)
        # a warning, not a stop: the reader knows more words than the list
        sheet.data_validation(1, place, FILLABLE_ROWS, place, {
            "validate": "list", "source": source, "error_type": "warning",
            "error_title": "不在下拉表里", "error_message": "也可以用别的写法，导入时会核对。",
        })


def bad_rows_workbook(heads: Sequence[str], lines: Iterable[RosterLine], cells: dict[int, list[Cell]]) -> bytes:
    """The rows that were not taken, as they came, with the reason: to be mended and uploaded again."""
    out = BytesIO()
    rows = [
        (*cells.get(line.number, [""] * len(heads)), line.number,
         "；".join(f"{title}：{reason}" if title else reason for title, reason, _ in line.faults),
         "；".join(dict.fromkeys(mend for _, _, mend in line.faults)))
        for line in lines
    ]
    titles = [*((head, 14) for head in heads), ("原表行号", 9), ("为什么没有收", 44), ("怎么改", 40)]
    with workbook(out) as book:
        add_table(book, "有问题的行", titles, rows)
    return out.getvalue()


def people_workbook(standings: Iterable[Standing], posts: dict[int, list[Post]], on: str) -> bytes:
    """The roster of a day. Names show their first character alone: staff data leaves the house masked."""
    out = BytesIO()
    heads = [("姓名", 12), ("单位", 24), ("职务", 24), ("状态", 12), ("自", 12)]
    rows = [
        (mask_name(one.person.name), one.unit.name, "、".join(post.title for post in posts.get(one.person_id, [])),
         one.get_status_display(), one.valid_from)
        for one in standings
    ]
    with workbook(out) as book:
        add_table(book, "名册", heads, [*rows, (f"共 {len(rows)} 人，截至 {on}",)])
    return out.getvalue()

