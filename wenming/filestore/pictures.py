"""The one place that opens pictures: to prove that they are, to make smaller ones, to read when they were taken.

This shelf lies below ``actions``: storing proves a picture before it takes it.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from typing import IO

from django.utils import timezone as clock
from PIL import ExifTags, Image, ImageOps

from wenming.domain.files.jpeg import is_whole

OPENABLE = frozenset({"image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "image/tiff"})
"""The pictures that can be opened here; HEIC is kept as it came."""
MAX_PIXELS = {"JPEG": 120_000_000, "MPO": 120_000_000}
"""JPEG can be decoded at an eighth of its size; every other format needs all its pixels in memory."""
MAX_PIXELS_OTHERWISE = 50_000_000
CHINA = timezone(timedelta(hours=8))
EARLIEST = datetime(1990, 1, 1, tzinfo=CHINA)
_QUALITY = 82
_FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "BMP", "TIFF")


class Unreadable(Exception):
    """The bytes are no whole picture."""


class TooManyPixels(Exception):
    """Opening it would take more memory than a picture is worth."""


@contextmanager
def _opened(content: IO[bytes]) -> Iterator[Image.Image]:
    """Raises Unreadable or TooManyPixels for whatever is wrong with the bytes."""
    content.seek(0)
    try:
        with Image.open(content, formats=_FORMATS) as picture:
            if picture.width * picture.height > MAX_PIXELS.get(picture.format or "", MAX_PIXELS_OTHERWISE):
                raise TooManyPixels
            yield picture
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError) as error:  # Pillow, on bad bytes
        raise Unreadable from error


def prove(content: IO[bytes]) -> None:
    """Go through the whole picture once, so that a cut-off one is noticed: JPEG by its markers, PNG by its check sums;
    a JPEG whose markers leave a doubt, and all others, are decoded."""
    with _opened(content) as picture:
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
    with _opened(content) as picture:
        small = picture.convert("RGBA") if picture.mode in {"P", "1"} else picture
        small.thumbnail((largest_first[0], largest_first[0]))
        upright = _on_white(ImageOps.exif_transpose(small))
        for edge in largest_first:
            upright.thumbnail((edge, edge))
            out = BytesIO()
            upright.save(out, "JPEG", quality=_QUALITY, optimize=True, progressive=True)
            yield edge, out.getvalue(), upright.size


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
        with _opened(content) as picture:
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
