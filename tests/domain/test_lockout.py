"""When failures lock, and how long."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from wenming.domain.lockout import (
    ADDRESS_LIMIT,
    NAME_LIMIT,
    NOT_LIKE_A_NAME,
    counted_address,
    counted_name,
    locked_until,
    spoken_name,
    tries_left,
)


def after(minutes: float):
    return NOW + timedelta(minutes=minutes)


def failures(*minutes: float):
    return [(after(one), number) for number, one in enumerate(minutes)]


def test_five_failures_within_half_an_hour_lock_for_half_an_hour_from_the_fifth():
    four, five = failures(0, 1, 2, 3), failures(0, 1, 2, 3, 4)
    assert locked_until(four, NAME_LIMIT, after(4)) is None
    assert locked_until(five, NAME_LIMIT, after(4)) == after(34)
    assert locked_until(five, NAME_LIMIT, after(33.9)) == after(34)
    assert locked_until(five, NAME_LIMIT, after(34)) is None


def test_failures_further_apart_do_not_lock():
    assert locked_until(failures(0, 10, 20, 29, 30), NAME_LIMIT, after(30)) is None


def test_what_fails_while_it_is_locked_makes_it_no_longer():
    assert locked_until(failures(0, 0, 0, 0, 0, 10, 20), NAME_LIMIT, after(21)) == after(30)


def test_after_the_lock_the_count_begins_anew():
    assert locked_until(failures(0, 0, 0, 0, 0, 31, 32, 33, 34), NAME_LIMIT, after(35)) is None
    assert locked_until(failures(0, 0, 0, 0, 0, 31, 32, 33, 34, 35), NAME_LIMIT, after(35)) == after(65)


def test_an_address_counts_names_not_failures():
    of_one = [(after(number / 10), "clerk") for number in range(40)]
    of_many = [(after(number / 10), f"name{number}") for number in range(ADDRESS_LIMIT)]
    assert locked_until(of_one, ADDRESS_LIMIT, after(5)) is None
    assert locked_until(of_many[1:], ADDRESS_LIMIT, after(5)) is None
    assert locked_until(of_many, ADDRESS_LIMIT, after(5)) == after(30.9)


@pytest.mark.parametrize(("minutes", "left"), [([], 5), ([0, 1], 3), ([-40, 0], 4), ([0] * 5, 0)])
def test_how_many_tries_are_left(minutes, left):
    assert tries_left(failures(*minutes), NAME_LIMIT, after(2)) == left


@pytest.mark.parametrize(("typed", "spoken"), [
    ("Zhang.San", "zhang.san"), ("p@ss word!", NOT_LIKE_A_NAME), ("密码", NOT_LIKE_A_NAME),
    ("x" * 200, NOT_LIKE_A_NAME),
])
def test_what_looks_like_no_name_is_kept_nowhere(typed, spoken):
    assert spoken_name(counted_name(typed)) == spoken
    assert len(counted_name(typed)) <= 60
    assert counted_name(typed) == counted_name(typed.upper())


@pytest.mark.parametrize(("address", "counted"), [
    ("10.1.2.3", "10.1.2.3"), ("2001:db8::1:2", "2001:db8::/64"), ("::ffff:10.1.2.3", "10.1.2.3"), ("", ""),
    ("2001:db8::/64", "2001:db8::/64"), ("nonsense" * 20, ("nonsense" * 20)[:60]),
])
def test_of_ipv6_the_network_is_counted(address, counted):
    assert counted_address(address) == counted
