"""Drawn photographs as files, and what people do to them."""

import random
from datetime import datetime
from io import BytesIO

from PIL import ExifTags, Image

from tools.photos import changes, scenes


def photograph(seed: int = 1, number: int = 0, *, burst: int = 0) -> Image.Image:
    """The ``number``-th photograph of a room, or a later one of the burst it began."""
    taken = scenes.shot(seed, number)
    return scenes.photograph(scenes.room(seed), scenes.next_in_burst(taken, burst) if burst else taken)


def changed(picture: Image.Image, what: str) -> Image.Image:
    return changes.CHANGES[what](picture, random.Random(3))


def as_jpeg(picture: Image.Image, taken: datetime | None = None) -> bytes:
    target, exif = BytesIO(), Image.Exif()
    if taken:
        exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = f"{taken:%Y:%m:%d %H:%M:%S}"
    picture.convert("RGB").save(target, "JPEG", quality=88, exif=exif)
    return target.getvalue()
