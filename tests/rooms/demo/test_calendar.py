"""Whatever day the demo is started on, the campaign is where its stage says."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from wenming.demo.story.calendar import Calendar, Stage, Window, workday
from wenming.domain.plan.lights import NEAR

DAYS = [date(2027, 1, 1) + timedelta(days=number) for number in range(0, 800, 3)]


@pytest.mark.parametrize("today", [date(2027, 2, 28), date(2028, 2, 29), date(2026, 12, 31), date(2027, 1, 1)])
def test_midcourse_lies_in_the_second_phase(today):
    phases = Calendar.of(Stage.MIDCOURSE, today).phases
    assert phases["implement"].first < today < phases["implement"].last


def test_midcourse_leaves_more_days_than_turn_a_light_yellow():
    for today in DAYS:
        calendar = Calendar.of(Stage.MIDCOURSE, today)
        assert calendar.phases["implement"].last - today > NEAR
        first = calendar.phases["mobilise"]
        assert first.first <= calendar.issued < calendar.frozen <= first.last
        assert (today - calendar.frozen).days > 100


def test_phases_follow_each_other_without_a_gap():
    for today in DAYS:
        windows = list(Calendar.of(Stage.MIDCOURSE, today).phases.values())
        for earlier, later in pairwise(windows):
            assert later.first - earlier.last == timedelta(days=1)


@pytest.mark.parametrize("stage", [Stage.PROPOSAL, Stage.OPENED])
def test_an_early_stage_is_a_matter_of_days(stage):
    for today in DAYS:
        calendar = Calendar.of(stage, today)
        assert timedelta() <= today - calendar.frozen <= timedelta(days=5)


def test_a_target_is_measured_each_month_and_never_in_the_future():
    for today in DAYS:
        ends = Calendar.of(Stage.MIDCOURSE, today).month_ends()
        assert 4 <= len(ends) <= 6
        assert ends == sorted(set(ends))
        assert ends[-1] < today


def test_weekends_are_left_out():
    assert workday(date(2027, 1, 2)) == workday(date(2027, 1, 3)) == date(2027, 1, 1)
    assert workday(date(2027, 1, 4)) == date(2027, 1, 4)


def test_a_phase_is_printed_as_plans_print_it():
    assert Window(date(2026, 8, 1), date(2027, 1, 31)).printed == "2026年8月—2027年1月"
    assert Window(date(2026, 7, 1), date(2026, 7, 31)).printed == "2026年7月"


def test_each_stage_contains_those_before_it():
    assert Stage.MIDCOURSE.reaches(Stage.OPENED)
    assert Stage.OPENED.reaches(Stage.PROPOSAL)
    assert not Stage.PROPOSAL.reaches(Stage.OPENED)
