"""Looking into zip and old Office (OLE) containers, to tell a document from a parcel and to find macros.

Nothing is unpacked: only the lists of what is inside are read, and only up to a size.
"""

import struct
import zipfile
from collections.abc import Iterator
from typing import IO

from . import types
from .sniffing import HEAD_BYTES, OLE, Detected, detected, refused, sniff
from .types import FileType

ZIP_LIST_BYTES = 8 * 1024 * 1024
"""The longest list of contents that is read: some 80,000 names."""
_OLE_SECTORS = 4096
_INSIDE_ZIP = (
    ("word/document.xml", types.DOCX), ("xl/workbook.xml", types.XLSX), ("ppt/presentation.xml", types.PPTX),
    ("ofd.xml", types.OFD),
)
_INSIDE_OLE = (
    ("worddocument", types.DOC), ("workbook", types.XLS), ("book", types.XLS), ("powerpoint document", types.PPT),
)
_OLE_MACROS = {"macros", "_vba_project_cur", "_vba_project", "vba"}
_BROKEN = "文件打不开，可能没有传完整或已损坏。请在本机打开确认后重新选择。"
_MACROS = "文档里带有宏（会自动运行的程序）。请另存为不带宏的 docx、xlsx 或 pptx 再传。"


def examine(content: IO[bytes], name: str, *, pages: bool = False) -> Detected:
    """The type of a whole file, containers looked into; ``content`` is left at its beginning.

    Raises InputRefused for what ``sniff`` refuses, for broken or encrypted containers, for macros and for programs.
    """
    content.seek(0)
    found = sniff(content.read(HEAD_BYTES), name, pages=pages)
    try:
        if found.media_type == types.ZIP.media_type:
            return detected(_zip_type(content, name), name)
        if found.media_type == OLE.media_type:
            return detected(_ole_type(content, name), name)
    except (zipfile.BadZipFile, struct.error, ValueError, EOFError, OverflowError, NotImplementedError) as error:
        raise refused(name, _BROKEN) from error
    finally:
        content.seek(0)
    return found


class _Sipped:
    """A file of which nobody reads more at once than a list of contents may be long, whatever its ends say."""

    def __init__(self, content: IO[bytes], name: str) -> None:
        self._content, self._name = content, name
        self.seek, self.tell, self.close = content.seek, content.tell, content.close

    def seekable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        data = self._content.read(min(size, ZIP_LIST_BYTES + 1) if size >= 0 else ZIP_LIST_BYTES + 1)
        if len(data) > ZIP_LIST_BYTES:
            raise refused(self._name, "压缩包里的文件太多，无法检查。请分成几个压缩包再传。")
        return data


def opened_list(content: IO[bytes], name: str) -> zipfile.ZipFile:
    """The zip with its list of contents. Raises what ``zipfile`` raises, InputRefused where the list is too long.

    A list may be as long as the whole file, and a zip may state its length in two places that differ.
    """
    return zipfile.ZipFile(_Sipped(content, name))


def _zip_type(content: IO[bytes], name: str) -> FileType:
    with opened_list(content, name) as parcel:
        inside = {one.filename.lower() for one in parcel.infolist()}
    if any(one.endswith("vbaproject.bin") for one in inside):
        raise refused(name, _MACROS)
    if "androidmanifest.xml" in inside or any(one.endswith(".class") for one in inside):
        raise refused(name, "这是程序安装包，不是材料。请传文档、图片、音视频本身。")
    if "[content_types].xml" not in inside and "ofd.xml" not in inside:
        return types.ZIP
    for member, found in _INSIDE_ZIP:
        if member in inside:
            return found
    raise refused(name, f"认不出是哪种文档。可以收的有{types.READABLE}，请另存为其中一种。")


def _ole_type(content: IO[bytes], name: str) -> FileType:
    inside = {one.lower() for one in _ole_names(content)}
    if "encryptedpackage" in inside:
        raise refused(name, "文件设了打开密码，别人看不了。请取消密码后再传。")
    if inside & _OLE_MACROS:
        raise refused(name, _MACROS)
    for member, found in _INSIDE_OLE:
        if member in inside:
            return found
    raise refused(name, f"认不出是哪种文档，也可能是安装程序。可以收的有{types.READABLE}。")


def _ole_names(content: IO[bytes]) -> Iterator[str]:
    """Names in the directory of a compound file (MS-CFB 2.6); EOFError or struct.error where it is cut short."""
    content.seek(0)
    header = content.read(512)
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in {9, 12}:
        raise ValueError(shift)
    table = _ole_fat_sectors(content, header, shift)
    (sector,) = struct.unpack_from("<I", header, 48)
    for _ in range(_OLE_SECTORS):
        block = _ole_sector(content, sector, shift)
        for at in range(0, len(block), 128):
            (length,) = struct.unpack_from("<H", block, at + 64)
            if 2 <= length <= 64:
                yield block[at:at + length - 2].decode("utf-16-le", "replace")
        which, place = divmod(sector, (1 << shift) // 4)
        if which >= len(table):
            return
        (sector,) = struct.unpack_from("<I", _ole_sector(content, table[which], shift), place * 4)
        if sector >= 0xFFFFFFFA:
            return


def _ole_fat_sectors(content: IO[bytes], header: bytes, shift: int) -> list[int]:
    """Where the allocation table lies: 109 places in the header, more in a chain of sectors."""
    places = list(struct.unpack_from("<109I", header, 76))
    (sector,) = struct.unpack_from("<I", header, 68)
    each = (1 << shift) // 4 - 1
    for _ in range(_OLE_SECTORS):
        if sector >= 0xFFFFFFFA:
            break
        *more, sector = struct.unpack_from(f"<{each + 1}I", _ole_sector(content, sector, shift))
        places += more
    return [place for place in places if place < 0xFFFFFFFA]


def _ole_sector(content: IO[bytes], sector: int, shift: int) -> bytes:
    content.seek((sector + 1) << shift)
    block = content.read(1 << shift)
    if len(block) < 1 << shift:
        raise EOFError
    return block
