"""The published standards of ``WENMING_STANDARDS``, as they come and as data: the figures known of them."""

import os
from pathlib import Path

import pytest

from wenming.domain.standard.draft import StandardDraft
from wenming.domain.standard.nodes import walk
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.rules import TieredThreshold
from wenming.standard.intake.document import read_source

FOLDER = Path(os.environ.get("WENMING_STANDARDS") or "/nonexistent")

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="WENMING_STANDARDS names no folder with standards: nothing real was read"
)


def read(name: str) -> StandardDraft:
    path = FOLDER / name
    return read_standard(read_source(path.read_bytes(), path.name))


def kinds(draft: StandardDraft) -> list[tuple[str, str]]:
    return [(one.kind.value, one.code) for one in draft.findings]


def test_a_flat_table_of_three_levels():
    draft = read("raw/enshi-2017.flat.csv")
    assert draft.counts() == [10, 46, 74]
    assert draft.total.summed == 113.5
    assert kinds(draft) == [
        ("deduction_over_max", "4.2.2"),
        ("deduction_over_max", "4.7.1"),
        ("missing_verb", "6.2.2"),
        ("other", "8.1.1"),
        ("parent_child_conflict", "9.1"),
    ]


def test_an_answer_of_a_system():
    draft = read("raw/hunan-szjggw-2017.api.json")
    assert draft.counts() == [6, 10, 19]
    assert (draft.total.by_text, draft.total.by_field) == (100, 97)
    assert [node.code for node in draft.nodes] == ["1", "2", "7", "8", "9", "10"]
    assert kinds(draft) == [("text_field_mismatch", "t8"), ("text_field_mismatch", "t19")]


def test_the_same_standard_as_data_has_its_five_tiers():
    draft = read("hunan-szjggw-2017.yaml")
    rule = next(node.rule for _, node in walk(draft.nodes) if node.code == "t12")
    assert isinstance(rule, TieredThreshold)
    assert [(tier.level, tier.value) for tier in rule.tiers] == [
        ("省直文明单位", 2),
        ("省直文明标兵单位", 3),
        ("省级文明单位", 4),
        ("省级文明标兵单位", 6),
        ("全国文明单位", 8),
    ]


@pytest.mark.parametrize(
    ("data", "raw"),
    [
        ("enshi-2017.yaml", "raw/enshi-2017.flat.csv"),
        ("hunan-szjggw-2017.yaml", "raw/hunan-szjggw-2017.api.json"),
    ],
)
def test_a_raw_file_has_the_lines_of_the_structured_one(data, raw):
    wanted, found = read(data), read(raw)
    assert [(level, node.code, node.name) for level, node in walk(found.nodes)] == [
        (level, node.code, node.name) for level, node in walk(wanted.nodes)
    ]


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("city-three-column.yaml", [3, 4]),
        ("hunan-volunteer-abc.yaml", [2, 4]),
        ("national-2012-trial.yaml", [13, 4]),
        ("national-2017-outline.yaml", [15]),
        ("tianjin-nankai-citylevel.yaml", [11, 32, 38]),
        ("enshi-2017.yaml", [10, 46, 74]),
    ],
)
def test_outlines_and_parts_as_data(name, counts):
    assert read(name).counts() == counts
