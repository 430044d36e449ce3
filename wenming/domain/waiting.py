"""What waits, seen from a day: overdue, today, this week, next week, later. A week begins on Monday."""

from datetime import date, timedelta
from enum import StrEnum

from wenming.domain.plan.lights import Demand, Light, Standing, light, words


class When(StrEnum):
    """In the order of the list."""

    OVERDUE = "overdue"
    TODAY = "today"
    THIS_WEEK = "this_week"
    NEXT_WEEK = "next_week"
    LATER = "later"
    UNDATED = "undated"

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    When.OVERDUE: "已逾期", When.TODAY: "今天", When.THIS_WEEK: "本周", When.NEXT_WEEK: "下周", When.LATER: "以后",
    When.UNDATED: "不限期",
}


def when_due(due_on: date | None, on: date) -> When:
    """What is due today is not late yet."""
    if due_on is None:
        return When.UNDATED
    if due_on <= on:
        return When.OVERDUE if due_on < on else When.TODAY
    weeks = (monday_of(due_on) - monday_of(on)).days // 7
    return (When.THIS_WEEK, When.NEXT_WEEK, When.LATER)[min(weeks, 2)]


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def fortnight(on: date) -> list[date]:
    """The days of this week and the next."""
    return [monday_of(on) + timedelta(days=n) for n in range(14)]


def light_of(due_on: date | None, on: date) -> Light:
    """The light of one thing that waits: near and overdue as everywhere, otherwise in order."""
    return light(Standing((Demand(False, due_on, begun=True),)), on)


def light_words(due_on: date | None, on: date) -> str:
    """逾期 2 天, 今天到期, 正常; 不限期 without a date."""
    return words(light_of(due_on, on), due_on, on) if due_on else "不限期"


def day_word(day: date, on: date) -> str:
    """今天, 明天, else the day of the week."""
    days = (day - on).days
    return ("今天", "明天")[days] if days in {0, 1} else f"周{'一二三四五六日'[day.weekday()]}"
