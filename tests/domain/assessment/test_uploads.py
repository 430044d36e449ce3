"""What to upload next, what more points would cost, what if: the quick ways give what marking everything anew gives."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wenming.domain.assessment.answers import Count, Done, Points
from wenming.domain.assessment.coverage import Held, Place, coverage_of, place_of
from wenming.domain.assessment.pricing import price_of
from wenming.domain.assessment.scheme import Scheme, Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.assessment.simulating import what_if
from wenming.domain.assessment.uploads import awaiting, best_uploads
from wenming.domain.assessment.verdicts import Verdict
from wenming.domain.standard.nodes import Slot
from wenming.domain.standard.rules import Absence, Accrual, AccrualGraded, Calendar, Grade, Judged

from . import brute
from .editions import line, published
from .trees import LEVEL, answered, editions

PAPER = (Slot("report"),)


def demanding(code, worth, *slots, rule=None):
    return line(code, worth, rule or Absence(), slots=slots)


@st.composite
def cases(draw):
    scheme = draw(st.builds(Scheme, cap=st.none() | st.just(Fraction(6)), bonus_cap=st.none() | st.just(Fraction(2))))
    sheet = prepare(draw(editions()), scheme, Scope(LEVEL))
    places = {
        place_of(key, number, slot) for key, node in zip(sheet.keys, sheet.nodes, strict=True)
        for number, slot in enumerate(node.slots)}
    supply = {place: {1: Held(draw(st.sampled_from([0, 0, 1, 2])))} for place in sorted(places, key=repr)}
    done = score(sheet, draw(answered(sheet)))
    return done, supply, coverage_of(sheet, supply)


def ranked(uploads):
    return [(one.rate, one.pieces, dict(one.fills)) for one in uploads]


@given(cases())
@settings(max_examples=60)
def test_the_order_of_uploads_is_that_of_brute_force(case):
    done, supply, coverage = case
    uploads = best_uploads(done, coverage)
    assert ranked(uploads) == brute.ranking(done, supply)
    assert all(one.gain == brute.gain(done, one.completes) for one in uploads)


def test_the_order_on_the_hunan_edition_is_that_of_brute_force():
    sheet = prepare(published("hunan-szjggw-2017"), scope=Scope("全国文明单位"))
    supply = {Place("1/1-3/t1", 0): {1: Held(1)}, Place("7/7-12/t12", 1): {1: Held(0, 2)},
              Place("2/2-6/t9", 0): {1: Held(3)}}
    done = score(sheet, {"1/1-4/t3": Done(True), "2/2-5/t6": Count(3)})
    coverage = coverage_of(sheet, supply)
    uploads = best_uploads(done, coverage)
    assert ranked(uploads) == brute.ranking(done, supply)
    assert len(uploads) == 16
    assert [one.completes[0] for one in uploads[:3]] == ["2/2-5/t7", "2/2-5/t8", "7/7-11/t10"]
    assert awaiting(done, coverage) == ["2/2-6/t9"]
    for points in (1, 7, 23, 60):
        assert price_of(Fraction(points), done, coverage).is_enough


def test_points_come_with_the_last_missing_piece():
    nodes = [demanding("a", 2, Slot("report"), Slot("photo", min=3)), demanding("b", 1, *PAPER)]
    done = score(prepare(nodes), {})
    supply = {Place("a", 1): {1: Held(1)}}
    best, other = best_uploads(done, coverage_of(done.sheet, supply))
    assert (best.completes, best.gain, best.pieces) == (("b",), 1, 1)
    assert (other.fills, other.gain, other.pieces) == (((Place("a", 0), 1), (Place("a", 1), 2)), 2, 3)


def test_one_paper_of_a_group_completes_all_its_lines():
    shared = Slot("report", group="专报")
    nodes = [demanding("a", 1, shared), demanding("b", 1, shared), demanding("c", 1, shared, Slot("photo"))]
    done = score(prepare(nodes), {})
    best, other = best_uploads(done, coverage_of(done.sheet, {}))
    assert (best.completes, best.gain, best.pieces) == (("a", "b"), 2, 1)
    assert (other.completes, other.gain, other.pieces) == (("a", "b", "c"), 3, 2)


def test_what_a_cap_swallows_is_not_proposed():
    nodes = [line("1", None, None, demanding("a", 3, *PAPER), line("b", 2, Accrual()), cap=Fraction(2))]
    done = score(prepare(nodes), {"1/b": Done(True)})
    assert best_uploads(done, coverage_of(done.sheet, {})) == []


def test_what_lies_under_a_decision_is_not_proposed():
    nodes = [line("1", 5, None, demanding("a", 3, *PAPER)), demanding("b", 1, *PAPER)]
    done = score(prepare(nodes), {"1": Points(Fraction(2))})
    assert [one.completes for one in best_uploads(done, coverage_of(done.sheet, {}))] == [("b",)]


def test_papers_do_not_prove_what_was_not_won_nor_change_what_is_known():
    nodes = [
        demanding("a", 2, *PAPER, rule=AccrualGraded((Grade("省部级", Fraction(1)),), Fraction(2))),
        demanding("b", 2, *PAPER, rule=Calendar(())), demanding("c", 2, *PAPER),
        demanding("d", 2, *PAPER, rule=Judged()),
    ]
    done = score(prepare(nodes), {"c": Done(False)})
    assert [one.completes for one in best_uploads(done, coverage_of(done.sheet, {}))] == [("d",)]


def test_lines_with_all_their_papers_wait_to_be_confirmed_and_cost_nothing():
    done = score(prepare([demanding("a", 2, *PAPER), demanding("b", 1, *PAPER)]), {})
    coverage = coverage_of(done.sheet, {Place("a", 0): {1: Held(1)}})
    assert awaiting(done, coverage) == ["a"]
    told = price_of(Fraction(2), done, coverage)
    assert (told.confirms, told.pieces, told.gain, told.is_enough) == (("a",), 0, 2, True)
    assert price_of(Fraction(3), done, coverage).pieces == 1


def test_what_if_tells_every_line_that_would_be_another_and_changes_nothing():
    nodes = [line("1", None, None, line("a", 2, Absence()), line("b", 1, Absence())), line("2", 3, Absence())]
    real = score(prepare(nodes), {"1/a": Done(False), "2": Done(True)})
    told = what_if(real, {"1/a": Done(True), "2": None})
    assert (told.before.confirmed, told.after.confirmed, told.after.possible) == (3, 2, 6)
    assert [one.key for one in told.shifts] == ["1", "1/a", "2"]
    assert (told.shifts[1].verdict_before, told.shifts[1].verdict_after) == (Verdict.NOT_MET, Verdict.MET)
    assert real.total.confirmed == 3
    assert what_if(real, {"1/b": None}).shifts == ()
    lost = what_if(real, {"1/b": Done(False)})
    assert [(one.key, one.after.possible, one.verdict_after) for one in lost.shifts] == [
        ("1", 0, Verdict.NOT_MET), ("1/b", 0, Verdict.NOT_MET)]
