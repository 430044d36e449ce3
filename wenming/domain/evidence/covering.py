"""Which parts of a picture are covered: rectangles in thousandths of its width and height, as it is seen upright."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from wenming.domain.errors import InputRefused

WHOLE = 1000
LEAST = 5
"""Thousandths: what is narrower covers nothing."""
MOST_AREAS = 40


@dataclass(frozen=True, slots=True)
class Area:
    """``left`` and ``top`` from the upper left corner; all of it lies on the picture."""

    left: int
    top: int
    width: int
    height: int

    @property
    def percents(self) -> tuple[str, str, str, str]:
        """As people write them, with one decimal where there is one."""
        left, top, width, height = (
            f"{Decimal(one) / 10:f}" for one in (self.left, self.top, self.width, self.height))
        return left, top, width, height


def areas_of(rows: Iterable[Sequence[str]]) -> list[Area]:
    """The areas typed as per cents: left, top, width, height. Empty rows say nothing.

    What reaches over the edge ends there. Raises InputRefused for what is no area, none at all, or too many.
    """
    typed = [(number, row) for number, row in enumerate(rows, start=1) if any(one.strip() for one in row)]
    if not typed:
        raise InputRefused("还没有遮挡：请在图上至少圈出一处，或填一行数字。")
    if len(typed) > MOST_AREAS:
        raise InputRefused(f"一张图片最多遮挡 {MOST_AREAS} 处，这里有 {len(typed)} 处。请把挨着的合成一处。")
    return [_area(number, row) for number, row in typed]


def _area(number: int, row: Sequence[str]) -> Area:
    try:
        left, top, width, height = (_thousandths(one) for one in row)
    except (InvalidOperation, ValueError) as error:
        raise InputRefused(f"没有保存：第 {number} 处的四个数要填全，写成 0 到 100 的百分数。") from error
    if left >= WHOLE or top >= WHOLE or min(left, top) < 0:
        raise InputRefused(f"没有保存：第 {number} 处落在图片外面，左边和上边写 0 到 100 之间的数。")
    width, height = min(width, WHOLE - left), min(height, WHOLE - top)
    if min(width, height) < LEAST:
        raise InputRefused(f"没有保存：第 {number} 处太小，宽和高都至少写 0.5。")
    return Area(left, top, width, height)


def _thousandths(text: str) -> int:
    value = Decimal(text.strip().rstrip("%％").strip())
    if not value.is_finite() or abs(value) > WHOLE:
        raise ValueError(text)
    return round(value * 10)
