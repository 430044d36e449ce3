"""Files that lie: each is read or refused with a sentence a clerk understands, and none is unpacked first."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.standard.labelled import FOLDER, rows_of, sections
from tests.rooms.plan.word import NS, TYPES, docx, p, package, table, tc
from tests.rooms.standard.rendering import as_docx, as_xlsx
from wenming.domain.errors import InputRefused
from wenming.domain.standard.draft import as_json
from wenming.domain.standard.reader import read_standard
from wenming.standard.intake.document import read_source

ROWS = rows_of(sections(FOLDER / "01-six-columns.txt")["table"])
XLSX, DOCX = as_xlsx({"表": ROWS}), as_docx(ROWS)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(data: bytes, name: str) -> str:
    with pytest.raises(InputRefused) as refused:
        read_source(data, name)
    assert refused.value.sentence.endswith("。")
    return refused.value.sentence


def workbook(sheet: str, extra: dict[str, str | bytes] | None = None) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return package(
        {
            "[Content_Types].xml": TYPES,
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{links}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
            "xl/worksheets/sheet1.xml": sheet,
            **(extra or {}),
        }
    )


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.json", "a.yaml", "a.csv", "a.txt", "a"])
def test_an_empty_file(name):
    assert "空" in refusal(b"", name)


@pytest.mark.parametrize(("data", "name"), [(XLSX, "a.xlsx"), (DOCX, "a.docx")])
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_file(data, name, kept):
    assert "损坏" in refusal(data[: int(len(data) * kept)], name)


def test_entities_in_a_sheet_and_in_a_document():
    bad = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    assert "外部实体" in refusal(workbook(bad + "<worksheet>&a;</worksheet>"), "a.xlsx")
    document = f'{bad}<w:document xmlns:w="{NS}">&a;</w:document>'
    assert "外部实体" in refusal(package({"[Content_Types].xml": TYPES, "word/document.xml": document}), "a.docx")


def test_bombs():
    assert "太大" in refusal(workbook("<worksheet/>", {"xl/media/a.bin": b"\0" * 60_000_000}), "a.xlsx")
    assert "太大" in refusal(docx(p("x"), extra={"word/media/a.bin": b"\0" * 30_000_000}), "a.docx")


def test_a_cell_at_the_end_of_the_sheet_makes_no_giant():
    assert "太大" in refusal(
        workbook('<worksheet><sheetData><row><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'), "a.xlsx"
    )


def test_old_workbooks_pages_and_broken_data():
    assert ".xlsx" in refusal(OLE + "Workbook".encode("utf-16-le"), "a.xls")
    assert "网页" in refusal(b"<html><table></table></html>", "a.html")
    assert "JSON" in refusal(b'{"a": ', "a.json")
    assert "JSON" in refusal(b"[" * 100_000, "a.json")
    assert "嵌套过深" in refusal(json.dumps(nested(300)).encode(), "a.json")
    assert "YAML" in refusal(b"a: [", "a.yaml")


def nested(depth: int) -> dict[str, object]:
    found: dict[str, object] = {"name": "底"}
    for level in range(depth):
        found = {"name": f"第{level}层", "children": [found]}
    return found


@pytest.mark.parametrize("name", ["测评.json", "测评.yaml"])
@pytest.mark.parametrize("escape", ["\\ud800", "\\udc00", "\\u0000", "\\ud800a", "\\\\\\u0000"])
def test_half_a_character_or_none_is_refused(name, escape):
    assert "写坏的字符" in refusal(f'{{"name": "{escape}"}}'.encode(), name)


@pytest.mark.parametrize("text", ["😀", "\\\\u0000", "\\ud83d\\ude00", "方案"])
def test_whole_characters_are_read(text):
    assert read_source(f'{{"name": "{text}"}}'.encode(), "测评.json").data


def test_twenty_levels_are_read_and_two_roots():
    draft = read_standard(read_source(json.dumps({"nodes": [nested(19), nested(19)]}).encode(), "a.json"))
    assert draft.counts() == [2] * 20
    json.dumps(as_json(draft))


def test_more_levels_than_a_standard_has_are_told():
    draft = read_standard(read_source(json.dumps({"nodes": [nested(90)]}).encode(), "a.json"))
    assert len(draft.counts()) == 60
    assert [one.kind.value for one in draft.findings] == ["unreadable_row"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.sampled_from([XLSX, DOCX]), st.data())
def test_a_damaged_package_is_read_or_refused(data, draw):
    at = draw.draw(st.integers(0, len(data) - 1))
    put = draw.draw(st.binary(min_size=1, max_size=8))
    with suppress(InputRefused):
        read_standard(read_source(data[:at] + put + data[at + len(put) :], "a"))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.json", "a.yaml", "a.txt", "a.xlsx", "a.docx"]))
def test_any_bytes_are_read_or_refused(data, name):
    with suppress(InputRefused):
        json.dumps(as_json(read_standard(read_source(data, name))))


TEXTS = "一二1２.、（）()分扣加得少次%≥\t|\n,{}[]:\"'-AⅠ项目标准分值合计注0"


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.text(alphabet=TEXTS, max_size=200), st.sampled_from(["a.csv", "a.json", "a.yaml", "a.txt"]))
def test_any_text_is_read_or_refused(text, name):
    with suppress(InputRefused):
        draft = read_standard(read_source(text.encode(), name))
        assert all(finding.message for finding in draft.findings)
        json.dumps(as_json(draft))


def test_a_word_table_of_one_row_is_no_error():
    draft = read_standard(read_source(docx(table(tc("项目") + tc("分值"))), "a.docx"))
    assert [one.kind.value for one in draft.findings] == ["other"]
