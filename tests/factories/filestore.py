"""Files of every sort, made from nothing, and files already in the store."""

import io
import struct
import zipfile

from django.core.files.base import ContentFile
from PIL import ExifTags, Image

from tests.cast import NOW
from wenming.domain.authority import Viewer
from wenming.filestore.actions import store
from wenming.filestore.models import StoredFile

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def picture(size=(60, 40), colour="#8c1d23", *, format="JPEG", mode="RGB", exif=None, orientation=None) -> bytes:
    """A picture in one colour; ``exif`` are tags of the camera's own folder, as DateTimeOriginal."""
    image, out = Image.new(mode, size, colour), io.BytesIO()
    tags = Image.Exif()
    for name, value in (exif or {}).items():
        tags.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base[name]] = value
    if orientation:
        tags[ExifTags.Base.Orientation] = orientation
    image.save(out, format, **({"exif": tags} if len(tags) or exif else {}))
    return out.getvalue()


def unopenable() -> bytes:
    """A photograph whose markers are in order, so it is taken in, and which no decoder opens: a table in its head is
    nonsense."""
    data = picture(size=(64, 48))
    at = data.index(b"\xff\xc4") + 5
    return data[:at] + b"\xff" * 16 + data[at + 16:]


def parcel(**members: bytes) -> bytes:
    """A zip whose member names are given as keywords, ``__`` standing for a slash."""
    return parcel_of({name.replace("__", "/"): data for name, data in members.items()})


def parcel_of(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
    return out.getvalue()


def office(main: str, **more: bytes) -> bytes:
    """The least that looks like a docx, xlsx or pptx; ``main`` is its main part, as word/document.xml."""
    return parcel_of({"[Content_Types].xml": b"<Types/>", main: b"<x/>", **more})


def old_office(*names: str, filler_sectors: int = 0) -> bytes:
    """A compound file (MS-CFB) with empty streams of these names, its directory as far back as asked."""
    entries = ["Root Entry", *names]
    directory = b"".join(_entry(name) for name in entries)
    directory += b"\0" * (-len(directory) % SECTOR)
    directory_sectors = len(directory) // SECTOR
    first = 1 + filler_sectors
    table = [FAT, *[END] * filler_sectors, *range(first + 1, first + directory_sectors), END]
    table += [FREE] * (SECTOR // 4 - len(table))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + b"\0" * 6
    header += struct.pack("<IIIIIIIII", 0, 1, first, 0, 4096, END, 0, END, 0)
    header += struct.pack("<109I", 0, *[FREE] * 108)
    return header + struct.pack(f"<{SECTOR // 4}I", *table) + b"\0" * (SECTOR * filler_sectors) + directory


def _entry(name: str) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    return written.ljust(64, b"\0") + struct.pack("<H", len(written)) + b"\0" * 62


def keep(viewer: Viewer, data: bytes | None = None, name: str = "合影.jpg") -> StoredFile:
    """A file in the store; a picture where nothing else is given."""
    return store(content=ContentFile(picture() if data is None else data), name=name, by=viewer, at=NOW).file
