"""Random editions with answers: every kind of rule, any depth, caps, weights, bonus; and a better answer to a line."""

from fractions import Fraction

from hypothesis import strategies as st

from wenming.domain.assessment import answers as said
from wenming.domain.standard.nodes import Node, Slot
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
    Shortfall,
    State,
    Step,
    Threshold,
    Tier,
    TieredThreshold,
    Window,
)

LEVEL = "全国文明单位"
POINTS = st.sampled_from([Fraction(one, parts) for one in range(9) for parts in (1, 2, 3)])
SOME = st.none() | POINTS
COUNTS = st.integers(0, 9)
COUNTED = st.builds(said.Count, COUNTS.map(Fraction))
DONE = st.builds(said.Done, st.booleans())
RATIOS = st.builds(said.Ratio, COUNTS.map(Fraction), st.integers(1, 9).map(Fraction))

EXCEPTIONS = st.builds(said.Points, POINTS) | st.just(said.NotApplicable())
ASKED = st.sampled_from([True, True, False])

RULES = {
    Absence: (st.builds(Absence, SOME), DONE),
    Accrual: (st.builds(Accrual, SOME), DONE),
    Judged: (st.just(Judged()), DONE),
    Shortfall: (st.builds(Shortfall, COUNTS.map(Fraction), st.just("次"), SOME), COUNTED),
    Threshold: (st.builds(Threshold, st.sampled_from([">=", ">"]), COUNTS.map(Fraction), deduct=SOME),
                COUNTED | RATIOS | DONE),
    TieredThreshold: (st.builds(TieredThreshold, st.just((Tier(LEVEL, Fraction(4)),)), deduct=SOME), COUNTED),
    Graded: (st.just(Graded((Band(">=", Fraction(6), Fraction(2)), Band(">=", Fraction(3), Fraction(1))))), COUNTED),
    Incident: (st.builds(Incident, SOME, st.booleans()), st.builds(said.Incidents, COUNTS)),
    AccrualGraded: (
        st.builds(AccrualGraded, st.just((Grade("省", Fraction(2)), Grade("市", Fraction(1)))), POINTS,
                  highest_only=st.booleans()),
        st.builds(lambda a, b: said.Achievements((said.Won("省", a), said.Won("市", b))), COUNTS, COUNTS)),
    Calendar: (
        st.just(Calendar((Window("春", 1, 3, Fraction(1), 2), Window("冬", 11, 2, Fraction(1))))),
        st.lists(st.tuples(st.integers(1, 12), COUNTS), max_size=4, unique_by=lambda one: one[0]).map(
            lambda counts: said.Months(tuple(said.MonthCount(*one) for one in counts)))),
    State: (st.just(State(3, (Step("A", 3), Step("B", 2), Step("C", 1), Step("C#")))),
            st.builds(said.Conditions, COUNTS)),
}
"""How to make a rule of each kind, and an answer to it."""


def better(answer):
    """An answer no rule above can value less."""
    return _BETTER.get(type(answer), lambda same: same)(answer)


_BETTER = {
    said.Done: lambda one: said.Done(True),
    said.Count: lambda one: said.Count(one.value + 1),
    said.Ratio: lambda one: said.Ratio(one.numerator + 1, one.denominator),
    said.Incidents: lambda one: said.Incidents(max(one.times - 1, 0)),
    said.Achievements: lambda one: said.Achievements(tuple(said.Won(each.level, each.count + 1) for each in one.won)),
    said.Months: lambda one: said.Months(tuple(said.MonthCount(each.month, each.count + 1) for each in one.counts)),
    said.Conditions: lambda one: said.Conditions(one.met + 1),
    said.Points: lambda one: said.Points(one.value + 1),
}


@st.composite
def leaves(draw, code):
    rule = draw(st.sampled_from(list(RULES)).flatmap(lambda kind: RULES[kind][0]))
    slots = draw(st.lists(st.builds(Slot, st.just("photo"), min=st.integers(1, 3),
                                    group=st.sampled_from(["", "", "甲", "乙"])), max_size=2))
    bonus = draw(st.sampled_from([False] * 5 + [True]))
    return Node(code, code, draw(SOME), rule, slots=tuple(slots), bonus=bonus, cap=draw(st.sampled_from(
        [None, None, Fraction(2)])), weight=draw(st.sampled_from([None] * 5 + [Fraction(3)])))


@st.composite
def branches(draw, code, depth):
    size = draw(st.integers(1, 3))
    below = tuple(draw(nodes(f"{code}.{one}", depth - 1)) for one in range(size))
    return Node(code, code, draw(st.none() | st.none() | POINTS), children=below,
                cap=draw(st.sampled_from([None, None, Fraction(4)])))


def nodes(code, depth):
    return leaves(code) if not depth else leaves(code) | branches(code, depth)


@st.composite
def editions(draw, depth=2):
    return tuple(draw(nodes(str(one), depth)) for one in range(draw(st.integers(1, 3))))


@st.composite
def answered(draw, sheet):
    """Answers to some of the lines of a sheet."""
    given = {}
    for place, key, _ in sheet.leaves:
        kind = type(sheet.nodes[place].rule)
        if kind in RULES and draw(ASKED):
            own = RULES[kind][1]
            given[key] = draw(own | own | EXCEPTIONS)
    return given
