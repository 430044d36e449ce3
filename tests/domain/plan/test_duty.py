from datetime import date

import pytest

from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.plan.duty import Share, check_done_on, check_units_chosen, one_per_unit


def test_one_duty_per_unit_and_the_lead_prevails():
    lead, responsible, other = Share(1, 10, True), Share(1, 11, False), Share(2, 11, False)
    assert one_per_unit([responsible, other, lead]) == {1: lead, 2: other}
    assert one_per_unit([lead, responsible]) == {1: lead}


def test_of_two_leads_the_first_named_counts():
    first, second = Share(1, 10, True), Share(1, 12, True)
    assert one_per_unit([first, second]) == {1: first}


def test_nothing_is_done_tomorrow():
    check_done_on(date(2026, 3, 2), date(2026, 3, 2))
    with pytest.raises(InputRefused):
        check_done_on(date(2026, 3, 3), date(2026, 3, 2))


def test_an_assignment_needs_a_unit():
    with pytest.raises(RuleBroken):
        check_units_chosen(0)
