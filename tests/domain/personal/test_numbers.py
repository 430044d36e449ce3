"""Identity and telephone numbers: what is taken, what is refused and with which words."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wenming.domain.errors import InputRefused
from wenming.domain.personal.id_number import birth_date, check_digit, checked_id_number
from wenming.domain.personal.phone import checked_phone

TODAY = date(2026, 3, 2)


def number(region: str = "430101", born: str = "19780214", order: str = "002") -> str:
    first = region + born + order
    return first + check_digit(first)


def test_example_of_the_standard():
    """GB 11643-1999, annex: 11010519491231002X and 440524188001010014."""
    assert check_digit("11010519491231002") == "X"
    assert check_digit("44052418800101001") == "4"


@pytest.mark.parametrize(
    "written",
    ["11010519491231002x", " 110105 19491231-002X", "１１０１０５１９４９１２３１００２Ｘ"],
)
def test_one_number_written_differently_is_one_number(written):
    assert checked_id_number(written, on=TODAY) == "11010519491231002X"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 999))
def test_a_number_made_by_the_rule_is_taken_and_holds_its_birth_date(born, order):
    made = number(born=f"{born:%Y%m%d}", order=f"{order:03d}")
    assert checked_id_number(made, on=TODAY) == made
    assert birth_date(made) == born


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_never_passes(place, shift):
    right = number()
    wrong = right[:place] + str((int(right[place]) + shift) % 10) + right[place + 1:]
    with pytest.raises(InputRefused) as refused:
        checked_id_number(wrong, on=TODAY)
    assert "id_number" in refused.value.fields


@pytest.mark.parametrize(("written", "says"), [
    ("", "18 位"), ("430101780214002", "18 位"), ("43010119780214002A", "18 位"),
    (number(region="990101"), "行政区划"), (number(born="19780230"), "出生日期"), (number(born="18991231"), "出生日期"),
    (number(born="20260303"), "出生日期"), ("430101197802140020", "校验码"),
])
def test_refusal_names_what_is_wrong(written, says):
    with pytest.raises(InputRefused, match=says):
        checked_id_number(written, on=TODAY)


@pytest.mark.parametrize(("written", "kept"), [
    ("138 0000 8000", "13800008000"), ("+86 138-0000-8000", "13800008000"), ("008613800008000", "13800008000"),
    ("１３８００００８０００", "13800008000"), ("0731-8888 0000", "0731-88880000"), ("(010) 66660000", "010-66660000"),
    ("07318888000", "0731-8888000"),
])
def test_phone_is_kept_one_way(written, kept):
    assert checked_phone(written) == kept


@pytest.mark.parametrize("written", ["", "12345", "1380000800", "138000080000", "88880000", "abc", "0131-88880000"])
def test_what_is_no_phone_number_is_refused(written):
    with pytest.raises(InputRefused) as refused:
        checked_phone(written)
    assert "phone" in refused.value.fields
