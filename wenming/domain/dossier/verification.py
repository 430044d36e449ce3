"""Proving a package without the server that made it: the standard library and the file are enough.

What is proved: that every file is the one the lists name, and that none was added, removed or renamed since. That the
lists themselves are the office's own is proved by their fingerprint, which the office's record of the export shows.
"""

import hashlib
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from . import manifest
from .names import is_plain, same_name_key

CHUNK = 1 << 20
UNREADABLE = (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError, RuntimeError, zlib.error)
LIST_LIMIT = 64 << 20
"""A list longer than this (bytes; about 300,000 files) is refused unread: it would be an attack on memory."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problems`` are Chinese sentences; none means proved. ``fingerprint`` is the digest of the list of digests."""

    problems: tuple[str, ...]
    files: int = 0
    bytes: int = 0
    fingerprint: str = ""

    @property
    def proved(self) -> bool:
        return not self.problems


def verify(package: BinaryIO) -> Verdict:
    """Judge a whole package. Never raises for what the file contains; reads it once, one megabyte at a time."""
    try:
        with zipfile.ZipFile(package) as archive:
            return _judge(archive)
    except UNREADABLE as error:
        return Verdict((f"这不是完整的材料包：压缩包打不开或没有传完（{error}）。请重新取一份。",))


def _judge(archive: zipfile.ZipFile) -> Verdict:
    entries = archive.infolist()
    shape = tuple(_misshapen(entries))
    if shape:
        return Verdict(shape)
    sizes = {entry.filename: entry.file_size for entry in entries}
    if manifest.LIST not in sizes:
        return Verdict((f"包里没有清单 {manifest.LIST}，无法核对；它不是本产品导出的材料包，或清单被删去了。",))
    try:
        listing = _small(archive, manifest.LIST)
        digests = manifest.read_listing(listing)
        problems = [*_differences(archive, digests, sizes), *_details(archive, digests, sizes)]
    except manifest.UnreadableManifest as refusal:
        return Verdict((str(refusal),))
    return Verdict(tuple(problems), len(digests), sum(sizes.values()), manifest.digest_of(listing))


def _misshapen(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    """Names that would write outside the folder, hide one another, or be links; encrypted entries."""
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if not all(map(is_plain, entry.orig_filename.split("/"))):
            yield f"文件名不安全，拒绝核对：{name!r}。"
        elif stat.S_ISLNK(entry.external_attr >> 16) or entry.is_dir():
            yield f"包里有不该有的链接或空文件夹：{name}。"
        elif entry.flag_bits & 1:
            yield f"文件加了密，无法核对：{name}。"
        if same_name_key(name) in seen:
            yield f"同一个文件名出现两次（或只差大小写）：{name}。"
        seen.add(same_name_key(name))


def _differences(archive: zipfile.ZipFile, digests: dict[str, str], sizes: dict[str, int]) -> Iterator[str]:
    for path in sizes:
        if path not in digests and path != manifest.LIST:
            yield f"清单以外多出的文件：{path}。"
    for path, digest in digests.items():
        if path not in sizes:
            yield f"清单上有、包里没有的文件：{path}。"
        elif _digest_inside(archive, path) != digest:
            yield f"内容被改动的文件：{path}。"


def _digest_inside(archive: zipfile.ZipFile, path: str) -> str:
    """The digest of one entry; "" where it cannot even be read to its end."""
    digest = hashlib.sha256()
    try:
        with archive.open(path) as content:
            while chunk := content.read(CHUNK):
                digest.update(chunk)
    except UNREADABLE:
        return ""
    return digest.hexdigest()


def _details(archive: zipfile.ZipFile, digests: dict[str, str], sizes: dict[str, int]) -> Iterator[str]:
    """``manifest.json`` must name the same files with the sizes they have."""
    if manifest.DETAILS not in digests or manifest.DETAILS not in sizes:
        yield f"包里没有 {manifest.DETAILS}，或清单没有列它。"
        return
    named = manifest.read_details(_small(archive, manifest.DETAILS))
    for path in sorted(named.keys() ^ (digests.keys() - {manifest.DETAILS})):
        yield f"两份清单对不上的文件：{path}。"
    for path, size in named.items():
        if path in sizes and sizes[path] != size:
            yield f"大小与清单不符的文件：{path}，清单 {size} 字节，包里 {sizes[path]} 字节。"


def _small(archive: zipfile.ZipFile, path: str) -> bytes:
    """A list read whole. Raises UnreadableManifest where it is too long or damaged."""
    try:
        with archive.open(path) as content:
            data = content.read(LIST_LIMIT + 1)
    except UNREADABLE as error:
        raise manifest.UnreadableManifest(f"{path} 读不完整，材料包已损坏。") from error
    if len(data) > LIST_LIMIT:
        raise manifest.UnreadableManifest(f"{path} 大得不合常理，拒绝读取。")
    return data
