"""Zips as other programs write them, honest and otherwise."""

import io
import itertools
import zipfile
import zlib
from collections.abc import Callable, Iterable

UTF8 = 0x800
_NUMBERS = itertools.count()


class RawInfo(zipfile.ZipInfo):
    """A member whose name stands in the zip byte for byte as ``raw``, said to be UTF-8 only with the flag."""

    __slots__ = ("flags", "raw")

    def _encodeFilenameFlags(self):
        return self.raw, self.flag_bits | self.flags


def member(name: str | bytes, *, flags: int = 0, mode: int = 0, extra: bytes = b"", packed: bool = False) -> RawInfo:
    """A name in text is written as UTF-8 with its flag, in bytes as it is; ``mode`` as Unix has it."""
    info = RawInfo(f"member{next(_NUMBERS)}", (2026, 3, 2, 9, 0, 0))
    info.raw = name.encode() if isinstance(name, str) else name
    info.flags = flags | (UTF8 if isinstance(name, str) else 0)
    info.external_attr, info.extra, info.create_system = mode << 16, extra, 3 if mode else 0
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    return info


def unicode_path(raw: bytes, name: str) -> bytes:
    """Info-ZIP's extra field: the name ``raw`` stands for."""
    data = b"\x01" + zlib.crc32(raw).to_bytes(4, "little") + name.encode()
    return b"\x75\x70" + len(data).to_bytes(2, "little") + data


def zipped(
    *members: tuple[RawInfo | str | bytes, bytes], lie: Callable[[list[zipfile.ZipInfo]], object] | None = None
) -> bytes:
    """A zip of ``members``; ``lie`` may alter its list of contents before that is written."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as parcel:
        for info, data in members:
            parcel.writestr(info if isinstance(info, RawInfo) else member(info), data)
        if lie:
            lie(parcel.filelist)
    return out.getvalue()


def zipped_as(encoding: str, files: Iterable[tuple[str, bytes]]) -> bytes:
    """As a program writes it that uses its system's encoding and does not say so."""
    return zipped(*((member(name.encode(encoding)), data) for name, data in files))
