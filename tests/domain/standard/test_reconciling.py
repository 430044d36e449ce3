"""What does not add up is told, and nothing is mended."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.standard.findings import FindingKind
from wenming.domain.standard.links import Linked, linked
from wenming.domain.standard.nodes import Node, walk
from wenming.domain.standard.raw import Raw
from wenming.domain.standard.reconciling import counted, reconciled, total_mismatch
from wenming.domain.standard.rules import Absence, Incident

F = Fraction


def found(*nodes: Node) -> list[tuple[str, str]]:
    return [(one.kind.value, one.code) for one in reconciled(nodes, {id(node) for _, node in walk(nodes)})]


def leaf(code: str, score: int | None = 1, **more: object) -> Node:
    return replace(Node(code, f"第{code}条", None if score is None else F(score)), **more)


def test_children_against_parent():
    group = Node("1", "甲", F(5), children=(leaf("1.1", 2), leaf("1.2", 2)))
    assert found(group) == [("sum_mismatch", "1")]
    assert found(replace(group, max_score=F(4))) == []
    assert found(replace(group, max_score=F(3), cap=F(3))) == []


def test_a_line_without_points_among_lines_with_them():
    assert found(leaf("1"), leaf("2"), leaf("3", None)) == [("missing_score", "3")]
    assert found(leaf("1", None), leaf("2", None)) == []


def test_a_deduction_larger_than_its_line():
    assert found(leaf("1", 1, rule=Incident(F(2)))) == [("deduction_over_max", "1")]
    assert found(leaf("1", 2, rule=Absence(F(2)))) == []


def test_codes():
    assert found(leaf("1.1"), leaf("1.1")) == [("duplicate_code", "1.1")]
    assert found(leaf("4.9"), leaf("4.1"), leaf("4.11")) == [("numeric_code", "4.1")]
    assert found(leaf("4.19"), leaf("4.2"), leaf("4.21")) == [("numeric_code", "4.2")]
    same = [Node(code, code, children=(leaf("1"), leaf("2"))) for code in ("一", "二")]
    assert found(*same) == []


def test_scores_out_of_the_way():
    assert found(leaf("1", 1_000_000_000)) == [("score_out_of_range", "1")]
    assert found(leaf("1", -1)) == [("score_out_of_range", "1")]


def test_grades_that_differ_from_those_above():
    child = leaf("1.1", name="国家级得2分，省级得1分")
    assert found(Node("1", "国家级得2分，省级得1.5分", children=(child,))) == [("parent_child_conflict", "1")]
    assert found(Node("1", "国家级得2分，省级得1分", children=(child,))) == []


def test_the_total_leaves_bonus_lines_out():
    nodes = (leaf("1", 60), leaf("2", 40), leaf("3", 10, bonus=True))
    assert counted(nodes) == 100
    assert total_mismatch(F(100), counted(nodes)) == []
    assert [one.kind for one in total_mismatch(F(90), F(100))] == [FindingKind.TOTAL_MISMATCH]


def test_parents_that_are_missing_or_go_round():
    lines = [
        Linked(Raw(name, row, name), name, above)
        for row, (name, above) in enumerate([("a", "0"), ("b", "a"), ("c", "x"), ("d", "e"), ("e", "d"), ("f", "f")])
    ]
    roots, findings = linked(lines)
    assert [one.code for one in roots] == ["a", "c", "d", "f"]
    assert [(one.kind.value, one.code) for one in findings] == [
        ("orphan_parent", "c"),
        ("circular_parent", "d"),
        ("circular_parent", "f"),
    ]


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 9)), max_size=12))
def test_no_line_is_lost_whatever_its_parent(pairs):
    lines = [Linked(Raw(str(at), at), str(own), str(above)) for at, (own, above) in enumerate(pairs)]
    roots, _ = linked(lines)
    seen, waiting = [], list(roots)
    while waiting:
        one = waiting.pop()
        seen.append(one.row)
        waiting += one.children
    assert sorted(seen) == list(range(len(pairs)))


@given(st.lists(st.integers(0, 20), min_size=1, max_size=6))
def test_a_sum_is_told_exactly_when_it_differs(scores):
    children = tuple(leaf(f"1.{at}", score) for at, score in enumerate(scores, start=1))
    assert found(Node("1", "甲", F(sum(scores)), children=children)) == []
    assert found(Node("1", "甲", F(sum(scores) + 1), children=children)) == [("sum_mismatch", "1")]
