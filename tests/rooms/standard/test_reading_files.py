"""The same standard as workbook, Word table, csv or pasted text is the same tree."""

import io
import json

import pytest
import xlsxwriter

from tests.domain.standard.labelled import FOLDER, rows_of, sections
from tests.rooms.plan.word import docx, p, table, tc
from tests.rooms.standard.rendering import as_csv, as_docx, as_xlsx
from wenming.domain.standard.draft import StandardDraft
from wenming.domain.standard.nodes import walk
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.source import Source, Table
from wenming.standard.intake.document import read_source

TABLES = [path for path in sorted(FOLDER.glob("*.txt")) if "table" in sections(path)]


def read(data: bytes, name: str) -> StandardDraft:
    return read_standard(read_source(data, name))


def shape(draft: StandardDraft) -> list[object]:
    lines = [
        (
            level,
            node.code,
            node.name,
            node.max_score,
            node.rule,
            [(slot.kind, slot.min, slot.max) for slot in node.slots],
        )
        for level, node in walk(draft.nodes)
    ]
    return [*lines, draft.total, sorted((one.kind, one.code) for one in draft.findings)]


@pytest.mark.parametrize("path", TABLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["xlsx", "docx", "csv", "gb18030"])
def test_every_file_of_a_table_gives_the_same_tree(path, form):
    rows = rows_of(sections(path)["table"])
    wanted = read_standard(Source((Table(rows),)))
    data = {
        "xlsx": lambda: as_xlsx({"Sheet1": rows}),
        "docx": lambda: as_docx(rows),
        "csv": lambda: as_csv(rows, "utf-8-sig"),
        "gb18030": lambda: as_csv(rows, "gb18030"),
    }[form]()
    suffix = "csv" if form == "gb18030" else form
    assert shape(read(data, f"standard.{suffix}")) == shape(wanted)


def test_sheets_are_read_in_order_and_a_list_of_vetoes_stays_one():
    parts = sections(FOLDER / "16-several-sheets.txt")
    sheets = {name[6:]: rows_of(lines) for name, lines in parts.items() if name.startswith("sheet ")}
    draft = read(as_xlsx(sheets), "standard.xlsx")
    assert draft.counts() == [3, 4]
    assert [veto.months for veto in draft.vetoes] == [24, 12]


def workbook(*cells: tuple[int, int, object]) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for row, column, value in cells:
        if isinstance(value, tuple):
            sheet.write_formula(row, column, value[0], None, value[1])
        else:
            sheet.write(row, column, value)
    book.close()
    return buffer.getvalue()


HEAD = ((0, 0, "编号"), (0, 1, "测评内容"), (0, 2, "分值"))


def test_a_formula_counts_with_its_value_and_one_without_is_told():
    draft = read(
        workbook(
            *HEAD, (1, 0, "1"), (1, 1, "甲项"), (1, 2, ("=2+3", 5)), (2, 0, "2"), (2, 1, "乙项"), (2, 2, ("=A9", ""))
        ),
        "a.xlsx",
    )
    assert [node.max_score for node in draft.nodes] == [5, None]
    assert "公式，但没有算出的值" in " ".join(one.message for one in draft.findings)


def test_an_error_in_a_cell_is_told():
    draft = read(workbook(*HEAD, (1, 0, "1"), (1, 1, "甲项"), (1, 2, ("=1/0", "#DIV/0!"))), "a.xlsx")
    assert [(one.kind.value, one.row) for one in draft.findings] == [("unreadable_row", 2)]


def test_a_code_that_became_a_date_is_told():
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    sheet = book.add_worksheet()
    for column, text in enumerate(("编号", "测评内容", "分值")):
        sheet.write(0, column, text)
    sheet.write_datetime(1, 0, __import__("datetime").datetime(2025, 1, 3), book.add_format({"num_format": "m-d"}))
    sheet.write(1, 1, "甲项")
    sheet.write(1, 2, 5)
    book.close()
    draft = read(buffer.getvalue(), "a.xlsx")
    assert draft.nodes[0].code == "1-3"
    assert [one.kind.value for one in draft.findings] == ["numeric_code"]


def test_a_number_in_a_workbook_that_lost_its_zero_is_told_and_not_mended():
    rows = [(at + 1, 0, code) for at, code in enumerate((4.8, 4.9, 4.1, 4.11))]
    names = [(at + 1, 1, f"第{at}项内容") for at in range(4)]
    draft = read(workbook(*HEAD, *rows, *names, *((at + 1, 2, 1) for at in range(4))), "a.xlsx")
    assert [node.code for node in draft.nodes] == ["4.8", "4.9", "4.1", "4.11"]
    assert [(one.kind.value, one.code) for one in draft.findings] == [("numeric_code", "4.1")]


def test_headings_over_word_tables_are_groups():
    head = tc("测评内容") + tc("测评标准") + tc("分值")
    row = tc("组织领导", merge="restart") + tc("有机构") + tc("5")
    more = tc("", merge="continue") + tc("有经费") + tc("5")
    other = tc("环境卫生") + tc("整洁") + tc("10")
    data = docx(
        p("测评体系（20分）"),
        p("一、材料审核（10分）"),
        table(head, row, more),
        p("二、实地考察（10分）"),
        table(head, other),
    )
    draft = read(data, "a.docx")
    assert draft.counts() == [2, 2, 3]
    assert [node.name for node in draft.nodes] == ["材料审核", "实地考察"]
    assert (draft.total.declared, draft.findings) == (20, ())


def test_a_list_in_a_word_cell_is_several_lines():
    cell = f"<w:tc><w:tcPr/>{p('1.成立机构（3分）；')}{p('2.落实经费（2分）。')}</w:tc>"
    draft = read(docx(table(tc("测评项目") + tc("测评标准"), tc("组织领导（5分）") + cell)), "a.docx")
    assert [(node.code, node.name, node.max_score) for node in draft.nodes[0].children] == [
        ("1", "成立机构", 3),
        ("2", "落实经费", 2),
    ]


def test_json_figures_stay_as_written():
    data = json.dumps(
        {"nodes": [{"code": 1, "name": "甲", "score": 2.50, "children": [{"code": "1.10", "name": "乙"}]}]}
    )
    draft = read(data.replace("2.5", "2.50").encode(), "a.json")
    assert [(node.code, node.max_score) for _, node in walk(draft.nodes)] == [("1", 2.5), ("1.10", None)]


def test_groups_under_keys_that_are_numbers_stand_in_the_order_of_the_numbers():
    groups = {key: {"name": f"第{key}组", "child": [{"name": "条"}]} for key in ("10", "9", "0")}
    draft = read(json.dumps({"data": groups}).encode(), "a.json")
    assert [node.name for node in draft.nodes] == ["第0组", "第9组", "第10组"]


def test_records_with_heads_as_keys_are_a_table():
    rows = [{"类别": "甲类", "项目": "一项", "分值": "5"}, {"类别": "甲类", "项目": "二项", "分值": "3"}]
    draft = read(json.dumps(rows, ensure_ascii=False).encode(), "a.json")
    assert [(level, node.name, node.max_score) for level, node in walk(draft.nodes)] == [
        (0, "甲类", None),
        (1, "一项", 5),
        (1, "二项", 3),
    ]
