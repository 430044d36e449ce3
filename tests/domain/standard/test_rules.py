"""Rules are data: what is written as JSON is read back the same, and what is no rule is refused by name."""

from fractions import Fraction

import pytest

from wenming.domain.standard.figures import shown
from wenming.domain.standard.nodes import Node, rule_from_json, rule_to_json, walk
from wenming.domain.standard.rule_typing import rule_from, typed_from
from wenming.domain.standard.rules import (
    KINDS,
    SHARES,
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

HALF = Fraction(1, 2)
EVERY_RULE = [
    Absence(HALF), Shortfall(Fraction(2), "次", HALF, ("消防",)),
    Threshold(">=", Fraction(30), "%", "注册志愿者", HALF),
    Graded((Band(">=", Fraction(95), Fraction(2)), Band(state="C#"))), Incident(Fraction(2), each=True), Accrual(),
    AccrualGraded((Grade("省部级", Fraction(3, 2)),), Fraction(2), "项", highest_only=True),
    TieredThreshold((Tier("全国文明单位", Fraction(8)),), unit="次"), Calendar((Window("三月", 3, 3, Fraction(1, 3)),)),
    State(3, (Step("A", 3), Step("C#")), SHARES), Judged(), Unscored(),
]


def test_every_kind_of_rule_is_here():
    assert {rule.type for rule in EVERY_RULE} == set(KINDS) == set(RuleType)


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda rule: rule.type.value)
def test_a_rule_comes_back_from_json_as_it_went(rule):
    said = rule_to_json(rule)
    assert said["type"] == rule.type.value
    assert rule_from_json(said) == rule


@pytest.mark.parametrize(("data", "place"), [
    ({"type": "unheard"}, "rule"), ([], "rule"), ({"type": "shortfall"}, "required"),
    ({"type": "absence", "deduct": 0.5}, "rule.deduct"), ({"type": "absence", "deduct": "1/0"}, "rule.deduct"),
    ({"type": "absence", "taken": 1}, "taken"), ({"type": "graded", "bands": "all"}, "rule.bands"),
])
def test_what_is_no_rule_is_refused_and_the_place_named(data, place):
    with pytest.raises(ValueError, match=place):
        rule_from_json(data)


def test_a_tree_is_walked_in_the_order_of_the_document_however_deep():
    leaf = Node("leaf", "叶")
    for level in range(2000):
        leaf = Node(str(level), "层", children=(leaf, Node("x", "旁")))
    seen = [(level, node.code) for level, node in walk((leaf,))]
    assert seen[:2] == [(0, "1999"), (1, "1998")]
    assert [one for one in seen if one[1] == "leaf"] == [(2000, "leaf")]
    assert seen[-1] == (1, "x")


@pytest.mark.parametrize(("value", "text"), [
    (Fraction(4), "4"), (HALF, "0.5"), (Fraction(12345678, 10000), "1234.5678"), (Fraction(1_000_000), "1000000"),
    (Fraction(1, 3), "1/3"),
])
def test_a_figure_is_shown_to_its_last_digit(value, text):
    assert shown(value) == text


@pytest.mark.parametrize("rule", [
    rule for rule in EVERY_RULE if rule.type not in {"calendar", "state", "graded"}
], ids=lambda rule: rule.type.value)
def test_a_rule_typed_as_it_is_shown_is_the_same_but_for_what_is_not_typed(rule):
    typed = typed_from(rule)
    assert typed_from(rule_from(typed)) == typed
