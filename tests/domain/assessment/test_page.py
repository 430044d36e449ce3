"""The examples of the reference page are true."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from wenming.domain.assessment.answers import AnswerType, answer_from_json
from wenming.domain.assessment.lines import line_of
from wenming.domain.assessment.scheme import Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.standard.nodes import rule_from_json
from wenming.domain.standard.rules import RuleType

from .editions import line

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "scoring.md"
LINES = PAGE.read_text(encoding="utf-8").splitlines()
ROWS = [[cell.strip(" `") for cell in row.strip("|").split("|")] for row in LINES if row.startswith("|")]
EXAMPLES = [row for row in ROWS if len(row) == 6 and row[1].startswith("{")]
ANSWERS = [row for row in ROWS if len(row) == 3 and row[1].startswith("{")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example[0])
def test_an_example_comes_to_what_the_page_says(example):
    label, rule, worth, answer, earned, verdict = example
    read = rule_from_json(json.loads(rule))
    sheet = prepare([line("1", worth or None, read)], scope=Scope("全国文明单位"))
    told = line_of(score(sheet, {"1": answer_from_json(json.loads(answer))}), "1")
    assert (told.span.confirmed, told.verdict.label) == (Fraction(earned), verdict)
    assert read.type.label == label


def test_the_page_has_every_kind_of_rule_and_answer():
    assert {row[0] for row in EXAMPLES} == {kind.label for kind in RuleType}
    assert {answer_from_json(json.loads(row[1])).type for row in ANSWERS} == set(AnswerType)
