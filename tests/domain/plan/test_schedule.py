from datetime import date

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.plan.schedule import When, Window, check_order, current, place, shares

MOBILISE = Window("筹备发动", date(2026, 1, 1), date(2026, 1, 31))
IMPLEMENT = Window("组织实施", date(2026, 2, 1), date(2026, 2, 28))
REVIEW = Window("自查迎检")


@pytest.mark.parametrize(("on", "expected"), [
    (date(2026, 1, 31), When.LATER), (date(2026, 2, 1), When.NOW), (date(2026, 2, 28), When.NOW),
    (date(2026, 3, 1), When.PAST),
])
def test_both_ends_belong_to_the_window(on, expected):
    assert IMPLEMENT.when(on) is expected


@pytest.mark.parametrize("name", ["组织实施", "组织实施阶段"])
def test_a_phase_is_called_a_phase_once(name):
    assert Window(name).title == "组织实施阶段"


def test_a_window_without_dates_is_neither_past_nor_now():
    assert REVIEW.when(date(2026, 2, 1)) is When.UNDATED
    assert REVIEW.days_left(date(2026, 2, 1)) is None
    assert REVIEW.passed(date(2026, 2, 1)) == 0


def test_current_phase():
    assert current([MOBILISE, IMPLEMENT, REVIEW], date(2026, 2, 10)) is IMPLEMENT
    assert current([MOBILISE, IMPLEMENT, REVIEW], date(2026, 6, 1)) is None


def test_the_later_of_two_that_overlap_is_current():
    overlap = Window("总结提高", date(2026, 2, 10), date(2026, 3, 31))
    assert current([IMPLEMENT, overlap], date(2026, 2, 20)) is overlap


def test_how_much_has_passed():
    assert IMPLEMENT.passed(date(2026, 2, 15)) == 0.5
    assert IMPLEMENT.passed(date(2027, 1, 1)) == 1
    assert IMPLEMENT.passed(date(2025, 1, 1)) == 0
    assert IMPLEMENT.days_left(date(2026, 2, 27)) == 1


def test_place_of_today():
    assert place([MOBILISE, IMPLEMENT], date(2026, 1, 1)) == 0
    assert place([MOBILISE, IMPLEMENT], date(2026, 2, 28)) == 1
    assert place([MOBILISE, IMPLEMENT], date(2026, 3, 1)) is None
    assert place([REVIEW], date(2026, 3, 1)) is None


def test_undated_windows_are_drawn_with_the_average_width():
    assert shares([MOBILISE, IMPLEMENT, REVIEW]) == [31, 28, 29]
    assert shares([REVIEW]) == [1]


def test_past_phases_are_legal():
    check_order([Window("筹备发动", date(2019, 11, 1), date(2019, 11, 30)), IMPLEMENT, REVIEW])


@pytest.mark.parametrize("windows", [
    [Window("筹备发动", date(2026, 2, 1), date(2026, 1, 1))],
    [IMPLEMENT, REVIEW, MOBILISE],
])
def test_disorder_is_refused(windows):
    with pytest.raises(InputRefused):
        check_order(windows)
