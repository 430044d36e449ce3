"""Photographs that were never taken: drawn scenes, framed a little differently each time, with a camera's EXIF."""

from collections.abc import Callable
from datetime import datetime
from functools import cache
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw, ImageFont

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
MAX_BYTES, QUALITIES = 60_000, (72, 60, 45)
_DATE_TIME_ORIGINAL, _EXIF, _MAKE, _MODEL = 0x9003, 0x8769, 0x010F, 0x0110


@cache
def _drawn(scene: str, variant: int) -> Image.Image:
    canvas = Canvas(chance(scene, variant))
    SCENES[scene](canvas)
    return canvas.finished()


def photograph(scene: str, *, taken_at: datetime, rng: Random) -> bytes:
    """A JPEG of 1200 × 800 of at most MAX_BYTES. The frame, the light and the stamped date differ from call to call."""
    base = _drawn(scene, rng.randrange(VARIANTS))
    left, top = rng.randint(0, base.width - WIDTH), rng.randint(0, base.height - HEIGHT)
    picture = base.crop((left, top, left + WIDTH, top + HEIGHT))
    if rng.random() < 0.5:
        picture = picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    bright, warm = rng.uniform(0.88, 1.08), rng.uniform(-0.04, 0.04)
    lights = (bright * (1 + warm), bright, bright * (1 - warm))
    picture = picture.point([min(255, round(value * light)) for light in lights for value in range(256)])
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
    for quality in QUALITIES:
        buffer = BytesIO()
        picture.save(buffer, "JPEG", quality=quality, exif=exif)
        if buffer.tell() <= MAX_BYTES:
            break
    return buffer.getvalue()
