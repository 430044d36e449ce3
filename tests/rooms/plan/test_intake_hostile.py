"""Files that lie: each is refused with a sentence a clerk understands, and none is unpacked first."""

import zipfile
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.rooms.plan.word import NS, TYPES, docx, p, package, part, table, tc
from wenming.domain.errors import InputRefused
from wenming.filestore.intake.lines import archive
from wenming.filestore.intake.lines.document import read_document


def refusal(data: bytes, name: str = "plan.docx") -> str:
    with pytest.raises(InputRefused) as refused:
        read_document(data, name)
    assert refused.value.sentence.endswith("。")
    return refused.value.sentence


def with_document(document: str | bytes) -> bytes:
    return package({"[Content_Types].xml": TYPES, "word/document.xml": document})


GOOD = docx(p("方案"))


def test_the_good_one_is_read() -> None:
    assert [line.text for line in read_document(GOOD, "plan.docx")] == ["方案"]
    assert [line.text for line in read_document(GOOD, "plan.txt")] == ["方案"]


@pytest.mark.parametrize("kept", [0.2, 0.5, 0.9])
def test_a_truncated_file(kept: float) -> None:
    assert "损坏" in refusal(GOOD[: int(len(GOOD) * kept)])


def test_a_part_with_a_wrong_checksum() -> None:
    data = bytearray(
        package({"[Content_Types].xml": TYPES, "word/document.xml": part("document", "x" * 400)}, zipfile.ZIP_STORED)
    )
    at = data.index(b"x" * 50)
    data[at] = ord("y")
    assert "损坏" in refusal(bytes(data))


@pytest.mark.parametrize(
    "document",
    [
        f'<!DOCTYPE d SYSTEM "file:///etc/passwd"><w:document xmlns:w="{NS}"/>',
        f'<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hosts">]><w:document xmlns:w="{NS}">&a;</w:document>',
        f'<!DOCTYPE d [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><w:document xmlns:w="{NS}"/>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be"])
def test_document_types_and_entities(document: str, encoding: str) -> None:
    assert "外部实体" in refusal(with_document(document.encode(encoding)))


def test_an_odd_encoding_cannot_hide_a_document_type() -> None:
    assert "外部实体" in refusal(
        with_document(b"<?xml version='1.0' encoding='cp037'?>" + "<!DOCTYPE d>".encode("cp037"))
    )


def test_an_entity_in_a_side_part() -> None:
    styles = '<!DOCTYPE d [<!ENTITY a "b">]><w:styles/>'
    assert "外部实体" in refusal(docx(p("方案"), extra={"word/styles.xml": styles}))


def test_macros() -> None:
    assert "宏" in refusal(docx(p("方案"), extra={"word/vbaProject.bin": b"x"}))
    macro = TYPES.replace("<Types", '<Types a="application/vnd.ms-word.document.macroEnabled.main+xml"')
    assert "宏" in refusal(package({"[Content_Types].xml": macro, "word/document.xml": part("document", "<w:body/>")}))


def test_a_zip_bomb_by_ratio() -> None:
    assert "太大" in refusal(docx(p("方案"), extra={"word/media/a.bin": b"\0" * 30_000_000}))


def test_a_zip_bomb_by_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LIMITS", replace(archive.LIMITS, unpacked=1000))
    assert "太大" in refusal(docx(p("方案"), extra={"word/media/a.bin": bytes(range(256)) * 8}))


def test_too_many_entries() -> None:
    assert "太大" in refusal(
        docx(p("方案"), extra={f"word/media/{at}.bin": b"x" for at in range(archive.LIMITS.entries)})
    )


def test_a_size_that_lies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The header may claim less than the part unpacks to: reading stops at the limit all the same."""
    monkeypatch.setattr(archive, "opened", lambda content, _limits: zipfile.ZipFile(content))
    monkeypatch.setattr(archive, "LIMITS", replace(archive.LIMITS, unpacked=300))
    assert "太大" in refusal(docx(p("方" * 400)))


def test_a_password_in_the_zip() -> None:
    data = bytearray(GOOD)
    at = data.index(b"PK\x01\x02")
    while at >= 0:
        data[at + 8] |= 1
        at = data.find(b"PK\x01\x02", at + 4)
    assert "密码" in refusal(bytes(data))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("xl/workbook.xml", "Excel"),
        ("ppt/presentation.xml", "PowerPoint"),
        ("content.xml", "OpenDocument"),
        ("a.txt", "压缩包"),
    ],
)
def test_other_packages(name: str, word: str) -> None:
    assert word in refusal(package({name: "x"}))


@pytest.mark.parametrize("document", ["", "<a", "x" * 100, f'<w:document xmlns:w="{NS}"/>'])
def test_a_broken_document_part(document: str) -> None:
    assert "损坏" in refusal(with_document(document))


def test_a_document_without_text() -> None:
    assert "没有文字" in refusal(docx(p(), p(" ")))


def test_endless_nesting() -> None:
    deep = "<w:smartTag>" * 3000 + "</w:smartTag>" * 3000
    assert "嵌套过深" in refusal(docx(f"<w:p>{deep}</w:p>"))
    assert "嵌套过深" in refusal(docx("<w:sdt>" * 3000 + "</w:sdt>" * 3000))


def test_a_text_that_is_too_long() -> None:
    assert "2 MB" in refusal(
        docx(*(p("".join(chr(0x4E00 + (a * b) % 20000) for b in range(1000))) for a in range(800)))
    )


def test_a_huge_span_makes_no_huge_row() -> None:
    wide = table(f'<w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr>{p("甲")}</w:tc>' + tc("乙"))
    (line,) = read_document(docx(wide), "plan.docx")
    assert line.cells is not None
    assert len(line.cells) <= 200


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_a_damaged_package_is_read_or_refused_but_never_breaks(at: int, bytes_in: bytes) -> None:
    damaged = GOOD[:at] + bytes_in + GOOD[at + len(bytes_in) :]
    with suppress(InputRefused):
        read_document(damaged, "plan.docx")


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with suppress(InputRefused):
        lines = read_document(data, "plan.txt")
        assert "\x00" not in "".join(line.text for line in lines)


def test_parts_elsewhere_are_never_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A template, a picture or a document named by an outside address stays where it is."""

    def refuse(*_arguments: object) -> None:
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr("socket.socket.connect", refuse)
    kinds = ("attachedTemplate", "image", "aFChunk", "hyperlink", "oleObject")
    rels = "".join(
        f'<Relationship Id="r{at}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"'
        ' TargetMode="External" Target="http://127.0.0.1:9/x"/>'
        for at, kind in enumerate(kinds)
    )
    parts = dict.fromkeys(("word/_rels/document.xml.rels", "word/_rels/settings.xml.rels"), f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{rels}</Relationships>')
    chunk = '<w:altChunk xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:id="r2"/>'
    lines = read_document(docx(p("方案"), chunk, extra=parts), "plan.docx")
    assert [line.text for line in lines] == ["方案"]
