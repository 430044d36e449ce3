"""Names inside a zip: what they say in Chinese, and whether they may stand as a path here.

A zip says only of some names that they are UTF-8. Chinese Windows, WinRAR and 360 write GBK and say nothing; macOS and
some others write UTF-8 and say nothing either. So names that say nothing are looked at together.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Sequence

from .names import RESERVED, clean_name

LONGEST_PATH = 500
TOO_LONG = f"连文件夹的名字在内超过 {LONGEST_PATH} 个字。请把文件夹的名字改短。"
_IS_UTF8 = 0x800
_UNICODE_PATH = 0x7075
_DRIVE = re.compile(r"[A-Za-z]:")
_BEYOND_LATIN = re.compile(r"[\u2e80-\U0010ffff]")


class KeptOut(Exception):
    """A member does not come in; ``why`` is the sentence for the person."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def names_of(entries: Sequence[zipfile.ZipInfo]) -> list[str]:
    """The name of each, in the order of ``entries``, as whoever packed it saw it."""
    told = [_told(entry) for entry in entries]
    encoding = encoding_of([name for name in told if isinstance(name, bytes)])
    return [name if isinstance(name, str) else _decoded(name, encoding) for name in told]


def encoding_of(names: Sequence[bytes]) -> str:
    """The encoding of all ``names``, or "" where none fits them all.

    What is UTF-8 throughout is no GBK by chance, unless it only gives letters of Europe where GBK gives Chinese.
    """
    together = b"\n".join(names)
    as_utf8, as_gbk = _read(together, "utf-8"), _read(together, "gb18030")
    if as_utf8 is not None and (_BEYOND_LATIN.search(as_utf8) or not as_gbk or not _BEYOND_LATIN.search(as_gbk)):
        return "utf-8"
    return "" if as_gbk is None else "gb18030"


def path_of(name: str) -> str:
    """``name`` as a path of cleaned parts joined by /. Raises KeptOut for one that wants to lead elsewhere.

    Some packers of Windows part folders with a backslash.
    """
    if "\0" in name:
        raise KeptOut("文件名里有空字符，不是正常的文件名。请改名后重新压缩。")
    if name.startswith(("/", "\\")) or _DRIVE.match(name):
        raise KeptOut("写的是绝对路径（从磁盘根目录开始），可能要写到别处去。请用系统自带的压缩重新打包。")
    parts = [part for part in re.split(r"[/\\]", name) if part.strip() not in {"", "."}]
    if any(part.strip() == ".." for part in parts):
        raise KeptOut("路径里有“..”，要写到文件夹外面去。请用系统自带的压缩重新打包。")
    if any(RESERVED.match(part.strip()) for part in parts):
        raise KeptOut("用了系统保留给设备的名字（如 CON、NUL）。请改名后重新压缩。")
    path = "/".join(clean_name(part) for part in parts)
    if not path or len(path) > LONGEST_PATH:
        raise KeptOut(TOO_LONG if path else "没有文件名。请改名后重新压缩。")
    return path


def _told(entry: zipfile.ZipInfo) -> str | bytes:
    """The name where the zip says how to read it, else its bytes."""
    if entry.flag_bits & _IS_UTF8:
        return entry.orig_filename
    raw = entry.orig_filename.encode("cp437")  # zipfile reads every other name so, byte for byte
    return raw.decode() if raw.isascii() else _unicode_path(entry.extra, raw) or raw


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The name in Info-ZIP's extra field, unless that was written for another name; "" where there is none."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        field, extra = extra[4:4 + length], extra[4 + length:]
        if kind == _UNICODE_PATH and field[:5] == b"\x01" + zlib.crc32(raw).to_bytes(4, "little"):
            return _read(field[5:], "utf-8") or ""
    return ""


def _decoded(name: bytes, encoding: str) -> str:
    for each in [encoding] if encoding else ["utf-8", "gb18030"]:
        if (text := _read(name, each)) is not None:
            return text
    return name.decode("gb18030", "replace").replace("\ufffd", "_")


def _read(name: bytes, encoding: str) -> str | None:
    try:
        return name.decode(encoding)
    except UnicodeDecodeError:
        return None
