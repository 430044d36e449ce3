"""What clerks' files do to a reader: each is read, or refused with a sentence that says what to do."""

import io
import zipfile
from datetime import date
from struct import pack

import pytest

from tests.rooms.organisation.sheets import HEADS, fill, xlsx
from wenming.domain.errors import InputRefused, TooLarge
from wenming.domain.roster.columns import Column
from wenming.domain.roster.values import Status, status_of
from wenming.organisation.exports.rosters import template_workbook
from wenming.organisation.intake import parts, sheets
from wenming.organisation.intake.rosters import layout_of, notes_of
from wenming.organisation.intake.sheets import read_workbook
from wenming.organisation.models import Person

PERSON = ("示范甲", "001", "离退处", "处长", "在岗", "2020-01-02", "中共党员")


def read(data: bytes):
    return read_workbook(io.BytesIO(data))


def refusal(data: bytes) -> str:
    with pytest.raises(InputRefused) as refused:
        read(data)
    assert refused.value.sentence.endswith("。")
    return refused.value.sentence


def repacked(data: bytes, part: str, change) -> bytes:
    """The workbook with one part altered; ``change`` of None gives a part that was not there."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)) if name == part else old.read(name))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(("data", "says"), [
    (b"", "空"), (b"%PDF-1.7 \x00", "认不出"), (b"\x89PNG\r\n\x1a\n\x00\x00", "认不出"), (b"<html><table>", "认不出"),
    (b"just words", "没有分成列"), (b"PK\x03\x04 broken", "损坏"), (xlsx(HEADS, PERSON)[:-200], "损坏"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 .xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "打开密码"), (xlsx(), "没有内容"),
    (b'name,"' + b"x" * 200_000, "分隔"),
])
def test_what_is_no_roster_is_refused(data, says):
    assert says in refusal(data)


def test_a_zip_that_is_no_workbook_is_told_so():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        parcel.writestr("word/document.xml", "<w/>")
    assert "不是 Excel" in refusal(out.getvalue())


def test_a_bomb_is_refused_by_its_own_list_before_anything_is_unpacked(monkeypatch):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as parcel:
        parcel.writestr("xl/workbook.xml", b"<workbook/>")
        parcel.writestr(SHEET, b"0" * 60_000_000)
    monkeypatch.setattr(sheets, "facts_of", lambda *_, **__: pytest.fail("opened"))
    assert "解压后太大" in refusal(out.getvalue())


def test_an_entity_is_refused():
    data = repacked(xlsx(HEADS, PERSON), "xl/workbook.xml", lambda xml: xml.replace(
        b"<workbook", b'<!DOCTYPE x [<!ENTITY a "b">]><workbook', 1))
    assert "不允许的内容" in refusal(data)


def test_a_stray_cell_far_below_is_refused_before_the_sheet_is_laid_out(monkeypatch):
    monkeypatch.setattr(sheets.CalamineWorkbook, "from_filelike", lambda _: pytest.fail("laid out"))
    far = xlsx(HEADS, PERSON, also=lambda _, sheet: sheet.write_string(1_048_575, 3, "x"))
    assert "零星内容" in refusal(far)
    assert "零星内容" in refusal(xlsx(HEADS, PERSON, also=lambda _, sheet: sheet.write_string(3, 16_000, "x")))


def test_more_rows_than_stated_are_refused_and_as_many_are_read(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_ROWS", 5)
    assert len(read(xlsx(HEADS, *[PERSON] * 4)).sheets[0].cells) == 5
    for data in (xlsx(HEADS, *[PERSON] * 5), "\n".join(["姓名,单位", *["示范甲,离退处"] * 5]).encode()):
        with pytest.raises(TooLarge):
            read(data)


def test_a_file_over_the_limit_of_bytes_is_not_read(monkeypatch):
    monkeypatch.setattr(sheets, "MOST_BYTES", 100)
    with pytest.raises(TooLarge):
        read(xlsx(HEADS, PERSON))


def test_a_formulas_value_is_taken_and_said_so():
    book = read(xlsx(HEADS, PERSON, also=lambda _, sheet: sheet.write_formula(1, 2, '="离退"&"处"', None, "机关党委")))
    assert book.sheets[0].cells[1][2] == "机关党委"
    assert "有 1 个格子是公式，按保存时显示的结果读入。" in notes_of(book, "名册")


def test_where_a_formula_failed_is_known_though_the_cell_reads_empty():
    book = read(xlsx(HEADS, PERSON, also=lambda _, sheet: sheet.write_formula(1, 4, "=1/0", None, "#DIV/0!")))
    assert list(book.sheets[0].errors) == [(1, 4)]


@pytest.mark.parametrize("size", [40, 700, 4096])
def test_formulas_are_found_wherever_a_chunk_of_the_sheet_ends(monkeypatch, size):
    monkeypatch.setattr(parts, "_CHUNK", size)

    def spoil(_, sheet):
        for row in range(1, 60):
            sheet.write_formula(row, 7, "=1/0", None, "#DIV/0!")

    book = read(xlsx(HEADS, *[PERSON] * 59, also=spoil))
    assert book.sheets[0].errors.keys() == {(row, 7) for row in range(1, 60)}
    assert book.sheets[0].formulas == 59


def test_cells_merged_over_rows_count_for_each_of_them():
    def merge(book, sheet):
        sheet.merge_range(0, 0, 0, 6, "示范省财政厅花名册", book.add_format())
        sheet.merge_range(2, 2, 4, 2, "离退处", book.add_format())

    rows = [("示范甲", "1", None), ("示范乙", "2", None), ("示范丙", "3", None), ("示范丁", "4", "机关党委")]
    book = read(xlsx((), HEADS, *rows, also=merge))
    assert [row[2] for row in book.sheets[0].cells[2:]] == ["离退处"] * 3 + ["机关党委"]
    layout, sure = layout_of(book, {})
    assert (layout.heads_at, sure) == (1, True)
    assert "有 1 处上下合并" in notes_of(book, "名册")[0]


def test_of_several_sheets_the_one_with_the_heads_is_read_and_hidden_ones_are_named():
    def more(book, _):
        fill(book, book.add_worksheet("说明"), [("怎么填", "如下")])
        fill(book, book.add_worksheet("在职"), [("花名册",), ("单位", "姓名"), ("离退处", "示范甲")])
        hidden = book.add_worksheet("旧")
        fill(book, hidden, [HEADS, PERSON])
        hidden.hide()

    book = read(xlsx(("封面",), name="封面", also=more))
    layout, _ = layout_of(book, {})
    assert (layout.sheet, layout.heads_at, layout.columns) == ("在职", 1, {Column.UNIT: 0, Column.NAME: 1})
    assert notes_of(book, "在职") == ["只读了工作表“在职”，没有读：封面、说明。", "隐藏的工作表没有读：旧。"]


def test_a_strange_head_makes_the_layout_unsure_until_it_is_remembered():
    book = read(xlsx((*HEADS, "血型"), PERSON))
    assert layout_of(book, {})[1] is False
    assert layout_of(book, {"血型": "ignored"})[1] is True
    assert layout_of(read(xlsx(("姓名", "工号"), ("示范甲", "1"))), {})[1] is False


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("comma", [",", "\t", ";"])
def test_a_csv_is_read_in_the_usual_encodings(encoding, comma):
    text = "\r\n".join(comma.join(row) for row in (HEADS, PERSON))
    (sheet,) = read(text.encode(encoding)).sheets
    assert [tuple(row) for row in sheet.cells] == [HEADS, PERSON]


def test_dates_and_numbers_come_as_what_they_are():
    cells = read(xlsx(HEADS, ("示范甲", 12, "离退处", None, None, date(2020, 1, 2)))).sheets[0].cells
    assert cells[1][1:6] == [12.0, "离退处", "", "", date(2020, 1, 2)]


def test_the_template_is_read_back_without_a_question_and_lists_the_units():
    data = template_workbook(["离退处", "机关党委"])
    book = read(data)
    layout, sure = layout_of(book, {})
    assert (layout.sheet, list(layout.columns), sure) == ("名册", list(Column), True)
    with zipfile.ZipFile(io.BytesIO(data)) as parcel:
        sheet = parcel.read(SHEET).decode()
    assert "单位!$A$2:$A$3" in sheet
    assert "离退休" in sheet


def test_a_size_that_lies_is_stopped_while_reading():
    data = bytearray(xlsx(HEADS, PERSON))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(SHEET.encode()))
    data[at + 24: at + 28] = pack("<I", 5)
    refusal(bytes(data))


def test_the_reader_knows_the_statuses_of_the_roster_by_their_labels():
    assert {one.value for one in Status} == set(Person.Status.values)
    assert {status_of(label) for label in Person.Status.labels} == set(Status)
