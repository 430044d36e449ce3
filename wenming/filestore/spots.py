"""The telling spots of a picture, found by what stands out from its surroundings: they move with it when cropped.

Beside ``pictures`` the one place that measures pictures: Pillow does it in milliseconds. What a spot is called is the
rule of ``domain.pictures.words``.
"""

from dataclasses import dataclass
from math import sqrt

from PIL import Image, ImageChops, ImageFilter

from wenming.domain.pictures.agreement import CONTAINED, EDGE, is_same
from wenming.domain.pictures.placing import Place
from wenming.domain.pictures.words import SIDE, Word, word_of

AREA = 128
"""A picture is measured at the size of 128 × 128 pixels, in its own proportion."""
REACH = 14
"""A spot reaches so many pixels to each side."""
MOST = 24
APART = 6
FAINT = 5
"""What stands out less than this is the grain of a wall: such pictures have few spots or none, and match nothing."""
_NARROW, _WIDE = 2.0, 3.2


@dataclass(frozen=True, slots=True)
class Spot:
    """``x`` and ``y`` in units of the square root of the picture's area."""

    x: float
    y: float
    word: Word


def spots_of(grey: Image.Image, share: float = 1.0) -> list[Spot]:
    """The most striking first. ``share`` measures the picture as if it were that share of a larger one."""
    scale = AREA * share / sqrt(grey.width * grey.height)
    small = grey.resize((max(1, round(grey.width * scale)), max(1, round(grey.height * scale))), _way(scale))
    found: list[Spot] = []
    taken: list[tuple[int, int]] = []
    for x, y, exact_x, exact_y in _standing_out(small):
        if any(abs(x - left) < APART and abs(y - top) < APART for left, top in taken):
            continue
        taken.append((x, y))
        around = exact_x - REACH, exact_y - REACH, exact_x + REACH, exact_y + REACH
        grid = small.resize((SIDE, SIDE), Image.Resampling.BOX, box=around)
        found.append(Spot(exact_x / AREA / share, exact_y / AREA / share, word_of(grid.tobytes())))
        if len(found) == MOST:
            break
    return found


def _way(scale: float) -> Image.Resampling:
    return Image.Resampling.BOX if scale < 1 else Image.Resampling.BILINEAR


def _standing_out(small: Image.Image) -> list[tuple[int, int, float, float]]:
    """Pixels that differ most from what is around them, with the exact place between pixels, far enough inside."""
    narrow, wide = (small.filter(ImageFilter.GaussianBlur(reach)) for reach in (_NARROW, _WIDE))
    stands = ImageChops.difference(ImageChops.subtract(narrow, wide, .4, 128), Image.new("L", small.size, 128))
    values, tops, width = stands.tobytes(), _tops(stands).tobytes(), small.width
    peaks = sorted(
        ((value, index) for index, (value, top) in enumerate(zip(values, tops, strict=True)) if FAINT <= value == top),
        reverse=True,
    )
    inside = range(REACH + 1, width - REACH - 1), range(REACH + 1, small.height - REACH - 1)
    return [
        (x, y, x + .5 + _between(values, index, 1), y + .5 + _between(values, index, width))
        for _, index in peaks for y, x in (divmod(index, width),) if x in inside[0] and y in inside[1]
    ]


def _tops(stands: Image.Image) -> Image.Image:
    """For each pixel the highest of the 9 × 9 around it: four small filters give the same as one large, much sooner."""
    for _ in range(4):
        stands = stands.filter(ImageFilter.MaxFilter(3))
    return stands


def _between(values: bytes, index: int, step: int) -> float:
    """Where between its neighbours a peak lies, by a parabola: half a pixel either way at most."""
    before, here, after = values[index - step], values[index], values[index + step]
    bend = 2 * here - before - after
    return (after - before) / (2 * bend) if bend else 0.0


def laid_upon(asked: Image.Image, known: Image.Image, place: Place) -> bool:
    """Whether the two are one photograph when ``asked`` is put in its ``place`` in ``known``; both grey."""
    unit, known_unit = sqrt(asked.width * asked.height), sqrt(known.width * known.height)
    ratio, right, down = place.share * known_unit / unit, place.right * known_unit, place.down * known_unit
    there = (
        max(0.0, right), max(0.0, down),
        min(float(known.width), asked.width * ratio + right), min(float(known.height), asked.height * ratio + down),
    )
    wide, tall = there[2] - there[0], there[3] - there[1]
    if min(wide, tall) <= EDGE or min(wide, tall) <= EDGE * ratio:
        return False
    if max(wide * tall / known_unit**2, wide * tall / (ratio * unit) ** 2) < CONTAINED:
        return False
    here = (
        max(0.0, (there[0] - right) / ratio), max(0.0, (there[1] - down) / ratio),
        min(float(asked.width), (there[2] - right) / ratio), min(float(asked.height), (there[3] - down) / ratio),
    )
    return is_same(_grid(asked, here), _grid(known, there))


def _grid(grey: Image.Image, box: tuple[float, float, float, float]) -> bytes:
    return grey.resize((EDGE, EDGE), Image.Resampling.BOX, box=box).tobytes()
