"""Every kind of rule turns its answers into points as the standard's sentence says; nothing is rounded."""

from fractions import Fraction

import pytest

from wenming.domain.assessment import answers as said
from wenming.domain.assessment.answers import ACCEPTED, Count, Done, Incidents, Months, Points, Ratio, Unfit, Won
from wenming.domain.assessment.lines import line_of
from wenming.domain.assessment.rules.table import SERVING
from wenming.domain.assessment.scheme import Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.assessment.verdicts import Verdict
from wenming.domain.standard.rules import (
    Absence,
    Accrual,
    AccrualGraded,
    Band,
    Calendar,
    Grade,
    Graded,
    Incident,
    Judged,
    RuleType,
    Shortfall,
    State,
    Step,
    Threshold,
    Tier,
    TieredThreshold,
    Unscored,
    Window,
)

from .editions import line

HALF = Fraction(1, 2)
MET, NOT_MET, UNKNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.UNKNOWN
NOT_COMPUTABLE = Verdict.NOT_COMPUTABLE
BOOKS = Shortfall(Fraction(4), "次", HALF)
THIRTY = Threshold(">=", Fraction(30), "%")
BANDS = Graded((Band(">=", Fraction(95), Fraction(2)), Band(">=", Fraction(80), Fraction(1)), Band(points=HALF)), "%")
STATES = Graded((Band(">=", Fraction(95), state="A"), Band(">=", Fraction(80), state="B"), Band(state="C#")), "%")
AWARDS = AccrualGraded((Grade("国家级", Fraction(2)), Grade("省部级", Fraction(1))), Fraction(2), "项")
BEST = AccrualGraded((Grade("国家级", Fraction(2)), Grade("省部级", Fraction(1))), highest_only=True)
SERVICES = TieredThreshold((Tier("全国文明单位", Fraction(8)),), unit="次")
MARCH = Calendar((Window("三月", 3, 3, Fraction(1), 2), Window("冬", 11, 2, Fraction(1))))
ABC = State(3, (Step("C#"), Step("B", 2), Step("A", 3)))


def won(**counts):
    return said.Achievements(tuple(Won(level, count) for level, count in counts.items()))


def months(*counts):
    return Months(tuple(said.MonthCount(*one) for one in counts))


CASES = [
    (Absence(), Done(True), 2, MET), (Absence(), Done(False), 0, NOT_MET), (Absence(HALF), Done(False), 1.5, NOT_MET),
    (Absence(Fraction(5)), Done(False), 0, NOT_MET),
    (BOOKS, Count(4), 2, MET), (BOOKS, Count(9), 2, MET), (BOOKS, Count(3), 1.5, NOT_MET),
    (BOOKS, Count(0), 0, NOT_MET),
    (BOOKS, Count(Fraction(7, 2)), 1.5, NOT_MET), (Shortfall(Fraction(2)), Count(1), 0, NOT_MET),
    (THIRTY, Ratio(2996, 10000), 0, NOT_MET), (THIRTY, Ratio(3000, 10000), 2, MET),
    (THIRTY, Ratio(Fraction(3, 2), 5), 2, MET), (THIRTY, Count(Fraction("29.96")), 0, NOT_MET),
    (THIRTY, Count(30), 2, MET), (THIRTY, Done(True), 2, MET), (THIRTY, Done(False), 0, NOT_MET),
    (Threshold(">", Fraction(1000), "元", deduct=HALF), Count(1000), 1.5, NOT_MET),
    (Threshold("<=", Fraction(5)), Count(5), 2, MET), (Threshold("<", Fraction(5)), Count(5), 0, NOT_MET),
    (Threshold("==", Fraction(1)), Count(1), 2, MET), (Threshold(">=", Fraction(3), "小时"), Ratio(31, 10), 2, MET),
    (SERVICES, Count(7), 0, NOT_MET), (SERVICES, Count(8), 2, MET),
    (BANDS, Ratio(95, 100), 2, MET), (BANDS, Ratio(9499, 10000), 1, NOT_MET), (BANDS, Count(80), 1, NOT_MET),
    (BANDS, Count(1), 0.5, NOT_MET), (STATES, Count(80), Fraction("1.32"), NOT_MET), (STATES, Count(95), 2, MET),
    (STATES, said.InState("B"), Fraction("1.32"), NOT_MET), (STATES, Count(3), 0, NOT_MET),
    (Incident(Fraction(1)), Incidents(0), 2, MET), (Incident(Fraction(1)), Incidents(3), 1, NOT_MET),
    (Incident(HALF, each=True), Incidents(3), 0.5, NOT_MET), (Incident(HALF, each=True), Incidents(9), 0, NOT_MET),
    (Incident(), Incidents(1), 0, NOT_MET),
    (Accrual(), Done(True), 2, MET), (Accrual(Fraction(1)), Done(True), 1, MET), (Accrual(), Done(False), 0, NOT_MET),
    (AWARDS, won(省部级=1), 1, NOT_MET), (AWARDS, won(省部级=3), 2, MET), (AWARDS, won(市级=5), 0, NOT_MET),
    (BEST, won(国家级=1, 省部级=2), 2, MET), (BEST, won(省部级=2), 1, NOT_MET), (BEST, won(), 0, NOT_MET),
    (MARCH, months((3, 2), (11, 0), (12, 1), (1, 0), (2, 0)), 2, MET),
    (MARCH, months((3, 1), (11, 1)), 1, NOT_MET), (MARCH, months((3, 1), (3, 1), (2, 1)), 2, MET),
    (ABC, said.Conditions(3), 2, MET), (ABC, said.Conditions(2), Fraction("1.32"), NOT_MET),
    (ABC, said.Conditions(1), 0, NOT_MET), (ABC, said.InState("C"), Fraction("0.66"), NOT_MET),
    (Judged(), Points(HALF), 0.5, NOT_MET), (Judged(), Points(Fraction(9)), 2, MET), (Judged(), Done(True), 2, MET),
    (Judged(), Points(Fraction(-1)), 0, NOT_MET), (Absence(), Points(Fraction(1, 3)), Fraction(1, 3), NOT_MET),
]


def scored(rule, answer, worth=2):
    sheet = prepare([line("1", worth, rule)], scope=Scope("全国文明单位"))
    return line_of(score(sheet, {} if answer is None else {"1": answer}), "1")


@pytest.mark.parametrize(("rule", "answer", "earned", "verdict"), CASES)
def test_what_is_known_is_confirmed_and_nothing_more_can_be_had(rule, answer, earned, verdict):
    told = scored(rule, answer)
    assert (told.span.confirmed, told.span.possible, told.verdict) == (Fraction(earned), Fraction(earned), verdict)


def test_every_kind_of_rule_is_served_and_tried_here():
    assert set(SERVING) == set(ACCEPTED) == set(RuleType)
    assert {rule.type for rule, *_ in CASES} == set(RuleType) - {RuleType.NONE}


@pytest.mark.parametrize("rule", [rule for rule, *_ in CASES], ids=lambda rule: rule.type.value)
def test_what_is_not_known_is_not_nought(rule):
    told = scored(rule, None)
    assert (told.span.confirmed, told.verdict, told.because) == (0, UNKNOWN, ())
    assert told.span.possible == (1 if rule == Accrual(Fraction(1)) else 2)


@pytest.mark.parametrize("rule", [THIRTY, SERVICES, BANDS, STATES])
@pytest.mark.parametrize("figure", [Ratio(0, 0), Ratio(5, -10)])
def test_nobody_counted_cannot_be_computed(rule, figure):
    told = scored(rule, figure)
    assert (told.span.confirmed, told.span.possible, told.verdict) == (0, 2, NOT_COMPUTABLE)
    assert told.because[0].points == 0


@pytest.mark.parametrize(("rule", "answer"), [
    (ABC, said.InState("Z")), (State(3, (Step("A", 3),)), said.Conditions(1)), (Graded((Band(state="Z"),)), Count(1)),
    (TieredThreshold((Tier("省级文明单位", Fraction(4)),)), Count(9)),
])
def test_what_the_standard_does_not_provide_for_cannot_be_computed(rule, answer):
    assert scored(rule, answer).verdict is NOT_COMPUTABLE


def test_a_month_that_is_not_named_may_still_bring_its_points():
    told = scored(MARCH, months((3, 2), (11, 0)))
    assert (told.span.confirmed, told.span.possible, told.verdict) == (1, 2, UNKNOWN)


@pytest.mark.parametrize(("rule", "answer", "verdict"), [
    (THIRTY, Ratio(29, 100), NOT_MET), (THIRTY, Ratio(30, 100), MET), (STATES, Count(96), MET),
    (STATES, Count(80), NOT_MET),
    (Unscored(), Done(True), MET), (Unscored(), Done(False), NOT_MET), (Judged(), Done(True), MET),
    (ABC, said.Conditions(3), MET), (ABC, said.Conditions(2), NOT_MET),
])
def test_a_line_without_points_still_has_its_verdict(rule, answer, verdict):
    told = scored(rule, answer, worth=None)
    assert (told.span.maximum, told.verdict) == (0, verdict)


@pytest.mark.parametrize(("rule", "worth"), [(Accrual(Fraction(2)), 2), (AWARDS, 2), (BEST, 2), (BANDS, 2), (MARCH, 2)])
def test_a_rule_that_says_its_most_gives_the_line_its_points(rule, worth):
    assert scored(rule, None, worth=None).span.possible == worth


@pytest.mark.parametrize("kind", RuleType)
def test_an_answer_of_another_kind_is_refused(kind):
    rule = next(rule for rule, *_ in [*CASES, (Unscored(),)] if rule.type is kind)
    samples = [
        Done(True), Count(1), Ratio(1, 2), Incidents(0), won(), said.InState("A"), said.Conditions(1), months(),
        Points(1), said.NotApplicable(),
    ]
    for sample in samples:
        if sample.type in ACCEPTED[kind]:
            scored(rule, sample)
        else:
            with pytest.raises(Unfit, match=sample.type.value):
                scored(rule, sample)


def test_an_unknown_comparison_is_no_rule():
    with pytest.raises(ValueError, match="1/2: comparison"):
        prepare([line("1", None, None, line("2", 1, Threshold("≈", Fraction(1))))])


@pytest.mark.parametrize("answer", [
    Done(True), Count(Fraction(1, 3)), Ratio(Fraction(1), Fraction(0)), Incidents(2), won(省部级=2), said.InState("A"),
    said.Conditions(2), months((3, 1)), Points(HALF), said.NotApplicable("没有窗口"),
])
def test_an_answer_comes_back_from_json_as_it_went(answer):
    assert said.answer_from_json(said.answer_to_json(answer)) == answer


@pytest.mark.parametrize("data", [{"type": "guess"}, [], {"type": "count"}, {"type": "count", "value": 0.5}])
def test_what_is_no_answer_is_refused(data):
    with pytest.raises(ValueError, match=r"answer"):
        said.answer_from_json(data)
