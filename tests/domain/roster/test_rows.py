"""A sheet into persons: wherever the columns stand, whatever lies between the rows."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from wenming.domain.roster.columns import CARDS, Column, columns_of, head_row, squeezed_head
from wenming.domain.roster.rows import read_rows, refuse_twins

TODAY = date(2026, 3, 2)
PEOPLE = (
    {"name": "示范甲", "staff_number": "001", "unit": "办公室", "status": "在岗", "since": "2020-01-02",
     "party": "党员"},
    {"name": "示范乙", "staff_number": "002", "unit": "办公室", "status": "退休", "since": "2021/3/4", "party": "群众"},
    {"name": "示范丙", "staff_number": "003", "unit": "机关党委", "status": "", "since": "", "party": ""},
)
FIELDS = tuple(PEOPLE[0])


def sheet(order, gaps, before, people=PEOPLE):
    """The rows of a sheet: ``before`` rows of title, heads, then the people with blank rows between them."""
    rows = [["某单位花名册"]] * before + [[CARDS[Column(field)].title for field in order]]
    for person, gap in zip(people, gaps, strict=False):
        rows += [[""] * len(order)] * gap + [[person[field] for field in order]]
    return rows


def persons(rows):
    at = head_row(rows)
    read = read_rows(rows, at, columns_of(rows[at]), TODAY).rows
    return [(row.name, row.staff_number, row.unit, row.status, row.since, row.party, row.faults) for row in read]


PLAIN = persons(sheet(FIELDS, (0, 0, 0), 0))


@settings(max_examples=60, deadline=None)
@given(
    order=st.permutations(FIELDS), gaps=st.lists(st.integers(0, 4), min_size=3, max_size=3), before=st.integers(0, 9)
)
def test_any_order_of_columns_and_any_blank_rows_give_the_same_people(order, gaps, before):
    assert persons(sheet(order, gaps, before)) == PLAIN


@settings(max_examples=40, deadline=None)
@given(pads=st.lists(st.sampled_from(["", " ", "\u3000", "\t", "\u200b"]), min_size=18, max_size=18))
def test_blanks_around_what_was_typed_do_not_count(pads):
    padded = [
        {field: pad + value for (field, value), pad in zip(person.items(), pads[6 * at:], strict=False)}
        for at, person in enumerate(PEOPLE)
    ]
    assert persons(sheet(FIELDS, (0, 0, 0), 0, padded)) == PLAIN


def test_heads_are_known_by_their_other_names_and_by_what_was_remembered():
    heads = ["序号", "姓 名*", "所在处室", "职务/职级", "政治面貌（必填）", "来源"]
    assert columns_of(heads) == {Column.NAME: 1, Column.UNIT: 2, Column.POST: 3, Column.PARTY: 4}
    remembered = {squeezed_head("来源"): "status", squeezed_head("所在处室"): "ignored"}
    assert columns_of(heads, remembered) == {Column.NAME: 1, Column.POST: 3, Column.PARTY: 4, Column.STATUS: 5}


def test_the_first_of_two_columns_of_one_meaning_counts():
    assert columns_of(["姓名", "部门", "单位"]) == {Column.NAME: 0, Column.UNIT: 1}


def test_no_heads_are_found_where_there_are_none():
    assert head_row([["示范甲", "办公室"], ["示范乙", "办公室"]]) is None
    assert head_row([["姓名"], ["示范甲"]]) is None


def test_sums_signatures_and_heads_printed_again_are_no_people():
    rows = [["姓名", "单位"], ["示范甲", "办公室"], ["姓名", "单位"], ["合计", "1 人"], ["", "制表人：示范乙"]]
    reading = read_rows(rows, 0, {Column.NAME: 0, Column.UNIT: 1}, TODAY)
    assert ([row.name for row in reading.rows], reading.passed_over) == (["示范甲", ""], 2)


def test_every_fault_of_a_row_is_told_with_its_column():
    rows = [["姓名", "单位", "状态", "何时起"], ["", "办公室", "不详", "昨天"]]
    (row,) = read_rows(rows, 0, columns_of(rows[0]), TODAY).rows
    assert (row.number, [fault.title for fault in row.faults]) == (2, ["姓名", "人员状态", "何时起"])


def test_a_cell_where_a_formula_failed_is_a_fault_and_not_an_empty_cell():
    rows = [["姓名", "状态"], ["示范甲", ""]]
    (row,) = read_rows(rows, 0, columns_of(rows[0]), TODAY, {(1, 1): "#N/A"}).rows
    assert "公式错误" in row.faults[0].reason


def test_one_person_twice_is_refused_in_both_rows():
    rows = [
        ["姓名", "单位", "工号"], ["示范甲", "办公室", "1"], ["示范乙", "办公室", "1"], ["示 范 丙", "办公室", ""],
        ["示范丙", "办公室", ""], ["示范丁", "办公室", ""], ["示范丁", "机关党委", ""], ["示范戊", "办公室", "2"],
        ["示范戊", "办公室", "3"],
    ]
    found = read_rows(rows, 0, columns_of(rows[0]), TODAY).rows
    refuse_twins(found)
    assert [bool(row.faults) for row in found] == [True, True, True, True, False, False, False, False]
    assert "第 2、3 行" in found[0].faults[0].reason
