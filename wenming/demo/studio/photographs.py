"""Photographs that were never taken: drawn scenes, framed a little differently each time, with a camera's EXIF."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageEnhance, ImageFont

from . import indoors, outdoors
from .canvas import HEIGHT, WIDTH, Canvas
from .chance import chance

SCENES: dict[str, Callable[[Canvas], None]] = {
    "meeting": indoors.meeting, "round_table": indoors.round_table, "reading_corner": indoors.reading_corner,
    "canteen": indoors.canteen, "service_window": indoors.service_window, "culture_wall": indoors.culture_wall,
    "court": indoors.court, "classroom": indoors.classroom, "planting": outdoors.planting, "street": outdoors.street,
    "village": outdoors.village, "festival": outdoors.festival, "sorting": outdoors.sorting,
}  # fmt: skip
VARIANTS = 2
_DATE_TIME_ORIGINAL, _EXIF, _MAKE, _MODEL = 0x9003, 0x8769, 0x010F, 0x0110


@cache
def _drawn(scene: str, variant: int) -> Image.Image:
    canvas = Canvas(chance(scene, variant))
    SCENES[scene](canvas)
    return canvas.finished()


def photograph(scene: str, *, taken_at: datetime, rng: Random) -> bytes:
    """A JPEG of 1200 × 800 under 60 kB. The frame, the light and the stamped date differ from call to call."""
    base = _drawn(scene, rng.randrange(VARIANTS))
    share = rng.uniform(0.84, 0.98)
    left, top = rng.uniform(0, WIDTH * (1 - share)), rng.uniform(0, HEIGHT * (1 - share))
    frame = (left, top, left + WIDTH * share, top + HEIGHT * share)
    picture = base.resize((WIDTH, HEIGHT), Image.Resampling.BILINEAR, box=frame)
    picture = ImageEnhance.Brightness(picture).enhance(rng.uniform(0.88, 1.08))
    picture = ImageEnhance.Color(picture).enhance(rng.uniform(0.85, 1.1))
    stamp = f"{taken_at:%Y-%m-%d %H:%M}"
    ImageDraw.Draw(picture).text((WIDTH - 250, HEIGHT - 44), stamp, (246, 178, 74), font=_stamp_font())
    return _jpeg(picture, taken_at)


@cache
def _stamp_font() -> ImageFont.ImageFont | ImageFont.FreeTypeFont:
    return ImageFont.load_default(size=26)


def _jpeg(picture: Image.Image, taken_at: datetime) -> bytes:
    exif = Image.Exif()
    exif[_MAKE], exif[_MODEL] = "WENMING", "DEMO-1"
    exif.get_ifd(_EXIF)[_DATE_TIME_ORIGINAL] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=70, exif=exif)
    return buffer.getvalue()
