"""Made-up standards of other shapes, each read as its label says."""

import pytest

from tests.domain.standard.labelled import FOLDER, report, sections, source_of
from wenming.domain.standard.columns import Column, Layout
from wenming.domain.standard.heads import Role
from wenming.domain.standard.reader import read_standard

PATHS = sorted(FOLDER.glob("*.txt"))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_standard_is_read_as_labelled(path):
    _, wrong, _ = report(path)
    assert wrong == []


def test_a_corrected_layout_is_obeyed():
    source = source_of({"table": ["甲列 | 乙列 | 丙列", "组织领导 | 有机构 | 5", "^ | 有经费 | 3"]})
    layout = Layout(
        (Column(Role.LEVEL, "甲列"), Column(Role.CRITERION, "乙列", 1), Column(Role.SCORE, "丙列", 1)), (), 1
    )
    draft = read_standard(source, [layout])
    assert draft.counts() == [1, 2]
    assert [node.max_score for node in draft.nodes[0].children] == [5, 3]


def test_the_proposal_of_a_draft_read_again_gives_the_same():
    for path in PATHS:
        _, _, draft = report(path)
        assert read_standard(source_of(sections(path)), draft.layouts) == draft
