"""What people do to a photograph before they hand it in a second time."""

import random
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw, ImageEnhance, ImageOps

Change = Callable[[Image.Image, random.Random], Image.Image]


def cut(share: float) -> Change:
    """``share`` of the width and of the height is cut off, unevenly on the sides."""

    def changed(picture: Image.Image, dice: random.Random) -> Image.Image:
        wide, tall = picture.width * (1 - share), picture.height * (1 - share)
        left, top = dice.uniform(0, picture.width - wide), dice.uniform(0, picture.height - tall)
        return picture.crop((round(left), round(top), round(left + wide), round(top + tall)))

    return changed


def resized(picture: Image.Image, dice: random.Random) -> Image.Image:
    share = dice.choice((.4, .55, 1.6))
    return picture.resize((round(picture.width * share), round(picture.height * share)), Image.Resampling.LANCZOS)


def mirrored(picture: Image.Image, _dice: random.Random) -> Image.Image:
    return ImageOps.mirror(picture)


def watermarked(picture: Image.Image, dice: random.Random) -> Image.Image:
    """Half-seen words across it, and a line of time and place in a corner."""
    layer = Image.new("RGBA", picture.size)
    draw = ImageDraw.Draw(layer)
    size = picture.width // 12
    for y in range(size, picture.height, size * 3):
        at = dice.uniform(0, picture.width / 4), y
        draw.text(at, "WENMING  2026  OFFICE", fill=(255, 255, 255, 90), font_size=size)
    corner = (picture.width * .55, picture.height * .93)
    draw.text(corner, "2026-03-02 10:00", fill=(255, 180, 0, 255), font_size=picture.width // 22)
    return Image.alpha_composite(picture.convert("RGBA"), layer).convert("RGB")


def pressed(quality: int) -> Change:
    def changed(picture: Image.Image, _dice: random.Random) -> Image.Image:
        out = BytesIO()
        picture.save(out, "JPEG", quality=quality)
        return Image.open(out)

    return changed


def brightened(picture: Image.Image, dice: random.Random) -> Image.Image:
    lit = ImageEnhance.Brightness(picture).enhance(dice.choice((.65, 1.35)))
    return ImageEnhance.Contrast(lit).enhance(dice.choice((.8, 1.25)))


def together(*changes: Change) -> Change:
    def changed(picture: Image.Image, dice: random.Random) -> Image.Image:
        for one in changes:
            picture = one(picture, dice)
        return picture

    return changed


CHANGES: dict[str, Change] = {
    "recompressed, quality 40": pressed(40),
    "resized": resized,
    "brighter or darker": brightened,
    "mirrored": mirrored,
    "watermarked": watermarked,
    "cropped 5 %": cut(.05),
    "cropped 10 %": cut(.10),
    "cropped 20 %": cut(.20),
    "cropped 10 %, mirrored, watermarked, resized, quality 40":
        together(cut(.10), mirrored, watermarked, resized, pressed(40)),
}
