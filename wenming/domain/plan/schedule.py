"""Phase windows of a campaign. Phases may lie in the past, may lack dates, and both ends of a window are included."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wenming.domain.errors import InputRefused


def spoken(day: date | None) -> str:
    """2026年3月2日, as a sentence says it; 未定 where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "未定"


class When(StrEnum):
    PAST = "past"
    NOW = "now"
    LATER = "later"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Window:
    name: str
    starts_on: date | None = None
    ends_on: date | None = None

    @property
    def title(self) -> str:
        """The name as a sentence says it: 组织实施 and 组织实施阶段 are both 组织实施阶段."""
        return f"{self.short}阶段"

    @property
    def short(self) -> str:
        """The name without its last word: 组织实施."""
        return self.name.removesuffix("阶段")

    def when(self, on: date) -> When:
        if self.starts_on is None and self.ends_on is None:
            return When.UNDATED
        if self.starts_on is not None and on < self.starts_on:
            return When.LATER
        if self.ends_on is not None and on > self.ends_on:
            return When.PAST
        return When.NOW

    def passed(self, on: date) -> float:
        """The part of the window that lies behind, 0 to 1; of a window without both ends 1 when past, else 0."""
        if self.starts_on is None or self.ends_on is None:
            return 1.0 if self.when(on) is When.PAST else 0.0
        days = (self.ends_on - self.starts_on).days + 1
        return min(max((on - self.starts_on).days / days, 0.0), 1.0)

    def days_left(self, on: date) -> int | None:
        """Days after ``on`` that still belong to the window; None where it has no end."""
        return max((self.ends_on - on).days, 0) if self.ends_on else None


def current(windows: Sequence[Window], on: date) -> Window | None:
    """The window ``on`` lies in; of two that overlap, the later one."""
    return next((one for one in reversed(windows) if one.when(on) is When.NOW), None)


def place(windows: Sequence[Window], on: date) -> float | None:
    """Where ``on`` stands between the first day and the last of all windows, 0 to 1; None outside or without dates."""
    days = [day for one in windows for day in (one.starts_on, one.ends_on) if day]
    if not days or not min(days) <= on <= max(days) or min(days) == max(days):
        return None
    return (on - min(days)).days / (max(days) - min(days)).days


def shares(windows: Sequence[Window]) -> list[int]:
    """How wide to draw each window: its days, and the average of the others where it has none."""
    known = [
        (one.ends_on - one.starts_on).days + 1 if one.starts_on and one.ends_on else None for one in windows
    ]
    dated = [days for days in known if days]
    average = sum(dated) // len(dated) if dated else 1
    return [days or max(average, 1) for days in known]


def check_order(windows: Sequence[Window]) -> None:
    """Raises InputRefused where a window ends before it begins, or begins before the one in front of it."""
    latest: Window | None = None
    for one in windows:
        if one.starts_on and one.ends_on and one.ends_on < one.starts_on:
            raise InputRefused(f"“{one.name}”的结束日期早于开始日期，没有保存。", {"ends_on": "不能早于开始日期。"})
        if one.starts_on and latest and latest.starts_on and one.starts_on < latest.starts_on:
            raise InputRefused(
                f"“{one.name}”不能早于前一阶段“{latest.name}”开始，没有保存。", {"starts_on": "各阶段要前后相接。"}
            )
        latest = one if one.starts_on else latest
