"""How lines add up: caps, bonus, weights, parts, lines that do not apply, decisions over several lines."""

import json
import sys
from fractions import Fraction

import pytest

from wenming.domain.assessment.answers import Achievements, Count, Done, NotApplicable, Points, Won
from wenming.domain.assessment.keys import keyed
from wenming.domain.assessment.lines import deductions_of, line_of, lines_of, parts_of
from wenming.domain.assessment.scheme import Excluded, Part, Scheme, Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.assessment.span import Span
from wenming.domain.assessment.verdicts import Verdict
from wenming.domain.codec import decode, encode
from wenming.domain.standard.nodes import Component, Node
from wenming.domain.standard.rules import Absence, AccrualGraded, Grade, Judged, State, Threshold

from .editions import line

YES, NO = Done(True), Done(False)
THERE = Absence()


def spans(nodes, answers, scheme=None, scope=None):
    done = score(prepare(nodes, scheme, scope), answers)
    return {one.key: one.span for one in lines_of(done)} | {"": done.total}


def told(span):
    return tuple(map(float, (span.confirmed, span.possible, span.maximum)))


GROUP = [line("1", 10, None, line("1.1", 4, THERE), line("1.2", 6, THERE)), line("2", 5, THERE)]


def test_known_lines_are_confirmed_and_unknown_ones_possible():
    found = spans(GROUP, {"1/1.1": YES, "2": NO})
    assert told(found["1"]) == (4, 10, 10)
    assert told(found[""]) == (4, 10, 15)


def test_a_line_counts_no_more_than_its_points_or_its_cap():
    nodes = [line("1", 5, None, line("a", 4, THERE), line("b", 4, THERE)),
             line("2", None, None, line("a", 4, THERE), line("b", 4, THERE), cap=Fraction(6))]
    found = spans(nodes, {"1/a": YES, "1/b": YES, "2/a": YES})
    assert told(found["1"]) == (5, 5, 5)
    assert told(found["2"]) == (4, 6, 6)
    assert told(spans(nodes, {}, Scheme(cap=Fraction(8)))[""]) == (0, 8, 8)


def test_the_verdict_of_a_line_is_that_of_its_worst():
    nodes = [line("1", None, None, *(line(code, 1, Threshold(">=", Fraction(1))) for code in "abcd"))]
    known = {"1/a": Count(1), "1/b": Count(1), "1/c": Count(1)}
    for answer, verdict in ((None, Verdict.UNKNOWN), (Count(0), Verdict.NOT_MET), (Count(1), Verdict.MET)):
        answers = known | ({"1/d": answer} if answer else {})
        assert line_of(score(prepare(nodes), answers), "1").verdict is verdict


def test_bonus_stands_beside_the_base_under_its_own_cap():
    nodes = [*GROUP, line("3", 3, THERE, bonus=True), line("4", None, None, line("4.1", 2, THERE, bonus=True))]
    done = score(prepare(nodes, Scheme(bonus_cap=Fraction(4))), {"3": YES, "4/4.1": YES, "2": YES})
    assert told(done.base) == (5, 15, 15)
    assert told(done.bonus) == (4, 4, 4)
    assert told(done.total) == (9, 19, 19)


def test_bonus_lines_of_a_bonus_group_stay_under_its_cap():
    group = line("3", None, None, line("a", 3, THERE, bonus=True), line("b", 3, THERE), bonus=True, cap=Fraction(4))
    done = score(prepare([*GROUP, group]), {"3/a": YES, "3/b": YES})
    assert told(done.bonus) == (4, 4, 4)


def test_weighted_lines_bring_their_part_of_the_parent_as_far_as_they_are_earned():
    nodes = [line("1", 50, None, line("a", 10, Judged(), weight=Fraction(3)), line("b", 2, THERE))]
    assert told(spans(nodes, {"1/a": Points(5), "1/b": YES})["1"]) == (31.25, 31.25, 50)
    scale = [line("1", None, None, line("a", None, State(), weight=Fraction("3.4")), line("b", None, State()))]
    assert spans(scale, {}, Scheme(unpointed=Fraction(1)))["1"].maximum == Fraction("4.4")


def test_parts_of_the_total_are_summed_or_scaled_and_may_be_marked_elsewhere():
    parts = (
        Part(Component("网上材料", Fraction(50)), ("1",), scaled=True), Part(Component("自评", Fraction(4)), ("2",)),
        Part(Component("实地考察", Fraction(20))),
    )
    answers = {"1/1.1": YES, "1/1.2": NO, "2": YES, "@实地考察": Points(Fraction(33, 2))}
    found = spans(GROUP, answers, Scheme(parts=parts))
    assert told(found["1"]) == (4, 4, 10)
    assert told(found[""]) == (20 + 4 + 16.5, 20 + 4 + 16.5, 74)
    done = score(prepare(GROUP, Scheme(parts=parts)), answers)
    assert [(one.node.name, told(one.span)) for one in parts_of(done)] == [
        ("网上材料", (20, 20, 50)), ("自评", (4, 4, 4)), ("实地考察", (16.5, 16.5, 20))]
    assert told(spans(GROUP, {}, Scheme(parts=parts))[""]) == (0, 74, 74)


def test_a_scheme_comes_back_from_json_as_it_went():
    part = Part(Component("网上材料", Fraction(50)), ("1",), scaled=True)
    scheme = Scheme(Excluded.CREDITED, (part,), bonus_cap=Fraction(7, 2), pass_mark=Fraction(80))
    assert decode(Scheme, json.loads(json.dumps(encode(scheme))), "scheme") == scheme
    for wrong in ({"excluded": "forgotten"}, {"excluded": None}, {"caps": 1}, {"parts": [{"component": {}}]}):
        with pytest.raises(ValueError, match=r"scheme"):
            decode(Scheme, wrong, "scheme")


def test_a_part_of_lines_that_are_not_there_is_refused():
    with pytest.raises(ValueError, match="9"):
        prepare(GROUP, Scheme(parts=(Part(Component("材料", Fraction(50)), ("1", "9")),)))


@pytest.mark.parametrize(("excluded", "group", "total"), [
    (Excluded.REDISTRIBUTED, (10, 10, 10), (10, 15, 15)), (Excluded.CREDITED, (10, 10, 10), (10, 15, 15)),
    (Excluded.DROPPED, (4, 4, 4), (4, 9, 9)),
])
def test_points_of_a_line_that_does_not_apply(excluded, group, total):
    def limited(**to):
        return [line("1", 10, None, line("1.1", 4, THERE), line("1.2", 6, THERE, **to)), GROUP[1]]

    for nodes, answers in (
        (GROUP, {"1/1.1": YES, "1/1.2": NotApplicable("没有窗口")}), (limited(levels=("省级",)), {"1/1.1": YES}),
        (limited(properties=("窗口",)), {"1/1.1": YES}),
    ):
        scheme, scope = Scheme(excluded=excluded), Scope("市级", frozenset({"家属院"}))
        found = spans(nodes, answers, scheme, scope)
        assert (told(found["1"]), told(found[""])) == (group, total)
        gone = line_of(score(prepare(nodes, scheme, scope), answers), "1/1.2")
        assert (gone.verdict, gone.excluded) == (Verdict.NOT_APPLICABLE, excluded)
        assert gone.because[0].words in {"没有窗口", "不适用于本单位"}


def test_an_unknown_sibling_takes_over_only_what_can_be_had():
    found = spans(GROUP, {"1/1.1": NO, "1/1.2": NotApplicable()})
    assert told(found["1"]) == (0, 0, 10)
    assert told(found[""]) == (0, 5, 15)


def test_a_line_that_does_not_apply_takes_all_below_it_along():
    for nodes, answers in ((GROUP, {"1": NotApplicable()}), ([line("1", 10, None, *GROUP[0].children,
                                                                  levels=("省级",)), GROUP[1]], {})):
        done = score(prepare(nodes), {**answers, "2": YES, "1/1.1": YES})
        assert {line_of(done, key).verdict for key in ("1", "1/1.1", "1/1.2")} == {Verdict.NOT_APPLICABLE}
        assert told(done.total) == (15, 15, 15)


def test_a_line_is_excluded_where_all_below_it_are():
    done = score(prepare(GROUP), {"1/1.1": NotApplicable(), "1/1.2": NotApplicable()})
    assert line_of(done, "1").verdict is Verdict.NOT_APPLICABLE


def test_a_bonus_that_does_not_apply_is_neither_credited_nor_shared_out():
    nodes = [*GROUP, line("3", 3, THERE, bonus=True, levels=("省级",)), line("4", 1, THERE, bonus=True)]
    for excluded in Excluded:
        assert score(prepare(nodes, Scheme(excluded=excluded)), {"4": YES}).bonus.confirmed == 1


def test_a_line_with_points_is_judged_itself_where_those_below_only_explain():
    nodes = [line("1", 4, State(3), line("a", None, Judged()), line("b"))]
    done = score(prepare(nodes), {"1": Points(3), "1/a": YES})
    assert told(done.total) == (3, 3, 4)
    assert line_of(done, "1/a").verdict is Verdict.MET


def test_lines_without_points_do_not_judge_those_beside_them():
    done = score(prepare([line("1", None, None, line("a", 1, THERE), line("b", None, Judged()))]), {"1/a": YES})
    assert line_of(done, "1").verdict is Verdict.MET


def test_an_outline_without_points_still_has_verdicts():
    done = score(prepare([line("1", None, None, line("a"), line("b"))]), {"1/a": YES, "1/b": NO})
    assert (line_of(done, "1").verdict, told(done.total)) == (Verdict.NOT_MET, (0, 0, 0))


def test_a_decision_over_a_line_stands_for_all_below_it():
    answers = {"1": Points(7), "1/1.1": NO, "2": NO}
    done = score(prepare(GROUP), answers)
    assert told(done.total) == (7, 7, 15)
    assert [(one.key, one.because.points) for one in deductions_of(done)] == [("1", 3), ("2", 5)]


def test_each_deduction_tells_its_sentence():
    nodes = [line("1", 2, THERE, text="没有计划的扣2分"), line("2", 2, THERE), line("3", 2, THERE)]
    [gone] = deductions_of(score(prepare(nodes), {"1": NO, "2": YES}))
    assert (gone.key, gone.because.sentence, gone.because.points) == ("1", "没有计划的扣2分", 2)


def test_a_line_nobody_bounds_counts_nothing_and_is_named():
    free = AccrualGraded((Grade("项", Fraction(1)),))
    five = {"1": Achievements((Won("项", 5),))}
    sheet = prepare([line("1", None, free)])
    assert (sheet.unbounded, score(sheet, five).total.confirmed) == (("1",), 0)
    bounded = prepare([line("1", None, free, bonus=True)], Scheme(bonus_cap=Fraction(3)))
    assert (bounded.unbounded, told(score(bounded, five).bonus)) == ((), (3, 3, 3))
    inside = prepare([line("1", 2, None, line("a", None, free))])
    assert told(score(inside, {"1/a": five["1"]}).total) == (2, 2, 2)


@pytest.mark.parametrize(("answers", "verdict"), [
    ({"1/1.1": YES, "1/1.2": YES}, Verdict.MET), ({"1/1.2": NO, "2": NO}, Verdict.NOT_MET), ({}, Verdict.UNKNOWN)])
def test_the_pass_mark_is_reached_lost_or_open(answers, verdict):
    assert score(prepare(GROUP, Scheme(pass_mark=Fraction(10))), answers).passes is verdict
    assert score(prepare(GROUP), answers).passes is Verdict.NOT_APPLICABLE


def test_thirds_add_up_exactly():
    nodes = [line(str(one), "1/3", THERE) for one in range(3)]
    assert score(prepare(nodes), {str(one): YES for one in range(3)}).total.confirmed == 1
    assert score(prepare([line("1", 1, THERE)]), {"1": Points(Fraction(1, 7))}).total.confirmed == Fraction(1, 7)
    odd = [line(str(one), Fraction(1, 10**6 + one), THERE) for one in range(4)]
    assert score(prepare(odd), {}).total.possible == sum(Fraction(1, 10**6 + one) for one in range(4))


def test_codes_that_repeat_or_are_missing_still_have_keys_of_their_own():
    nodes = [Node("1", "a", children=(Node("1", "b"), Node("1", "c"), Node("", "d"), Node("", "e"), Node("1~2", "f"))),
             Node("1", "g"), Node("a/b", "h"), Node("@x", "i")]
    assert [key for key, _, _ in keyed(nodes)] == [
        "1", "1/1", "1/1~2", "1/~1", "1/~2", "1/1～2", "1~2", "a／b", "＠x"]


def test_a_tree_of_two_thousand_levels_is_scored():
    node = line("leaf", 1, THERE)
    for level in range(2000):
        node = line(str(level), None, None, node, line("x", 1, THERE))
    done = score(prepare([node]), {"1999/x": YES})
    assert told(done.total) == (1, 2001, 2001)
    assert sum(1 for _ in lines_of(done)) == 4001


def test_an_empty_edition_has_no_points():
    assert score(prepare([]), {}).total == Span(Fraction(0), Fraction(0), Fraction(0))


def test_ten_times_the_lines_are_ten_times_the_work():
    """Calls are counted, since time depends on the machine."""
    def calls(size):
        nodes = [line(str(one), None, None, *(line(str(each), 1, THERE) for each in range(10))) for one in range(size)]
        sheet, counted = prepare(nodes), 0

        def count(_frame, event, _argument):
            nonlocal counted
            counted += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            score(sheet, {})
        finally:
            sys.setprofile(None)
        return counted

    assert calls(100) < 10.5 * calls(10)
