"""A canvas of 1200 × 800 units, drawn larger and reduced so that edges are smooth.

What is finished is a tenth larger than a photograph: that is the room for framing it differently.
"""

from random import Random

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1200, 800
_REDUCED, _LARGER = 2, 2.2
Colour = tuple[int, ...]
"""Red, green, blue, 0 to 255 each."""

CLOTHES: tuple[Colour, ...] = (
    (58, 74, 99), (91, 103, 112), (116, 88, 74), (67, 98, 88),
    (132, 122, 104), (84, 72, 96), (150, 150, 152), (44, 52, 60),
)  # fmt: skip
SKINS: tuple[Colour, ...] = ((233, 197, 168), (222, 184, 152), (240, 208, 182))
HAIRS: tuple[Colour, ...] = ((38, 34, 33), (55, 47, 43), (120, 118, 116))
VEST: Colour = (186, 48, 42)


class Canvas:
    """Shapes in units of the canvas; ``rng`` decides what varies from one picture to the next."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._image = Image.new("RGB", (round(WIDTH * _LARGER), round(HEIGHT * _LARGER)), (214, 220, 222))
        self._pen = ImageDraw.Draw(self._image)

    def box(self, x: float, y: float, width: float, height: float, colour: Colour, *, round_by: float = 0) -> None:
        shape = [x * _LARGER, y * _LARGER, (x + width) * _LARGER, (y + height) * _LARGER]
        self._pen.rounded_rectangle(shape, round_by * _LARGER, fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: Colour, *, flat: float = 1.0) -> None:
        """A disc around (x, y); ``flat`` below 1 makes it an ellipse lying down."""
        high = radius * flat
        shape = [(x - radius) * _LARGER, (y - high) * _LARGER, (x + radius) * _LARGER, (y + high) * _LARGER]
        self._pen.ellipse(shape, fill=colour)

    def area(self, points: list[tuple[float, float]], colour: Colour) -> None:
        self._pen.polygon([(x * _LARGER, y * _LARGER) for x, y in points], fill=colour)

    def line(self, x: float, y: float, *, to: tuple[float, float], colour: Colour, width: float = 2) -> None:
        ends = [x * _LARGER, y * _LARGER, to[0] * _LARGER, to[1] * _LARGER]
        self._pen.line(ends, fill=colour, width=round(width * _LARGER))

    def fade(self, y: float, height: float, above: Colour, below: Colour) -> None:
        """A band from one colour to another: sky, wall, floor."""
        for step in range(round(height)):
            share = step / height
            mixed = tuple(round(a + (b - a) * share) for a, b in zip(above, below, strict=True))
            self.box(0, y + step, WIDTH, 1.5, mixed)

    def banner(self, y: float, *, x: float = 220, width: float = 760) -> None:
        """A red banner whose characters are only hinted at: no slogan is invented."""
        self.box(x, y, width, 64, (170, 34, 36))
        letters = self.rng.randint(9, 14)
        step = (width - 120) / letters
        for number in range(letters):
            left = x + 60 + number * step
            for stroke in range(3):
                self.box(left, y + 18 + stroke * 11, step * 0.62, 4, (250, 232, 196))
            self.box(left + step * 0.28, y + 15, 4, 34, (250, 232, 196))

    def head_from_behind(self, x: float, y: float, size: float) -> None:
        """Somebody sitting in front of the camera."""
        self.box(x - size * 1.15, y + size * 0.75, size * 2.3, size * 3, self.rng.choice(CLOTHES), round_by=size * 0.8)
        self.disc(x, y, size * 0.78, self.rng.choice(HAIRS))

    def person(self, x: float, y: float, size: float, *, vest: bool = False, arm: int = 0) -> None:
        """Somebody standing with the feet at (x, y), ``size`` tall; ``arm`` -1, 0 or 1 reaches to a side."""
        clothes, skin = self.rng.choice(CLOTHES), self.rng.choice(SKINS)
        self.disc(x, y, size * 0.2, (110, 110, 106), flat=0.2)
        for leg in (-0.1, 0.02):
            self.box(x + size * leg, y - size * 0.44, size * 0.08, size * 0.44, (48, 52, 62))
        self.box(x - size * 0.15, y - size * 0.8, size * 0.3, size * 0.42, clothes, round_by=size * 0.07)
        if vest:
            self.box(x - size * 0.13, y - size * 0.79, size * 0.26, size * 0.36, VEST, round_by=size * 0.04)
        if arm:
            hand = (x + arm * size * 0.36, y - size * 0.58)
            self.line(x + arm * size * 0.12, y - size * 0.7, to=hand, colour=clothes, width=size * 0.07)
            self.disc(x + arm * size * 0.37, y - size * 0.575, size * 0.045, skin)
        self.disc(x, y - size * 0.89, size * 0.1, skin)
        self.disc(x, y - size * 0.93, size * 0.1, self.rng.choice(HAIRS), flat=0.72)

    def finished(self) -> Image.Image:
        return self._image.reduce(_REDUCED)
