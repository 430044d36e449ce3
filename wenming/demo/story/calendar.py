"""The story's dates: all of them counted from today, so that the campaign is always where its stage says."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from django.utils import timezone

WORKDAYS = 5
When = int | float | str
"""A day as the script writes it: whole days from today, a share (below 1) of the time from the freezing to today, or
the last day of the phase of that name."""


class Stage(StrEnum):
    """How far the story is told; each stage contains those before it."""

    PROPOSAL = "proposal"
    OPENED = "opened"
    MIDCOURSE = "midcourse"

    def reaches(self, other: "Stage") -> bool:
        order = list(Stage)
        return order.index(self) >= order.index(other)


def first_of_month(day: date, months_on: int = 0) -> date:
    months = day.year * 12 + day.month - 1 + months_on
    return date(months // 12, months % 12 + 1, 1)


def workday(day: date) -> date:
    """The day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - WORKDAYS + 1))


@dataclass(frozen=True, slots=True)
class Window:
    first: date
    last: date

    @property
    def printed(self) -> str:
        """2026年8月—2026年12月, as plans print a phase of whole months."""
        begin, end = f"{self.first.year}年{self.first.month}月", f"{self.last.year}年{self.last.month}月"
        return begin if begin == end else f"{begin}—{end}"


@dataclass(frozen=True, slots=True)
class Calendar:
    """``issued`` is the date printed on the plan; the phases are whole months from then on."""

    today: date
    issued: date
    implement_months: int

    @classmethod
    def of(cls, stage: Stage, today: date) -> "Calendar":
        """At MIDCOURSE the plan is four months old and the second phase at least 13 days from its end."""
        if stage is not Stage.MIDCOURSE:
            return cls(today, workday(today - timedelta(days=6)), 5)
        return cls(today, workday(first_of_month(today, -4) + timedelta(days=8)), 4 if today.day <= 15 else 5)

    @property
    def frozen(self) -> date:
        return workday(self.issued + timedelta(days=4))

    @property
    def phases(self) -> dict[str, Window]:
        lengths = {"mobilise": 1, "implement": self.implement_months, "consolidate": 1, "prepare_review": 1}
        windows, months_on = {}, 0
        for name, length in lengths.items():
            first = first_of_month(self.issued, months_on)
            months_on += length
            windows[name] = Window(first, first_of_month(self.issued, months_on) - timedelta(days=1))
        return windows

    def printed(self) -> dict[str, str]:
        """What the plan's text leaves open."""
        year, number = self.issued.year, self.issued.month * 2
        issued = f"{year}年{self.issued.month}月{self.issued.day}日"
        phases = {name: window.printed for name, window in self.phases.items()}
        return {"first_year": str(year), "last_year": str(year + 1), "number": str(number), "issued": issued, **phases}

    def day(self, when: When) -> date:
        if isinstance(when, str):
            return self.phases[when].last
        if isinstance(when, float):
            return workday(self.frozen + (self.today - self.frozen) * when)
        return self.today + timedelta(days=when)

    def month_ends(self) -> list[date]:
        """The last days of the months between the freezing and today, and yesterday where that is well after."""
        ends, first = [], first_of_month(self.frozen, 1)
        while first <= self.today:
            ends.append(first - timedelta(days=1))
            first = first_of_month(first, 1)
        yesterday = self.today - timedelta(days=1)
        return ends if ends and (yesterday - ends[-1]).days < 5 else [*ends, yesterday]


def moment(day: date, hour: int = 9, minute: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour, minute)))
