"""Months of a trend: none is invented, and each shows its last value."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.plan.months import by_month, last_months, month_of

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def test_the_last_months_end_with_this_one_and_cross_the_year():
    assert last_months(date(2027, 1, 21), 3) == [date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)]


@given(DAYS, st.integers(1, 40))
def test_months_follow_each_other_without_a_gap(on, count):
    months = last_months(on, count)
    assert len(months) == count
    assert months[-1] == month_of(on)
    assert all((later - timedelta(1)).replace(day=1) == earlier for earlier, later in pairwise(months))


def test_a_month_without_a_value_stays_empty():
    months = last_months(date(2027, 1, 21), 3)
    assert by_month([(date(2026, 11, 30), "十一月"), (date(2027, 1, 2), "一月")], months) == ["十一月", None, "一月"]


def test_the_last_day_of_a_month_stands_and_of_one_day_the_later_given():
    months = last_months(date(2026, 11, 30), 1)
    assert by_month([(date(2026, 11, 20), "后"), (date(2026, 11, 3), "先")], months) == ["后"]
    assert by_month([(date(2026, 11, 20), "先填"), (date(2026, 11, 20), "后填")], months) == ["后填"]


@given(st.lists(st.tuples(DAYS, st.integers())), DAYS)
def test_every_value_shown_was_given_in_its_own_month(dated, on):
    months = last_months(on, 12)
    for month, value in zip(months, by_month(dated, months), strict=True):
        own = [number for day, number in dated if month_of(day) == month]
        assert value in own if own else value is None
