import pytest

from wenming.domain.errors import InputRefused
from wenming.filestore.intake.lines.document import read_document
from wenming.filestore.intake.lines.text import LONGEST

TEXT = "一、指导思想\n以新思想为指导。"


def texts(data: bytes, name: str = "plan.txt") -> list[str]:
    return [line.text for line in read_document(data, name)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030", "gbk"])
def test_encodings(encoding: str) -> None:
    assert texts(TEXT.encode(encoding)) == ["一、指导思想", "以新思想为指导。"]


def test_utf_16_of_the_other_order() -> None:
    assert texts(b"\xfe\xff" + TEXT.encode("utf-16-be"))[0] == "一、指导思想"


def test_the_name_does_not_decide() -> None:
    assert texts(TEXT.encode(), "plan.pdf")[0] == "一、指导思想"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        ("　\n \r\n".encode(), "没有文字"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "图片"),
        (b"Rar!\x1a\x07", "压缩包"),
        (b"7z\xbc\xaf\x27\x1c", "压缩包"),
        (b"<!DOCTYPE html><html>", "网页"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><a/>", "网页"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "不是 Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "密码"),
        (b"\x00\x01\x02\x03" * 50, "不是文字文件"),
        (("文字" + "\x01" * 4).encode(), "不是文字文件"),
        (b"\xff\xff\x81\xff\x80", "编码"),
        (b"a" * (LONGEST + 1), "2 MB"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(InputRefused) as refusal:
        read_document(data, "plan.txt")
    assert word in refusal.value.sentence
    assert refusal.value.sentence.endswith("。")


def test_a_text_called_docx_is_refused() -> None:
    with pytest.raises(InputRefused, match="内容却不是"):
        read_document(TEXT.encode(), "plan.docx")


def test_two_megabytes_are_still_read() -> None:
    assert len(read_document(b"a" * LONGEST, "plan.txt")) == 1
