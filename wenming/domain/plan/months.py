"""What was counted month by month. A month without a count is shown as such, never filled from its neighbour."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

T = TypeVar("T")


def month_of(day: date) -> date:
    """The month of ``day``, named by its first day."""
    return day.replace(day=1)


def last_months(on: date, count: int) -> list[date]:
    """The ``count`` months up to the one ``on`` lies in, the oldest first, each named by its first day."""
    number = on.year * 12 + on.month - 1
    return [date(one // 12, one % 12 + 1, 1) for one in range(number - count + 1, number + 1)]


def by_month(dated: Iterable[tuple[date, T]], months: Sequence[date]) -> list[T | None]:
    """For each month the last value dated in it; of one day the later given. None where there is none."""
    latest: dict[date, tuple[date, T]] = {}
    for day, value in dated:
        month = month_of(day)
        if month not in latest or latest[month][0] <= day:
            latest[month] = (day, value)
    return [latest[month][1] if month in latest else None for month in months]
