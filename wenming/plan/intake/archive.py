"""The parts of an Office or OFD package, opened with distrust: all is checked before it is read."""

import io
import re
import zipfile
import zlib
from xml.etree import ElementTree

from wenming.domain.errors import InputRefused

MOST_ENTRIES = 1000
MOST_BYTES = 50 * 1024 * 1024
MOST_RATIO = 200
RATIO_FROM = 1024 * 1024

_DAMAGED = "文件不完整或已损坏，打不开。请重新保存后再上传。"
_TOO_BIG = "文件解压后太大，可能有问题，没有读取。请只保留方案文字后再上传。"
_HOSTILE = "文件里含有不允许的内容（外部实体或文档类型声明），没有读取。请在 Word 中新建文档并粘贴文字后再上传。"
_PROTECTED = "文件加了密码，打不开。请取消密码后再上传。"
_MACROS = "文件里带有宏，不能上传。请另存为不带宏的 .docx 后再上传。"
_OTHERS = (
    ("xl/", "这是 Excel 表格，不是 Word 文档。可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"),
    ("ppt/", "这是 PowerPoint 演示文稿，不是 Word 文档。可以上传 .docx、.doc、.wps、.pdf、.ofd 和 .txt 文件。"),
    ("content.xml", "这是 OpenDocument 或 WPS 的其他格式。请另存为 .docx 后再上传。"),
)
_NOT_WORD = "这是压缩包，不是 Word 文档。请解压后上传里面的文件。"
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)


class Archive:
    """A checked zip file of XML parts. Raises ``InputRefused`` with the reason where it cannot be trusted or read."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise InputRefused(_DAMAGED) from None
        self._check_entries(len(data))

    def names(self) -> list[str]:
        """The parts, in small letters."""
        return [name.lower().replace("\\", "/") for name in self._zip.namelist()]

    def _check_entries(self, size: int) -> None:
        entries = self._zip.infolist()
        total = sum(entry.file_size for entry in entries)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise InputRefused(_PROTECTED)
        if len(entries) > MOST_ENTRIES or total > MOST_BYTES or (total > RATIO_FROM and total > MOST_RATIO * size):
            raise InputRefused(_TOO_BIG)
        if len({entry.filename for entry in entries}) != len(entries):
            raise InputRefused(_DAMAGED)

    def _bytes(self, name: str) -> bytes | None:
        """At most ``MOST_BYTES`` of a part, whatever its header claims; None where there is no such part."""
        try:
            with self._zip.open(name) as part:
                data = part.read(MOST_BYTES + 1)
        except KeyError:
            return None
        except _BROKEN:
            raise InputRefused(_DAMAGED) from None
        if len(data) > MOST_BYTES:
            raise InputRefused(_TOO_BIG)
        return data

    def xml(self, name: str) -> ElementTree.Element | None:
        """The root of an XML part; None where the package has no such part."""
        data = self._bytes(name)
        if data is None:
            return None
        _check_xml(data)
        try:
            return ElementTree.fromstring(data)  # noqa: S314  DTDs and odd encodings were refused above
        except (ElementTree.ParseError, ValueError, LookupError):
            raise InputRefused(_DAMAGED) from None


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


def _check_xml(data: bytes) -> None:
    """No DTD, no entity, and no encoding in which one could hide."""
    declared = _ENCODING.search(data[:400])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"utf-16", b"us-ascii"):
        raise InputRefused(_HOSTILE)
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if any(word.encode(encoding) in data for word in ("<!DOCTYPE", "<!ENTITY")):
            raise InputRefused(_HOSTILE)
