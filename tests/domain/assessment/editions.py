"""Editions for tests: short hands for lines, and the published ones of WENMING_STANDARDS as trees."""

import os
from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from wenming.domain.standard.nodes import Node, Slot
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.rules import (
    KINDS,
    Absence,
    Accrual,
    AccrualGraded,
    Grade,
    Incident,
    Judged,
    Rule,
    Shortfall,
    Threshold,
    Tier,
    TieredThreshold,
)
from wenming.standard.intake.document import read_source
from wenming.standard.intake.yaml_text import parse_yaml

FOLDER = os.environ.get("WENMING_STANDARDS", "")


def points(value: object) -> Fraction | None:
    return None if value is None else Fraction(str(value))


def line(code: str, score: object = None, rule: Rule | None = None, *below: Node, **more: Any) -> Node:
    return Node(code, f"{code} 的要求", points(score), rule or KINDS["none"](), children=below, **more)


def published(name: str) -> tuple[Node, ...]:
    """The lines of a published edition, every rule as its file says. Skips, visibly, where it is not at hand."""
    if not FOLDER:
        pytest.skip("WENMING_STANDARDS is not set: the published standard is not at hand")
    written: Any = parse_yaml(Path(FOLDER, f"{name}.yaml").read_text(encoding="utf-8"))
    return tuple(_node(one) for one in written["nodes"])


def as_read(name: str) -> tuple[Node, ...]:
    """The same as the product reads the file."""
    if not FOLDER:
        pytest.skip("WENMING_STANDARDS is not set: the published standard is not at hand")
    path = Path(FOLDER, f"{name}.yaml")
    return read_standard(read_source(path.read_bytes(), path.name)).nodes


def _node(written: Mapping[str, Any]) -> Node:
    return Node(
        written["code"], written.get("name", ""), points(written.get("max_score")), _rule(written.get("rule")),
        slots=tuple(Slot(one["kind"], one.get("what", ""), int(one.get("min_count", 1)))
                    for one in written.get("evidence", ())),
        children=tuple(_node(one) for one in written.get("children", ())), cap=points(written.get("cap")),
    )


def _rule(written: Mapping[str, Any] | None) -> Rule:
    said = dict(written or {"type": "judged"})
    return _RULES[said["type"]](said, points(said.get("deduct")), said.get("unit", ""))


def _threshold(said: Mapping[str, Any], deduct: Fraction | None, unit: str) -> Rule:
    """What is no figure (合格) is there or not."""
    value = said.get("value", said.get("required"))
    if not value.isdecimal():
        return Absence(deduct)
    return Threshold(said.get("op", ">="), points(value), unit, deduct=deduct)


def _awards(said: Mapping[str, Any], _deduct: Fraction | None, unit: str) -> Rule:
    grades = tuple(Grade(level, points(each)) for level, each in said["grades"].items())
    return AccrualGraded(grades, points(said.get("cap")), unit)


_RULES = {
    "absence": lambda said, deduct, unit: Absence(deduct),
    "shortfall": lambda said, deduct, unit: Shortfall(
        points(said["required"]), unit, points(said.get("deduct_per_missing"))),
    "threshold": _threshold,
    "incident": lambda said, deduct, unit: Incident(deduct),
    "accrual": lambda said, deduct, unit: Accrual(points(said.get("points"))),
    "accrual_graded": _awards,
    "tiered_threshold": lambda said, deduct, unit: TieredThreshold(
        tuple(Tier(level, points(value)) for level, value in said["tiers"].items()), said["op"], unit),
    "judged": lambda said, deduct, unit: Judged(),
}
"""The kinds the two complete editions use."""
