"""Office packages opened with distrust: sizes, names and XML are checked before anything of them is read.

Each room says in its own words what it refuses; here is only the kind of fault.
"""

import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from typing import IO
from xml.etree import ElementTree

RATIO_FROM = 1024 * 1024
"""Below this a package may be packed as tightly as it likes."""
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError, RuntimeError)
_ENCODING = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']")


class PackageFault(StrEnum):
    DAMAGED = "damaged"
    PROTECTED = "protected"
    TOO_BIG = "too_big"
    HOSTILE = "hostile"


class Untrusted(Exception):
    """The package is not read; ``fault`` is why."""

    def __init__(self, fault: PackageFault) -> None:
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Limits:
    """What a package may hold: parts, bytes once unpacked, and how many times its own size those may be."""

    entries: int
    unpacked: int
    ratio: int


def opened(content: IO[bytes], limits: Limits) -> zipfile.ZipFile:
    """The package, once its own list of parts is within ``limits``. Raises Untrusted."""
    size = content.seek(0, 2)
    try:
        parcel = zipfile.ZipFile(content)
    except BROKEN:
        raise Untrusted(PackageFault.DAMAGED) from None
    entries = parcel.infolist()
    total = sum(entry.file_size for entry in entries)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Untrusted(PackageFault.PROTECTED)
    if len(entries) > limits.entries or total > limits.unpacked or (
        total > RATIO_FROM and total > limits.ratio * size
    ):
        raise Untrusted(PackageFault.TOO_BIG)
    if len({entry.filename for entry in entries}) != len(entries):
        raise Untrusted(PackageFault.DAMAGED)
    return parcel


def part_of(parcel: zipfile.ZipFile, name: str, limits: Limits) -> bytes | None:
    """A part's bytes, whatever size its header claims; None where there is no such part. Raises Untrusted."""
    try:
        with parcel.open(name) as part:
            data = part.read(limits.unpacked + 1)
    except KeyError:
        return None
    except BROKEN:
        raise Untrusted(PackageFault.DAMAGED) from None
    if len(data) > limits.unpacked:
        raise Untrusted(PackageFault.TOO_BIG)
    return data


def xml_of(data: bytes) -> ElementTree.Element:
    """The root of an XML part without DTD, entities, or an encoding in which one could hide. Raises Untrusted."""
    check_xml(data)
    try:
        return ElementTree.fromstring(data)  # noqa: S314  DTDs and odd encodings were refused above
    except (ElementTree.ParseError, ValueError, LookupError):
        raise Untrusted(PackageFault.DAMAGED) from None


def check_xml(data: bytes) -> None:
    """Raises Untrusted for a document type, an entity, or an encoding other than the usual ones."""
    declared = _ENCODING.search(data[:400])
    if declared and declared[1].lower() not in (b"utf-8", b"utf8", b"utf-16", b"us-ascii"):
        raise Untrusted(PackageFault.HOSTILE)
    if b"<!" not in data and b"<\0!" not in data:  # nothing declared in any of the three: the usual case, told soon
        return
    for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
        if any(word.encode(encoding) in data for word in ("<!DOCTYPE", "<!ENTITY")):
            raise Untrusted(PackageFault.HOSTILE)
