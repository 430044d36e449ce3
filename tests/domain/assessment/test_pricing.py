"""What more points would cost: never dearer than need be where every choice is compared, never below that else."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.assessment import pricing
from wenming.domain.assessment.coverage import coverage_of
from wenming.domain.assessment.pricing import price_of
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.standard.nodes import Slot
from wenming.domain.standard.rules import Absence

from . import brute
from .editions import line

PAPER = (Slot("report"),)
SLOTS = st.lists(
    st.builds(Slot, st.just("photo"), min=st.integers(1, 4), group=st.sampled_from(["", "", "甲", "乙"])),
    min_size=1, max_size=2)


def demanding(code, worth, *slots):
    return line(code, worth, Absence(), slots=slots)


def pieces(code, worth, count, *shared):
    """A line that lacks so many papers of its own, and those of a group."""
    return demanding(code, worth, Slot("photo", min=count), *shared)


@st.composite
def wanting(draw):
    """A few lines that lack papers, in groups that may be capped; some papers serve several."""
    groups = []
    for group in range(draw(st.integers(1, 2))):
        below = [demanding(f"{group}.{one}", draw(st.integers(1, 6)), *draw(SLOTS))
                 for one in range(draw(st.integers(1, 3)))]
        cap = draw(st.none() | st.integers(2, 8).map(Fraction))
        groups.append(line(str(group), None, None, *below, cap=cap))
    return score(prepare(groups), {}), draw(st.integers(1, 20).map(Fraction))


@given(wanting())
def test_the_price_is_the_least_there_is(case):
    done, points = case
    told, least = price_of(points, done, coverage_of(done.sheet, {})), brute.fewest_pieces(done, {}, points)
    assert told.is_enough == told.is_cheapest == (least is not None)
    assert least is None or told.pieces == least
    assert told.gain == brute.gain(done, told.completes)
    assert told.is_enough == (told.gain >= points)


@given(wanting())
def test_one_after_another_is_never_below_the_least(case):
    done, points = case
    least = brute.fewest_pieces(done, {}, points)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pricing, "EXACT_UP_TO", -1)
        told = price_of(points, done, coverage_of(done.sheet, {}))
    assert told.is_enough == (least is not None)
    assert least is None or told.pieces >= least
    assert told.gain == brute.gain(done, told.completes)


@pytest.mark.parametrize(("nodes", "points", "least"), [
    ([pieces("x", 3, 1), pieces("b", 11, 4)], 11, 4),
    ([line("1", None, None, pieces("a", 4, 1), pieces("b", 5, 2), cap=Fraction(5)), pieces("c", 2, 1),
      pieces("d", 2, 1)], 8, 3),
    ([pieces("a", 9, 1, Slot("report", min=5, group="甲")), pieces("b", 4, 1, Slot("report", min=5, group="甲")),
      pieces("c", 4, 3)], 13, 7),
], ids=["what turned out needless is left out", "a cap makes the rest worth less", "shared papers make others cheaper"])
def test_one_after_another_looks_again_at_what_is_left(monkeypatch, nodes, points, least):
    monkeypatch.setattr(pricing, "EXACT_UP_TO", -1)
    done = score(prepare(nodes), {})
    told = price_of(Fraction(points), done, coverage_of(done.sheet, {}))
    assert (told.pieces, told.is_enough, told.is_cheapest) == (least, True, False)


def test_more_than_can_be_had_is_told_with_the_most_there_is():
    done = score(prepare([demanding("a", 2, *PAPER), demanding("b", 1, Slot("photo", min=4))]), {})
    told = price_of(Fraction(9), done, coverage_of(done.sheet, {}))
    assert (told.gain, told.pieces, told.is_enough, told.is_cheapest) == (3, 5, False, False)


def test_many_choices_are_taken_one_after_another_and_the_needless_ones_left():
    nodes = [demanding(f"a{one}", 2, *PAPER) for one in range(20)] + [demanding("b", 11, Slot("photo", min=6))]
    done = score(prepare(nodes), {})
    told = price_of(Fraction(11), done, coverage_of(done.sheet, {}))
    assert (told.pieces, told.gain, told.is_enough, told.is_cheapest) == (6, 12, True, False)
    small = price_of(Fraction(13), done, coverage_of(done.sheet, {}))
    assert small.gain >= 13


def test_a_thousand_lines_have_a_price():
    nodes = [line(str(group), None, None, *(
        demanding(f"{group}.{one}", 1 + one % 3, Slot("photo", min=1 + one % 4), Slot("report", group=f"g{group}"))
        for one in range(50)), cap=Fraction(60)) for group in range(20)]
    done = score(prepare(nodes), {})
    coverage = coverage_of(done.sheet, {})
    told = price_of(Fraction(300), done, coverage)
    assert told.is_enough
    assert told.gain == brute.gain(done, told.completes)
