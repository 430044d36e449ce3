from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.errors import InputRefused
from wenming.domain.plan.targets import (
    NOT_COMPUTABLE,
    NOT_MEASURED,
    Figure,
    Goal,
    Verdict,
    check_figure,
    in_force,
    judge,
    plotted,
    printed,
    surplus,
)
from wenming.domain.plan.trend import trend

TODAY = date(2026, 3, 2)
AT_LEAST_30 = Goal(">=", Fraction(30, 100), "%")
AT_LEAST_95 = Goal(">=", Fraction(95, 100), "%")
AT_MOST_5 = Goal("<=", Fraction(5, 100), "%")
FOUR_TIMES = Goal(">=", Fraction(4), "次")
ALL = Goal("=", Fraction(1), "%")


@pytest.mark.parametrize(("goal", "figure", "verdict", "distance", "shown"), [
    (AT_LEAST_30, Figure(2996, 10000), Verdict.SHORT, 4, "29.96%"),
    (AT_LEAST_30, Figure(29999, 100000), Verdict.SHORT, 1, "29.99%"),
    (AT_LEAST_30, Figure(3, 10), Verdict.MET, None, "30%"),
    (AT_LEAST_95, Figure(449, 482), Verdict.SHORT, 9, "93.15%"),
    (AT_LEAST_95, Figure(458, 482), Verdict.MET, None, "95.02%"),
    (AT_LEAST_95, Figure(457, 482), Verdict.SHORT, 1, "94.81%"),
    (AT_LEAST_95, Figure(0, 482), Verdict.SHORT, 458, "0%"),
    (AT_MOST_5, Figure(6, 100), Verdict.SHORT, 1, "6%"),
    (AT_MOST_5, Figure(5, 100), Verdict.MET, None, "5%"),
    (FOUR_TIMES, Figure(3, None), Verdict.SHORT, 1, "3次"),
    (FOUR_TIMES, Figure(4, None), Verdict.MET, None, "4次"),
    (ALL, Figure(9, 10), Verdict.SHORT, 1, "90%"),
    (ALL, Figure(10, 10), Verdict.MET, None, "100%"),
    (Goal("=", Fraction(1, 3), "%"), Figure(1, 10), Verdict.SHORT, None, "10%"),
])
def test_judge(goal, figure, verdict, distance, shown):
    reading = judge(goal, figure)
    assert (reading.verdict, reading.distance, reading.shown) == (verdict, distance, shown)


def test_no_data_has_its_own_reasons():
    assert judge(AT_LEAST_30, None).words == NOT_MEASURED
    nobody = judge(AT_LEAST_30, Figure(0, 0))
    assert (nobody.verdict, nobody.value, nobody.words) == (Verdict.NO_DATA, None, NOT_COMPUTABLE)


def test_distance_in_words():
    assert judge(AT_LEAST_95, Figure(449, 482)).words == "还差 9 人"
    assert judge(AT_MOST_5, Figure(7, 100)).words == "多出 2 人"
    assert judge(FOUR_TIMES, Figure(3)).words == "还差 1 次"
    assert judge(FOUR_TIMES, Figure(4)).words == ""


counts = st.integers(0, 10**6)


@given(counts, st.integers(1, 10**6), st.integers(1, 100), st.sampled_from([">=", "<="]))
def test_the_distance_is_the_least_number_that_reaches(numerator, denominator, percent, comparison):
    numerator %= denominator + 1
    goal = Goal(comparison, Fraction(percent, 100), "%")
    reading = judge(goal, Figure(numerator, denominator))
    if reading.verdict is Verdict.MET:
        return
    step = 1 if comparison == ">=" else -1
    assert judge(goal, Figure(numerator + step * reading.distance, denominator)).verdict is Verdict.MET
    assert judge(goal, Figure(numerator + step * (reading.distance - 1), denominator)).verdict is Verdict.SHORT


@given(counts, st.integers(1, 10**6), st.integers(1, 100))
def test_what_is_short_never_prints_as_reached(numerator, denominator, percent):
    numerator %= denominator + 1
    goal = Goal(">=", Fraction(percent, 100), "%")
    if judge(goal, Figure(numerator, denominator)).verdict is Verdict.SHORT:
        assert float(printed(Fraction(numerator, denominator), "%").rstrip("%")) < percent


@pytest.mark.parametrize(("figure", "as_of", "field"), [
    (Figure(1, 2), date(2026, 3, 3), "as_of"),
    (Figure(-1, 2), TODAY, "numerator"),
    (Figure(1, -2), TODAY, "denominator"),
    (Figure(3, 2), TODAY, "numerator"),
    (Figure(3), TODAY, "denominator"),
])
def test_refused_figures(figure, as_of, field):
    with pytest.raises(InputRefused) as refusal:
        check_figure(AT_LEAST_30, figure, as_of=as_of, today=TODAY)
    assert set(refusal.value.fields) == {field}


@pytest.mark.parametrize(("goal", "figure"), [
    (AT_LEAST_30, Figure(0, 0)), (AT_LEAST_30, Figure(2, 2)), (FOUR_TIMES, Figure(9)), (FOUR_TIMES, Figure(9, 2)),
])
def test_figures_that_may_be_recorded(goal, figure):
    check_figure(goal, figure, as_of=TODAY, today=TODAY)


def test_a_later_measurement_of_the_same_day_stands_in_for_the_earlier():
    january, february = date(2026, 1, 31), date(2026, 2, 28)
    assert in_force([(february, 1), (january, 2), (february, 3)]) == [(january, 2), (february, 3)]


def test_goal_reads_as_in_the_plan():
    assert AT_LEAST_95.text == "≥95%"
    assert FOUR_TIMES.text == "≥4次"


@pytest.mark.parametrize(("goal", "figure", "above"), [
    (AT_LEAST_30, Figure(168, 482), 23), (AT_LEAST_30, Figure(145, 482), 0), (AT_LEAST_30, Figure(144, 482), None),
    (AT_LEAST_30, None, None), (AT_LEAST_30, Figure(0, 0), None), (AT_MOST_5, Figure(1, 100), None),
    (FOUR_TIMES, Figure(6), 2),
])
def test_how_many_above_what_is_wanted(goal, figure, above):
    assert surplus(goal, figure) == above


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_without_its_surplus_a_figure_still_reaches_and_without_one_more_it_does_not(numerator, denominator):
    above = surplus(AT_LEAST_30, Figure(numerator, denominator))
    if above is not None:
        assert judge(AT_LEAST_30, Figure(numerator - above, denominator)).verdict is Verdict.MET
        assert judge(AT_LEAST_30, Figure(numerator - above - 1, denominator)).verdict is Verdict.SHORT


def test_a_chart_draws_on_the_scale_that_is_printed():
    assert plotted(Fraction(2, 3), "%") == 66.67
    assert plotted(Fraction(5, 2), "次") == 2.5
    assert plotted(None, "%") is None


def test_trend_keeps_order_and_goes_up_the_screen():
    line = trend([Fraction(1, 10), None, Fraction(3, 10)], Fraction(2, 10))
    (first_x, first_y), (second_x, second_y) = line.points
    assert 0 < first_x < second_x < 1
    assert 0 < second_y < line.goal < first_y < 1


def test_trend_of_one_value_that_is_the_goal_stays_in_the_picture():
    line = trend([Fraction(1)], Fraction(1))
    assert line.points == ((0.5, 0.5),)
    assert line.goal == 0.5
