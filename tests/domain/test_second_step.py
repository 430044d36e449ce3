"""Codes that change each half minute, and codes on paper."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from wenming.domain.second_step import STEP_SECONDS, in_groups, matching_step, new_recovery_codes, step_at, tidy


def code_of(step: int) -> str:
    return f"{step % 1_000_000:06d}"


@pytest.mark.parametrize(("off", "matches"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_one_step_off(off, matches):
    typed = code_of(step_at(NOW) + off)
    found = matching_step(typed, code_of, NOW, last=0)
    assert found == (step_at(NOW) + off if matches else None)


def test_neither_the_last_code_nor_an_earlier_one_serves_again():
    now = step_at(NOW)
    assert matching_step(code_of(now), code_of, NOW, last=now) is None
    assert matching_step(code_of(now - 1), code_of, NOW, last=now) is None
    assert matching_step(code_of(now + 1), code_of, NOW, last=now) == now + 1
    later = NOW + timedelta(seconds=STEP_SECONDS)
    assert matching_step(code_of(now), code_of, later, last=now) is None


@pytest.mark.parametrize("typed", ["", "abc", "０１２３４５", "1" * 500])
def test_nonsense_matches_nothing(typed):
    assert matching_step(typed, code_of, NOW, last=0) is None


def test_codes_on_paper_are_ten_and_different_and_typed_as_one_likes():
    codes = new_recovery_codes()
    assert len(set(codes)) == 10
    assert tidy(f" {codes[0].upper()} ") == codes[0].replace("-", "")


def test_a_secret_is_read_in_fours():
    assert in_groups("ABCDEFGHIJ") == "ABCD EFGH IJ"
