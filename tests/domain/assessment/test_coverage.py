"""Which material is there: by slot, by unit, for groups that share their pieces."""

from fractions import Fraction

import pytest

from wenming.domain.assessment.coverage import Filled, Held, Place, cell_of, coverage_of
from wenming.domain.assessment.sheet import prepare
from wenming.domain.standard.nodes import Slot
from wenming.domain.standard.rules import Absence

from .editions import line

CAPTIONED = Slot("photo", min=2, captions=("时间", "地点"))


@pytest.mark.parametrize(("slot", "held", "filled", "missing"), [
    (Slot("report"), Held(), Filled.MISSING, 1), (Slot("report"), Held(1), Filled.ENOUGH, 0),
    (Slot("report"), Held(0, 3), Filled.OUT_OF_WINDOW, 1), (Slot("photo", min=3), Held(1, 9), Filled.THIN, 2),
    (CAPTIONED, Held(2), Filled.ENOUGH, 0), (CAPTIONED, Held(2, 0, 1), Filled.THIN, 1),
    (CAPTIONED, Held(3, 0, 1), Filled.ENOUGH, 0), (Slot("photo", min=2), Held(2, 0, 2), Filled.ENOUGH, 0),
])
def test_a_slot_is_enough_thin_out_of_the_window_or_missing(slot, held, filled, missing):
    told = cell_of(slot, held)
    assert (told.filled, told.missing) == (filled, missing)


def test_a_line_is_complete_by_what_all_units_hold_together():
    nodes = [line("1", 5, None, line("a", 1, Absence(), slots=(Slot("photo", min=3), Slot("report"))), line("b", 1))]
    supply = {Place("1/a", 0): {7: Held(1), 9: Held(2)}, Place("1/a", 1): {7: Held(0, 1)}}
    [told] = coverage_of(prepare(nodes), supply)
    photos, report = told.slots
    assert (told.key, told.is_complete, told.needs) == ("1/a", False, {Place("1/a", 1): 1})
    assert (photos.whole.filled, photos.units[7].filled, photos.units[7].missing) == (Filled.ENOUGH, Filled.THIN, 2)
    assert (photos.units[9].missing, report.whole.filled) == (1, Filled.OUT_OF_WINDOW)


def test_slots_of_a_group_are_filled_by_the_same_pieces():
    nodes = [line(code, 1, Absence(), slots=(Slot("report", min=least, group="专报"), Slot("report", group="专报")))
             for code, least in (("a", 1), ("b", 2))]
    first, second = coverage_of(prepare(nodes), {Place(group="专报"): {7: Held(1)}})
    assert (first.is_complete, second.is_complete, second.needs) == (True, False, {Place(group="专报"): 1})


def test_lines_that_do_not_apply_or_demand_nothing_are_not_in_it():
    nodes = [line("a", Fraction(1), Absence(), slots=(Slot("report"),)), line("b", 1, Absence()),
             line("c", 1, Absence(), slots=(Slot("report"),))]
    assert [one.key for one in coverage_of(prepare(nodes), {}, without={"c"})] == ["a"]


def test_every_state_has_its_word():
    assert len({one.label for one in Filled}) == len(Filled)
