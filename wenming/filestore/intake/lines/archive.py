"""The parts of an Office or OFD package, opened with distrust (``domain.files.packages``); refusals in words."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from xml.etree import ElementTree

from wenming.domain.errors import InputRefused
from wenming.domain.files.packages import Limits, PackageFault, Untrusted, check_xml, opened, part_of, xml_of

LIMITS = Limits(entries=1000, unpacked=50 * 1024 * 1024, ratio=200)

_DAMAGED = "文件不完整或已损坏，打不开。请重新保存后再上传。"
_TOO_BIG = "文件解压后太大，可能有问题，没有读取。请只保留正文文字后再上传。"
_HOSTILE = "文件里含有不允许的内容（外部实体或文档类型声明），没有读取。请在 Word 中新建文档并粘贴文字后再上传。"
_PROTECTED = "文件加了密码，打不开。请取消密码后再上传。"
_MACROS = "文件里带有宏，不能上传。请另存为不带宏的 .docx 后再上传。"
_OTHERS = (
    ("xl/", "这是 Excel 表格，不是 Word 文档。可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"),
    ("ppt/", "这是 PowerPoint 演示文稿，不是 Word 文档。可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"),
    ("content.xml", "这是 OpenDocument 或 WPS 的其他格式。请另存为 .docx 后再上传。"),
)
_NOT_WORD = "这是压缩包，不是 Word 文档。请解压后上传里面的文件。"
_SENTENCES = {
    PackageFault.DAMAGED: _DAMAGED, PackageFault.PROTECTED: _PROTECTED, PackageFault.TOO_BIG: _TOO_BIG,
    PackageFault.HOSTILE: _HOSTILE,
}


@contextmanager
def _in_words() -> Iterator[None]:
    try:
        yield
    except Untrusted as untrusted:
        raise InputRefused(_SENTENCES[untrusted.fault]) from None


def root_of(data: bytes) -> ElementTree.Element:
    """The root of an XML part. Raises ``InputRefused``."""
    with _in_words():
        return xml_of(data)


class Archive:
    """A checked zip file of XML parts. Raises ``InputRefused`` with the reason where it cannot be trusted or read."""

    def __init__(self, data: bytes) -> None:
        with _in_words():
            self._zip = opened(io.BytesIO(data), LIMITS)

    def names(self) -> list[str]:
        """The parts, in small letters."""
        return [name.lower().replace("\\", "/") for name in self._zip.namelist()]

    def _bytes(self, name: str) -> bytes | None:
        with _in_words():
            return part_of(self._zip, name, LIMITS)

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root of an XML part; None where the package has no such part."""
        data = self.unparsed(name)
        return None if data is None else root_of(data)

    def unparsed(self, name: str) -> bytes | None:
        """An XML part that may or may not be needed, for ``root_of``; what is hostile in it is refused here already."""
        data = self._bytes(name)
        if data is not None:
            with _in_words():
                check_xml(data)
        return data


class Package(Archive):
    """The same, and a Word document without macros."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._check_kind()

    def _check_kind(self) -> None:
        names = self.names()
        if any(name.endswith(("vbaproject.bin", "vbadata.xml")) for name in names):
            raise InputRefused(_MACROS)
        if "word/document.xml" not in names:
            other = next(
                (sentence for start, sentence in _OTHERS if any(name.startswith(start) for name in names)), _NOT_WORD
            )
            raise InputRefused(other)
        types = self._bytes("[Content_Types].xml")
        if types is not None and b"macroenabled" in types.lower():
            raise InputRefused(_MACROS)
