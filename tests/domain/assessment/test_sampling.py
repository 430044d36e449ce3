"""A sample anybody can draw again: from the seed alone, fair to every indicator."""

from collections import Counter
from hashlib import sha256
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.assessment.sampling import Candidate, draw, lot

SIZES = st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(1, 12), min_size=1)


def candidates(sizes):
    return [Candidate(f"{name}{number}", name) for name, size in sizes.items() for number in range(size)]


@given(SIZES, st.text(max_size=8), st.integers(0, 70), st.randoms())
def test_the_same_seed_draws_the_same_whatever_the_order(sizes, seed, size, random: Random):
    listed = candidates(sizes)
    drawn = draw(listed, seed, size)
    random.shuffle(listed)
    assert draw(listed, seed, size) == drawn


@given(SIZES, st.text(max_size=8), st.integers(0, 70))
def test_as_many_as_asked_none_twice_each_indicator_by_its_part(sizes, seed, size):
    drawn = draw(candidates(sizes), seed, size)
    by_stratum, whole = Counter(one.stratum for one in drawn), sum(sizes.values())
    assert len(drawn) == len(set(drawn)) == min(size, whole)
    for name, held in sizes.items():
        assert by_stratum[name] <= held
        if size >= len(sizes):
            assert by_stratum[name] >= 1
        if size >= whole:
            assert by_stratum[name] == held


def test_lots_can_be_drawn_with_any_tool():
    assert lot("2026-11", "4.1.1") == sha256(b"2026-11\n4.1.1").hexdigest()
    smallest = sorted(candidates({"甲": 9}), key=lambda one: lot("种子", one.key))[:3]
    assert draw(candidates({"甲": 9}), "种子", 3) == smallest


def test_shares_go_by_what_each_indicator_has():
    drawn = Counter(one.stratum for one in draw(candidates({"甲": 60, "乙": 30, "丙": 10}), "1", 10))
    assert drawn == {"甲": 6, "乙": 3, "丙": 1}
    tiny = Counter(one.stratum for one in draw(candidates({"甲": 97, "乙": 2, "丙": 1}), "1", 10))
    assert tiny == {"甲": 8, "乙": 1, "丙": 1}


def test_another_seed_draws_others():
    listed = candidates({"甲": 50})
    assert draw(listed, "1", 10) != draw(listed, "2", 10)
