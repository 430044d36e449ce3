"""Masks hide what they must hide, whatever comes."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wenming.domain.personal.masks import mask_id_number, mask_name, mask_phone


def test_masks_of_the_house():
    assert mask_id_number("430101197802141234") == "430***********1234"
    assert mask_phone("13800008000") == "138****8000"
    assert mask_phone("0731-88880000") == "0731-****0000"


@pytest.mark.parametrize(("name", "shown"), [("示范甲", "示**"), ("甲", "甲"), ("", ""), ("示范·例证", "示*·**")])
def test_mask_of_a_name(name, shown):
    assert mask_name(name) == shown


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=30).filter(lambda text: "-" not in text and "*" not in text))
def test_a_mask_keeps_the_length_and_hides_something(text):
    for mask in (mask_id_number, mask_phone):
        assert len(mask(text)) == len(text)
        assert "*" in mask(text)
