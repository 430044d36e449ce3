"""The days named on the line of a campaign never cover each other."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.plan.timeline import ROOM, marks

FIRST, LAST = date(2026, 9, 1), date(2027, 4, 30)
DAYS = st.dates(FIRST - timedelta(60), LAST + timedelta(60))


def named(found):
    return [one.words for one in found]


def test_the_important_come_first_and_are_shown_in_the_order_of_time():
    later, sooner = LAST - timedelta(100), FIRST + timedelta(10)
    assert named(marks([(later, "后", None), (sooner, "先", None)], FIRST, LAST)) == ["先", "后"]


def test_what_would_cover_a_more_important_day_is_left_out():
    today = FIRST + timedelta(100)
    assert named(marks([(today, "今天", None), (today + timedelta(3), "开会", 7)], FIRST, LAST)) == ["今天"]


def test_days_outside_the_line_are_not_on_it():
    assert marks([(FIRST - timedelta(1), "以前", None), (LAST + timedelta(1), "以后", None)], FIRST, LAST) == []


def test_a_line_of_one_day_names_none():
    assert marks([(FIRST, "今天", None)], FIRST, FIRST) == []


def test_near_the_end_the_words_stand_before_their_day():
    (one,) = marks([(LAST, "结束", None)], FIRST, LAST)
    assert one.to_the_left
    assert one.takes == (100 - ROOM, 100)


@given(st.lists(DAYS, max_size=30))
def test_no_two_cover_each_other_and_the_first_within_is_kept(days):
    found = marks([(day, str(day), None) for day in days], FIRST, LAST)
    places = sorted(one.takes for one in found)
    assert all(earlier[1] <= later[0] for earlier, later in pairwise(places))
    within = [day for day in days if FIRST <= day <= LAST]
    assert not within or within[0] in {one.day for one in found}
