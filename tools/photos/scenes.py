"""Drawn rooms, and photographs of them: a wide wall with things on it, looked at from different places.

Everything comes from a seed. A room is drawn once, without people; a photograph is a slanted view of it with people,
a light of its own, and the grain of a sensor.
"""

import random
from dataclasses import dataclass, replace

from PIL import Image, ImageChops, ImageDraw, ImageEnhance, ImageFilter

SIZE = (640, 480)
WALL = (1600, 1000)
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Person:
    """Where a head is on the picture, how large, and its colours."""

    x: float
    y: float
    head: float
    skin: tuple[int, int, int]
    coat: tuple[int, int, int]
    lean: float


@dataclass(frozen=True, slots=True)
class Shot:
    """One press of the button: the corners looked at, the people, the light."""

    corners: tuple[float, ...]
    people: tuple[Person, ...]
    light: float
    grain: int


def room(seed: int) -> Image.Image:
    """A wide wall with windows, posters, a banner, shelves; a floor with tables and chairs."""
    dice = random.Random(f"room {seed}")
    wall = Image.new("RGB", WALL, _tint(dice, 150, 235))
    _mottle(wall, dice)
    draw = ImageDraw.Draw(wall)
    floor = dice.randint(560, 760)
    draw.rectangle((0, floor, *WALL), fill=_tint(dice, 70, 190))
    step = dice.randint(50, 160)
    for x in range(-WALL[0], 2 * WALL[0], step):
        draw.line((x, WALL[1], (x + WALL[0] // 2) // 2 + WALL[0] // 4, floor), fill=_tint(dice, 60, 160), width=2)
    for _ in range(dice.randint(6, 14)):
        dice.choice((_window, _poster, _shelf, _board))(draw, dice, floor)
    _banner(draw, dice)
    for _ in range(dice.randint(5, 12)):
        _table(draw, dice, floor)
    return wall


def shot(seed: int, number: int) -> Shot:
    """The ``number``-th photograph somebody takes in the room ``seed``."""
    dice = random.Random(f"shot {seed} {number}")
    width = dice.uniform(700, 1300)
    height = width * SIZE[1] / SIZE[0]
    left, top = dice.uniform(0, WALL[0] - width), dice.uniform(0, max(1.0, WALL[1] - height))
    corners = [(left, top), (left, top + height), (left + width, top + height), (left + width, top)]
    slant = tuple(value + dice.uniform(-.09, .09) * width for corner in corners for value in corner)
    people = tuple(_person(dice) for _ in range(dice.randint(2, 9)))
    return Shot(slant, people, dice.uniform(.75, 1.3), dice.randrange(1 << 30))


def next_in_burst(taken: Shot, number: int) -> Shot:
    """The same moment a second later: the hand moved a little, the people too."""
    dice = random.Random(f"burst {taken.grain} {number}")
    drift = dice.uniform(-6, 6), dice.uniform(-6, 6)
    corners = tuple(value + drift[index % 2] for index, value in enumerate(taken.corners))
    people = tuple(
        replace(one, x=one.x + dice.gauss(0, 4), y=one.y + dice.gauss(0, 2), lean=one.lean + dice.gauss(0, 2))
        for one in taken.people
    )
    return replace(taken, corners=corners, people=people, grain=taken.grain + number)


def photograph(wall: Image.Image, taken: Shot) -> Image.Image:
    view = wall.transform(SIZE, Image.Transform.QUAD, taken.corners, Image.Resampling.BILINEAR)
    draw = ImageDraw.Draw(view)
    for one in sorted(taken.people, key=lambda person: person.head):
        _draw_person(draw, one)
    view = ImageEnhance.Brightness(view.filter(ImageFilter.GaussianBlur(.8))).enhance(taken.light)
    return _grained(view, taken.grain)


def _grained(view: Image.Image, seed: int) -> Image.Image:
    dice = random.Random(seed)
    noise = Image.frombytes("L", (160, 120), dice.randbytes(160 * 120)).resize(SIZE, Image.Resampling.BILINEAR)
    soft = noise.point([int(value / 12) for value in range(256)])
    return ImageChops.add(view, Image.merge("RGB", (soft, soft, soft)), offset=-10)


def _tint(dice: random.Random, low: int, high: int) -> tuple[int, int, int]:
    grey = dice.randint(low, high)
    return tuple(max(0, min(255, grey + dice.randint(-25, 25))) for _ in range(3))  # type: ignore[return-value]


def _mottle(wall: Image.Image, dice: random.Random) -> None:
    """Light that falls unevenly."""
    size = dice.randint(4, 12)
    cloud = Image.frombytes("L", (size, size), dice.randbytes(size * size)).resize(WALL, Image.Resampling.BICUBIC)
    wall.paste(ImageChops.multiply(wall, Image.merge("RGB", [cloud.point([170 + one // 3 for one in range(256)])] * 3)))


def _box(dice: random.Random, floor: int, low: int, high: int) -> Box:
    width, height = dice.randint(low, high), dice.randint(low, high)
    left, top = dice.randint(-40, WALL[0]), dice.randint(20, max(40, floor - height))
    return left, top, left + width, top + height


def _window(draw: ImageDraw.ImageDraw, dice: random.Random, floor: int) -> None:
    left, top, right, bottom = _box(dice, floor, 120, 330)
    draw.rectangle((left, top, right, bottom), fill=_tint(dice, 190, 250), outline=_tint(dice, 60, 120), width=6)
    for part in range(1, dice.randint(2, 5)):
        x = left + (right - left) * part / 5
        draw.line((x, top, x, bottom), fill=_tint(dice, 70, 130), width=5)
    for _ in range(dice.randint(2, 8)):
        x, y, size = dice.uniform(left, right), dice.uniform(top, bottom), dice.uniform(10, 60)
        draw.ellipse((x - size, y - size / 2, x + size, y + size / 2), fill=_tint(dice, 60, 200))


def _poster(draw: ImageDraw.ImageDraw, dice: random.Random, floor: int) -> None:
    left, top, right, bottom = _box(dice, floor, 70, 240)
    draw.rectangle((left, top, right, bottom), fill=_tint(dice, 60, 240), outline=_tint(dice, 30, 90), width=3)
    for _ in range(dice.randint(4, 20)):
        x, y = dice.uniform(left, right), dice.uniform(top, bottom)
        ends = sorted((x, dice.uniform(left, right)))
        draw.rectangle((ends[0], y, ends[1], y + dice.uniform(3, 30)), fill=_tint(dice, 20, 250))


def _board(draw: ImageDraw.ImageDraw, dice: random.Random, floor: int) -> None:
    left, top, right, bottom = _box(dice, floor, 120, 300)
    draw.rectangle((left, top, right, bottom), fill=_tint(dice, 200, 250), outline=_tint(dice, 40, 90), width=4)
    y = top + 12
    while y < bottom - 14:
        x = left + 12
        while x < right - 16:
            stroke = dice.uniform(4, 22)
            draw.rectangle((x, y, x + stroke, y + 8), fill=_tint(dice, 20, 90))
            x += stroke + dice.uniform(3, 10)
        y += dice.uniform(16, 30)


def _shelf(draw: ImageDraw.ImageDraw, dice: random.Random, floor: int) -> None:
    left, top, right, bottom = _box(dice, floor, 120, 300)
    draw.rectangle((left, top, right, bottom), fill=_tint(dice, 60, 130))
    x = left + 4
    while x < right - 8:
        wide = dice.uniform(6, 24)
        draw.rectangle((x, top + dice.uniform(4, 50), x + wide, bottom - 4), fill=_tint(dice, 40, 230))
        x += wide + 1


def _banner(draw: ImageDraw.ImageDraw, dice: random.Random) -> None:
    """What hangs in every meeting room: white strokes on red."""
    top, left = dice.randint(10, 150), dice.randint(0, 500)
    right, tall = left + dice.randint(500, 1100), dice.randint(40, 80)
    draw.rectangle((left, top, right, top + tall), fill=(dice.randint(160, 210), 25, 30))
    x = left + 20.0
    while x < right - tall:
        for _ in range(dice.randint(3, 7)):
            at = x + dice.uniform(0, tall * .6), top + dice.uniform(6, tall - 10)
            long = dice.uniform(6, tall * .6)
            end = (at[0] + long, at[1] + 4) if dice.random() < .5 else (at[0] + 4, min(top + tall - 5, at[1] + long))
            draw.rectangle((*at, *end), fill=(245, 235, 210))
        x += tall * .9


def _table(draw: ImageDraw.ImageDraw, dice: random.Random, floor: int) -> None:
    x, y = dice.randint(0, WALL[0]), dice.randint(floor, WALL[1] - 40)
    wide, tall = dice.randint(100, 400), dice.randint(20, 70)
    draw.polygon([(x, y), (x + wide, y), (x + wide + tall, y + tall), (x - tall, y + tall)], fill=_tint(dice, 70, 200))
    for _ in range(dice.randint(1, 8)):
        left = x + dice.uniform(0, wide)
        draw.rectangle((left, y - 6, left + dice.uniform(10, 40), y + tall * .5), fill=_tint(dice, 30, 250))


def _person(dice: random.Random) -> Person:
    head = dice.uniform(12, 44)
    skin = (dice.randint(190, 235), dice.randint(150, 190), dice.randint(120, 160))
    return Person(
        dice.uniform(0, SIZE[0]), dice.uniform(SIZE[1] * .3, SIZE[1] * .75), head, skin, _tint(dice, 20, 220),
        dice.uniform(-8, 8),
    )


def _draw_person(draw: ImageDraw.ImageDraw, one: Person) -> None:
    x, y, head = one.x, one.y, one.head
    shoulders = [(x - 2 * head, SIZE[1]), (x - 1.7 * head + one.lean, y + 1.6 * head),
                 (x + 1.7 * head + one.lean, y + 1.6 * head), (x + 2 * head, SIZE[1])]
    draw.polygon(shoulders, fill=one.coat)
    draw.polygon([(x - .3 * head, y + head), (x + .3 * head, y + head), (x, y + 2.4 * head)], fill=(240, 240, 240))
    draw.ellipse((x - head * .8, y - head, x + head * .8, y + head), fill=one.skin)
    draw.pieslice((x - head * .85, y - head * 1.1, x + head * .85, y + head * .6), 180, 360, fill=(30, 25, 25))
