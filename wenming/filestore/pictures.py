"""The one place that opens pictures: to prove that they are, to make smaller ones, to read when they were taken.

This shelf lies below ``actions``: storing proves a picture before it takes it.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from math import ceil
from pathlib import Path
from typing import IO

from django.utils import timezone as clock
from PIL import ExifTags, Image, ImageDraw, ImageOps

from wenming.domain.files.jpeg import is_whole
from wenming.filestore import sandbox

OPENABLE = frozenset({
    "image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff", "image/heic",
})
"""The pictures that can be opened here."""
MAX_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000}
"""JPEG can be decoded at an eighth of its size; every other format needs all its pixels in memory."""
MAX_PIXELS_OTHERWISE = 50_000_000
CHINA = timezone(timedelta(hours=8))
EARLIEST = datetime(1990, 1, 1, tzinfo=CHINA)
COVERED_EDGE = 4096
"""The longest edge of a covered copy in pixels: enough for a page printed at 300 dots an inch."""
_QUALITY, _COVERED_QUALITY = 82, 90
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")
_HEIC = ("heic_program", 64 * 1024 * 1024, 60)
"""The program that opens HEIC, the most bytes of a file it is given, its seconds."""
_ROOT = Path(__file__).resolve().parents[2]


class Unreadable(Exception):
    """The bytes are no whole picture."""


class TooManyPixels(Exception):
    """Opening it would take more memory than a picture is worth."""


@contextmanager
def _opened(content: IO[bytes], edge: int) -> Iterator[Image.Image]:
    """Raises Unreadable or TooManyPixels for whatever is wrong with the bytes.

    ``edge`` is how large HEIC is wanted, in pixels; 0 for no more than what the camera wrote.
    """
    content.seek(4)
    try:
        if content.read(4) == b"ftyp":
            content = _from_heic(content, edge)
        content.seek(0)
        with Image.open(content, formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS.get(picture.format or "", MAX_PIXELS_OTHERWISE):
                raise TooManyPixels
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:  # Pillow, on bad bytes
        raise Unreadable from error


def _from_heic(content: IO[bytes], edge: int) -> IO[bytes]:
    """The same picture as JPEG: its decoder works on foreign bytes in a process of its own (decision 0018)."""
    program, most, seconds = _HEIC
    content.seek(0)
    data = content.read(most + 1)
    if len(data) > most:
        raise TooManyPixels
    command = [sys.executable, "-m", f"wenming.filestore.{program}", str(edge)]
    try:
        made = sandbox.run(command, data, seconds=seconds, settings={"PYTHONPATH": str(_ROOT)})
    except sandbox.Stopped as error:
        raise Unreadable from error
    if made == b"pixels":
        raise TooManyPixels
    return BytesIO(made)


def prove(content: IO[bytes]) -> None:
    """Go through the whole picture once, so that a cut-off one is noticed: JPEG by its markers, PNG by its check sums;
    a JPEG whose markers leave a doubt, and all others, are decoded."""
    with _opened(content, 256) as picture:
        if picture.format == "PNG":
            picture.verify()
            return
        if picture.format in {"JPEG", "MPO"} and is_whole(content):
            return
        picture.draft("RGB", (256, 256))
        picture.load()


def shrunk(content: IO[bytes], edges: Iterable[int]) -> Iterator[tuple[int, bytes, tuple[int, int]]]:
    """``(edge, JPEG bytes, (width, height))`` by wanted longest edge, the largest first; upright, never enlarged."""
    largest_first = sorted(edges, reverse=True)
    with _opened(content, largest_first[0]) as picture:
        small = picture.convert("RGBA") if picture.mode in {"P", "1"} else picture
        small.thumbnail((largest_first[0], largest_first[0]))
        upright = _on_white(ImageOps.exif_transpose(small))
        for edge in largest_first:
            upright.thumbnail((edge, edge))
            out = BytesIO()
            upright.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
            yield edge, out.getvalue(), upright.size


def covered(content: IO[bytes], areas: Iterable[tuple[int, int, int, int]]) -> bytes:
    """A JPEG copy whose ``areas`` (left, top, width, height in thousandths, as seen upright) are one black surface.

    At most COVERED_EDGE pixels long; upright, with nothing of what the camera or a program wrote beside the pixels.
    Raises Unreadable and TooManyPixels.
    """
    with _opened(content, COVERED_EDGE) as picture:
        picture.draft("RGB", (COVERED_EDGE, COVERED_EDGE))
        small = picture.convert("RGBA") if picture.mode in {"P", "1"} else picture
        small.thumbnail((COVERED_EDGE, COVERED_EDGE))
        upright = _on_white(ImageOps.exif_transpose(small))
        copy = Image.new("RGB", upright.size)  # a new one: comments and profiles hang on the old
        copy.paste(upright)
        pen = ImageDraw.Draw(copy)
        for left, top, width, height in areas:
            right, bottom = ceil((left + width) * copy.width / 1000), ceil((top + height) * copy.height / 1000)
            pen.rectangle((left * copy.width // 1000, top * copy.height // 1000, right - 1, bottom - 1), fill="black")
        out = BytesIO()
        copy.save(out, "JPEG", quality=_COVERED_QUALITY, optimize=True)
        return out.getvalue()


def _on_white(picture: Image.Image) -> Image.Image:
    if not picture.has_transparency_data:
        return picture.convert("RGB")
    seen = picture.convert("RGBA")
    ground = Image.new("RGBA", seen.size, "white")
    ground.alpha_composite(seen)
    return ground.convert("RGB")


@dataclass(frozen=True, slots=True)
class Capture:
    """When a picture was taken. ``doubted`` is the day a camera with a wrong clock wrote; then ``at`` is unknown."""

    at: datetime | None = None
    doubted: date | None = None


def captured_at(content: IO[bytes], *, latest: datetime | None = None) -> datetime | None:
    """The moment of ``capture_of``."""
    return capture_of(content, latest=latest).at


def capture_of(content: IO[bytes], *, latest: datetime | None = None) -> Capture:
    """When the camera says the picture was taken; China's time where it names no zone.

    A year before 1990 or a moment after ``latest`` (now and a day of slack) is not believed.
    """
    try:
        with _opened(content, 0) as picture:
            taken = picture.getexif().get_ifd(ExifTags.IFD.Exif)
            moment = _moment(taken.get(ExifTags.Base.DateTimeOriginal), taken.get(ExifTags.Base.OffsetTimeOriginal))
    except (Unreadable, TooManyPixels):
        return Capture()
    if moment is None:
        return Capture()
    latest = latest or clock.now() + timedelta(days=1)
    return Capture(at=moment) if EARLIEST <= moment <= latest else Capture(doubted=moment.date())


def _moment(written: object, offset: object) -> datetime | None:
    """EXIF writes ``2026:03:02 10:00:00`` and ``+08:00``."""
    try:
        moment = datetime.strptime(str(written).strip("\0 "), "%Y:%m:%d %H:%M:%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    try:
        zone = datetime.strptime(str(offset).strip("\0 "), "%z").tzinfo or CHINA
    except ValueError:
        zone = CHINA
    return moment.replace(tzinfo=zone)
