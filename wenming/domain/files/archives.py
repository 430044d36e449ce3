"""A zip taken apart with distrust: what of it may come in, under which path, and why the rest stays out.

Nothing it says of itself is relied on: sizes are counted while they are unpacked, places are held against each other.
"""

import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from wenming.domain.errors import InputRefused

from . import types
from .archive_names import LONGEST_PATH, TOO_LONG, KeptOut, names_of, path_of
from .containers import opened_list
from .names import suffix_of

PARCELS = frozenset(one.media_type for one in (types.ZIP, types.RAR, types.SEVEN_Z))
NESTED = "压缩包里面的压缩包不再展开，也没有收。请先解压，把文件夹拖到这里。"
CHUNK = 256 * 1024
RATIO_FROM = 64 * 1024 * 1024
"""Below this a zip may be packed as tightly as it likes."""
_MB = 1024 * 1024
_HEADER = 30
_ENCRYPTED = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What Explorer, WinRAR, 360 and macOS write. Others give a thousandfold in one step, before any of it is counted."""
_LITTER = {".ds_store", "thumbs.db", "ehthumbs.db", "ehthumbs_vista.db", "desktop.ini", ".localized"}
_BY_HAND = "，可能是用来占满磁盘的。请解压核对，把文件夹拖到这里"
_SHOWN = 3
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, UnicodeDecodeError)


@dataclass(frozen=True, slots=True)
class Limits:
    """How many things a zip may hold, the bytes of one, of all, and how many times the zip's own size those may be."""

    entries: int
    member: int
    total: int
    ratio: int


@dataclass(frozen=True, slots=True)
class Member:
    """A file that may come in under ``path``, or, with ``why``, what stays out and the sentence about it."""

    path: str
    entry: zipfile.ZipInfo | None = None
    why: str = ""


def opened(content: IO[bytes], name: str, limits: Limits) -> zipfile.ZipFile:
    """The zip, once it is whole, within ``limits`` and of an honest build. Raises InputRefused."""
    size = content.seek(0, 2)
    try:
        parcel = opened_list(content, name)
    except (*_DAMAGED, ValueError, OverflowError) as error:
        why = "打不开，可能没有传完整、已损坏，或者只是分卷压缩的一卷。请在本机试着解压，重新压缩再传"
        raise _refused(name, why) from error
    entries = parcel.infolist()
    total = sum(entry.file_size for entry in entries)
    if not any(not entry.is_dir() for entry in entries):
        raise _refused(name, "里面没有文件")
    if len(entries) > limits.entries:
        raise _refused(name, f"里面有 {len(entries)} 项，一个压缩包最多 {limits.entries} 项。请分成几个")
    if total > limits.total:
        raise _refused(name, f"解开有 {total // _MB} MB，最多 {limits.total // _MB} MB。请分成几个")
    if total > RATIO_FROM and total > limits.ratio * size:
        raise _refused(name, f"解开是压缩包的 {total // size} 倍，不像正常的材料{_BY_HAND}")
    if _overlap(entries, parcel.start_dir):
        raise _refused(name, f"结构不正常，几个文件占着同一段内容{_BY_HAND}")
    return parcel


def members_of(parcel: zipfile.ZipFile, name: str, limits: Limits) -> list[Member]:
    """Every file of the zip called ``name``, as if its folder had been dropped; always the same, in the same order.

    Files that do not share one folder get one with the name of the zip. What systems leave behind is told in one.
    """
    litter: list[str] = []
    files: list[Member] = []
    folders: list[str] = []
    filled: set[str] = set()
    for entry, written in zip(parcel.infolist(), names_of(parcel.infolist()), strict=True):
        whole = written.replace("\\", "/")
        filled.add(whole.rstrip("/").rpartition("/")[0])
        if _is_litter(whole):
            litter.append(whole)
        elif whole.endswith("/") or stat.S_ISDIR(entry.external_attr >> 16):
            folders.append(whole.rstrip("/"))
        else:
            files.append(_judged(entry, written, limits))
    empty = [folder for folder in folders if folder not in filled]
    return [*_placed(files, name), *_summed(litter, "系统自己生成的附属文件", "不是材料，没有收。"),
            *_summed(empty, "空文件夹", "里面没有文件。")]


def bytes_of(parcel: zipfile.ZipFile, entry: zipfile.ZipInfo, limits: Limits, before: int) -> Iterator[bytes]:
    """A member's bytes, counted; ``before`` were unpacked already. Raises KeptOut."""
    given = 0
    try:
        with parcel.open(entry) as content:
            while chunk := content.read(CHUNK):
                given += len(chunk)
                if given > limits.member:
                    raise _too_large(limits)
                if before + given > limits.total:
                    raise KeptOut(f"这个压缩包解开已超过 {limits.total // _MB} MB。请分成几个压缩包再传。")
                yield chunk
    except _DAMAGED as error:
        raise _damaged() from error
    if given != entry.file_size:
        raise _damaged()


def _judged(entry: zipfile.ZipInfo, written: str, limits: Limits) -> Member:
    try:
        path = path_of(written)
    except KeptOut as kept:
        return Member(written.replace("\0", "␀"), None, kept.why)
    why = _why_not(entry, limits)
    return Member(path, None if why else entry, why)


def _why_not(entry: zipfile.ZipInfo, limits: Limits) -> str:
    """Why what the list tells of a file keeps it out, or ""."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    reasons = {
        "这是快捷链接，指向别的文件，里面没有内容。请放进原文件。": kind == stat.S_IFLNK,
        "这是系统设备，不是文件。": kind not in {0, stat.S_IFREG, stat.S_IFLNK},
        "设了解压密码，打不开。请取消密码重新压缩。": entry.flag_bits & _ENCRYPTED,
        "用了不常见的压缩方法，解不开。请解压后把文件夹拖到这里。": entry.compress_type not in _METHODS,
        "这是空文件（0 字节）。": entry.file_size == 0,
        _too_large(limits).why: entry.file_size > limits.member,
    }
    return next((why for why, is_so in reasons.items() if is_so), "")


def _placed(files: list[Member], name: str) -> list[Member]:
    """Beneath the folder of the zip, and one more where they share none; of those with one path the first comes in."""
    roots = {file.path.partition("/")[0] for file in files if file.entry}
    shared = len(roots) == 1 and all("/" in file.path for file in files if file.entry)
    above, _, own = name.rpartition("/")
    stem = own[: -len(suffix_of(own)) - 1] if suffix_of(own) else own
    before = "/".join(part for part in (above, "" if shared else stem) if part)
    placed: list[Member] = []
    known: set[str] = set()
    for file in files:
        if file.entry and file.path in known:
            placed.append(Member(file.path, None, "和前面一个文件同名同文件夹，只收了前面一个。请改名后单独传。"))
        elif file.entry:
            known.add(file.path)
            placed.append(_allowed(f"{before}/{file.path}" if before else file.path, file.entry))
        else:
            placed.append(file)
    return placed


def _allowed(path: str, entry: zipfile.ZipInfo) -> Member:
    """Its folders may make a path too long that was none by itself."""
    return Member(path, None, TOO_LONG) if len(path) > LONGEST_PATH else Member(path, entry)


def _summed(names: list[str], what: str, why: str) -> list[Member]:
    if not names:
        return []
    first = "、".join(dict.fromkeys(one.rpartition("/")[2] or one for one in names[:_SHOWN]))
    return [Member(f"{what} {len(names)} 个（{first}{'等' if len(names) > _SHOWN else ''}）", None, why)]


def _is_litter(written: str) -> bool:
    parts = written.split("/")
    return "__MACOSX" in parts[:-1] or parts[-1].lower() in _LITTER or parts[-1].startswith(("._", "~$"))


def _overlap(entries: Iterable[zipfile.ZipInfo], end: int) -> bool:
    """Whether two share bytes, or one reaches into the list: the cheapest way to hold more than there is.

    What stands before the bytes of each is at least as long as is counted here.
    """
    counted = Counter(entry.header_offset for entry in entries)
    places = sorted((entry.header_offset, entry.header_offset + _HEADER + entry.compress_size) for entry in entries)
    follows = [start for start, _ in places[1:]] + [end]
    return max(counted.values()) > 1 or any(
        start < 0 or ends > after for (start, ends), after in zip(places, follows, strict=True))


def _too_large(limits: Limits) -> KeptOut:
    return KeptOut(f"超过单个文件的上限 {limits.member // _MB} MB。请压缩或分成几个再传。")


def _damaged() -> KeptOut:
    return KeptOut("内容已损坏，解不开。请在本机打开确认后单独传。")


def _refused(name: str, why: str) -> InputRefused:
    return InputRefused(f"“{name.rpartition('/')[2]}”没有展开：{why}。", {"files": why})
