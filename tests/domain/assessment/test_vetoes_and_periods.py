"""The negative list stands beside the score; scores of several years become one."""

from datetime import date
from fractions import Fraction

import pytest

from wenming.domain.assessment.periods import Period, over_periods, unknown_period
from wenming.domain.assessment.span import Span
from wenming.domain.assessment.vetoes import Finding, Standing, VetoAnswer, looks_back_to, standing_of, worst
from wenming.domain.errors import InputRefused
from wenming.domain.standard.nodes import Veto

TWO_YEARS, SINCE, EVER = Veto("刑事案件", months=24), Veto("安全事故", since="2024-01-01"), Veto("邪教")
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(("veto", "happened", "standing"), [
    (TWO_YEARS, date(2024, 11, 25), Standing.BLOCKS), (TWO_YEARS, date(2024, 11, 24), Standing.LAPSED),
    (TWO_YEARS, None, Standing.BLOCKS), (SINCE, date(2024, 1, 1), Standing.BLOCKS),
    (SINCE, date(2023, 12, 31), Standing.LAPSED), (EVER, date(1999, 1, 1), Standing.BLOCKS),
])
def test_what_happened_blocks_as_far_as_the_list_looks_back(veto, happened, standing):
    assert standing_of(veto, VetoAnswer(Finding.HAPPENED, happened), TODAY) is standing


def test_nothing_said_is_not_clear():
    assert standing_of(EVER, None, TODAY) is Standing.UNCONFIRMED
    assert standing_of(EVER, VetoAnswer(Finding.CLEAR), TODAY) is Standing.CLEAR
    assert worst([Standing.CLEAR, Standing.UNCONFIRMED, Standing.LAPSED]) is Standing.UNCONFIRMED
    assert worst([Standing.UNCONFIRMED, Standing.BLOCKS]) is Standing.BLOCKS
    assert worst([]) is Standing.CLEAR


def test_looking_back_from_the_end_of_a_month_and_over_the_year():
    assert looks_back_to(Veto("", months=1), date(2026, 3, 31)) == date(2026, 2, 28)
    assert looks_back_to(Veto("", months=13), date(2026, 1, 5)) == date(2024, 12, 5)


def span(confirmed, possible=None, maximum=100):
    return Span(Fraction(confirmed), Fraction(confirmed if possible is None else possible), Fraction(maximum))


def test_three_years_make_a_mean():
    years = [Period("2024", span(80)), Period("2025", span(90)), unknown_period("2026", Fraction(100))]
    assert over_periods(years) == Span(Fraction(170, 3), Fraction(90), Fraction(100))


@pytest.mark.parametrize(("weights", "scores", "earned"), [
    ((15, 25, 60), (80, 60, 90), 81), ((40, 60), (50, 100), 80), ((Fraction(1, 3), Fraction(2, 3)), (30, 60), 50)])
def test_years_count_by_their_weights(weights, scores, earned):
    years = [Period("", span(one), Fraction(weight)) for one, weight in zip(scores, weights, strict=True)]
    assert over_periods(years).confirmed == earned


@pytest.mark.parametrize("weights", [(), (0, 0), (2, -1)])
def test_weights_that_weigh_nothing_are_refused(weights):
    with pytest.raises(InputRefused):
        over_periods([Period("", span(1), Fraction(one)) for one in weights])


def test_everything_has_its_word():
    for words in (Finding, Standing):
        assert len({one.label for one in words}) == len(words)
    assert span(50).share == Fraction(1, 2)
    assert Span(Fraction(0), Fraction(0), Fraction(0)).share is None
