"""Where a thing that waits stands in the list of a given day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain import waiting
from wenming.domain.plan.lights import Light
from wenming.domain.waiting import When

THURSDAY = date(2027, 1, 21)


@pytest.mark.parametrize(
    ("days", "when", "light", "said"),
    [
        (-40, When.OVERDUE, Light.RED, "逾期 40 天"),
        (-1, When.OVERDUE, Light.RED, "逾期 1 天"),
        (0, When.TODAY, Light.YELLOW, "今天到期"),
        (1, When.THIS_WEEK, Light.YELLOW, "明天到期"),
        (3, When.THIS_WEEK, Light.YELLOW, "3 天后到期"),
        (4, When.NEXT_WEEK, Light.YELLOW, "4 天后到期"),
        (7, When.NEXT_WEEK, Light.YELLOW, "7 天后到期"),
        (8, When.NEXT_WEEK, Light.GREEN, "正常"),
        (10, When.NEXT_WEEK, Light.GREEN, "正常"),
        (11, When.LATER, Light.GREEN, "正常"),
        (400, When.LATER, Light.GREEN, "正常"),
    ],
)
def test_a_thing_stands_where_its_day_lies(days, when, light, said):
    due_on = THURSDAY + timedelta(days)
    assert waiting.when_due(due_on, THURSDAY) == when
    assert waiting.light_of(due_on, THURSDAY) == light
    assert waiting.light_words(due_on, THURSDAY) == said


def test_a_thing_without_a_day_stands_last():
    assert waiting.when_due(None, THURSDAY) == list(When)[-1]
    assert waiting.light_words(None, THURSDAY) == "不限期"


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_a_fortnight_is_this_week_and_the_next(on):
    days = waiting.fortnight(on)
    assert len(days) == 14
    assert days[0].weekday() == 0
    assert on in days[:7]
    told = {waiting.when_due(day, on) for day in days if day > on}
    assert told <= {When.THIS_WEEK, When.NEXT_WEEK}
    assert waiting.when_due(days[-1] + timedelta(1), on) == When.LATER


@pytest.mark.parametrize(("days", "said"), [(0, "今天"), (1, "明天"), (-2, "周二"), (5, "周二")])
def test_near_days_are_named(days, said):
    assert waiting.day_word(THURSDAY + timedelta(days), THURSDAY) == said
