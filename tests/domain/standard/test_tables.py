"""What a table's layout says: groups written out, columns that are levels or only say more."""

import pytest

from tests.domain.standard.labelled import FOLDER, rows_of, sections
from wenming.domain.standard.draft import StandardDraft
from wenming.domain.standard.nodes import walk
from wenming.domain.standard.reader import read_standard
from wenming.domain.standard.source import Row, Source, Table

MERGED = [
    path
    for path in sorted(FOLDER.glob("*.txt"))
    if "table" in (parts := sections(path)) and any(row.merged for row in rows_of(parts["table"]))
]


def read(rows: tuple[Row, ...]) -> StandardDraft:
    return read_standard(Source((Table(rows),)))


def lines(draft: StandardDraft) -> list[object]:
    return [(level, node.code, node.name, node.max_score) for level, node in walk(draft.nodes)]


@pytest.mark.parametrize("path", MERGED, ids=lambda path: path.stem)
def test_groups_written_out_on_every_row_are_the_same_groups(path):
    rows = rows_of(sections(path)["table"])
    assert lines(read(tuple(Row(row.number, row.cells) for row in rows))) == lines(read(rows))


def test_codes_and_scores_of_groups_written_out_go_with_them():
    draft = read(rows_of(["编号 | 类别 | 分值 | 项目 | 分值", "1 | 甲 | 5 | 一项 | 2", "1 | 甲 | 5 | 二项 | 3"]))
    assert lines(draft) == [(0, "1", "甲", 5), (1, "1.1", "一项", 2), (1, "1.2", "二项", 3)]
    assert draft.findings == ()


def test_a_column_with_one_text_each_says_more_of_the_line():
    draft = read(rows_of(["项目 | 测评标准 | 分值", "甲项 | 要求甲 | 5", "乙项 | 要求乙 | 3"]))
    assert draft.counts() == [2]
    assert [node.text for node in draft.nodes] == ["甲项；要求甲", "乙项；要求乙"]


def test_with_scores_of_its_own_it_is_a_level():
    draft = read(rows_of(["项目 | 测评标准", "甲项（5分） | 要求甲（5分）", "乙项（3分） | 要求乙（3分）"]))
    assert draft.counts() == [2, 2]


def test_a_row_without_a_name_and_with_a_score_is_told():
    draft = read(rows_of(["项目 | 分值", "甲项 | 5", " | 3"]))
    assert [(one.kind.value, one.row) for one in draft.findings] == [("unreadable_row", 3)]


def test_a_month_stands_for_the_lines_below_it():
    draft = read(rows_of(["月份 | 内容 | 分值", "3月 | 甲 | 5", " | 乙 | 3"]))
    assert [node.rule.type.value for node in draft.nodes] == ["calendar", "calendar"]
