"""A printed figure as an exact fraction; no float comes near it."""

import re
from datetime import date
from fractions import Fraction

from wenming.domain.errors import InputRefused
from wenming.domain.plan.targets import SCALES

_DECIMAL = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,6})?")


def exact(value: str) -> Fraction:
    """The figure itself: "30.5" is 61/2. Raises InputRefused for anything but a plain decimal."""
    if not _DECIMAL.fullmatch(value):
        raise InputRefused(f"“{value}”不是数字。目标值只填数字，如 95 或 99.5，单位另填。", {"value": "只填数字"})
    return Fraction(value)


def wanted(value: str, unit: str) -> tuple[int, int]:
    """Numerator and denominator of the figure: 95 % is 95/100, 99.5 % is 199/200, 2 with the unit 万个 is 2/1."""
    figure = exact(value)
    return figure.numerator, figure.denominator * SCALES.get(unit, 1)


def month_or_day(text: str) -> bool:
    """Whether ``text`` is YYYY-MM or YYYY-MM-DD of the calendar."""
    return first_day(text) is not None


def first_day(text: str) -> date | None:
    """The day, or the first day of the month; None where the text is neither."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", text):
        return None
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return None


def last_day(text: str) -> date | None:
    """The day, or the last day of the month; None where the text is neither."""
    day = first_day(text)
    if day is None or len(text) > 7:
        return day
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1) if day.year < date.max.year else None
    return date.fromordinal(following.toordinal() - 1) if following else None
