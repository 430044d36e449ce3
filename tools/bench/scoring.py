"""An edition of 1,000 indicators scored, against its tree merely walked."""

import time
from fractions import Fraction

from wenming.domain.assessment import answers as said
from wenming.domain.assessment.scheme import Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import Sheet, prepare
from wenming.domain.standard.nodes import Node, walk
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

from .measure import Cost, Measure, paired

ROUNDS = 100
MOST = 3
LEVEL = "全国文明单位"
HALF = Fraction(1, 2)
KINDS = [
    (Absence(HALF), said.Done(False)), (Shortfall(Fraction(4), "次", HALF), said.Count(Fraction(3))),
    (Threshold(">=", Fraction(30), "%"), said.Ratio(Fraction(2996), Fraction(10000))),
    (Graded((Band(">=", Fraction(95), Fraction(1)), Band(">=", Fraction(80), HALF))), said.Count(Fraction(85))),
    (Incident(HALF, each=True), said.Incidents(1)), (Accrual(), said.Done(True)),
    (AccrualGraded((Grade("国家级", Fraction(1)), Grade("省部级", HALF)), Fraction(1)),
     said.Achievements((said.Won("省部级", 1),))),
    (TieredThreshold((Tier(LEVEL, Fraction(8)),)), said.Count(Fraction(7))),
    (Calendar((Window("三月", 3, 3, Fraction(1)),)), said.Months((said.MonthCount(3, 1),))),
    (State(3, (Step("A", 3), Step("B", 2), Step("C#"))), said.Conditions(2)), (Judged(), said.Points(HALF)),
]
"""Every kind of rule with an answer to it."""


def edition() -> tuple[tuple[Node, ...], dict[str, said.Answer]]:
    """10 groups of 10 items of 10 indicators, the kinds of rules in turn, every indicator answered but each twelfth."""
    given: dict[str, said.Answer] = {}

    def indicator(group: int, item: int, number: int) -> Node:
        place = (group * 10 + item) * 10 + number
        rule, answer = KINDS[place % len(KINDS)]
        code = f"{group}.{item}.{number}"
        if place % 12:
            given[f"{group}/{group}.{item}/{code}"] = answer
        return Node(code, f"第 {place} 条", Fraction(1), rule)

    def item(group: int, number: int) -> Node:
        lines = tuple(indicator(group, number, one) for one in range(10))
        return Node(f"{group}.{number}", "考核项目", Fraction(10), children=lines)

    groups = tuple(
        Node(str(group), "类别", Fraction(100), children=tuple(item(group, one) for one in range(10)), cap=Fraction(60))
        for group in range(10))
    return groups, given


def measure_scoring(blocks: int) -> Measure:
    """The sheet is made once for an edition and kept; a score is every line's and the whole."""
    nodes, given = edition()
    sheet: Sheet = prepare(nodes, scope=Scope(LEVEL))

    def walked() -> None:
        for _ in walk(nodes):
            pass

    ours, control = _timed(lambda: score(sheet, given)), _timed(walked)
    return paired("1,000 lines scored / walked", ours, control, goal=MOST, unit="ms CPU", blocks=blocks)


def _timed(work) -> Cost:
    def cost() -> float:
        before = time.process_time()
        for _ in range(ROUNDS):
            work()
        return (time.process_time() - before) * 1000 / ROUNDS

    return cost
