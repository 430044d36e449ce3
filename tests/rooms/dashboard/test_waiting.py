"""The list of what waits: its order, its parts, its filters and its headline."""

from datetime import date, timedelta

import pytest

from wenming.dashboard.queries.waiting import CAP, waiting_list
from wenming.domain.waiting import When
from wenming.organisation.registry import DueItem

THURSDAY = date(2027, 1, 21)


def item(days: int | None, kind: str = "材料", title: str = "讲座照片") -> DueItem:
    due_on = None if days is None else THURSDAY + timedelta(days)
    return DueItem(kind, title, "材料要求第 3 项", due_on, "/x/", "上传")


@pytest.mark.parametrize(
    ("days", "headline"),
    [
        ([], "现在没有事等我"),
        ([-2, 0, 0, 1, 5, 8], "6 件事等我：1 件已逾期，2 件今天到期"),
        ([-2, -1], "2 件事等我：2 件已逾期"),
        ([0, 3], "2 件事等我：1 件今天到期"),
        ([None, None], "2 件事等我，都没有期限"),
        ([None], "1 件事等我，没有期限"),
    ],
)
def test_the_headline_answers_how_many_and_how_urgent(days, headline):
    assert waiting_list([item(one) for one in days], THURSDAY).headline == headline


def test_without_urgency_the_headline_names_the_nearest_day():
    found = waiting_list([item(None), item(20), item(5)], THURSDAY)
    assert found.headline.startswith("3 件事等我：最近一件")
    assert "1月26日" in found.headline


def test_things_stand_in_parts_by_their_day():
    found = waiting_list([item(one) for one in (-2, 0, 1, 5, 30, None)], THURSDAY)
    assert [(when, total) for when, total, _ in found.groups] == [(when, 1) for when in When]


def test_a_part_without_things_is_not_shown():
    assert [when for when, _, _ in waiting_list([item(0)], THURSDAY).groups] == [When.TODAY]


def test_kinds_are_counted_over_all_whatever_the_filter():
    items = [item(0, "签收"), item(1, "材料"), item(2, "签收")]
    found = waiting_list(items, THURSDAY, kind="签收")
    assert found.kinds == [("签收", 2), ("材料", 1)]
    assert [one.kind for one in found.chosen] == ["签收", "签收"]


def test_a_day_narrows_the_list():
    found = waiting_list([item(0), item(1)], THURSDAY, day="2027-01-22")
    assert [one.due_on for one in found.chosen] == [date(2027, 1, 22)]


@pytest.mark.parametrize("narrowed", [{"kind": "没有这一类"}, {"day": "不是日期"}])
def test_a_filter_that_fits_nothing_leaves_nothing(narrowed):
    assert waiting_list([item(0)], THURSDAY, **narrowed).groups == []


def test_a_long_list_is_capped_and_says_how_many_more():
    items = [item(n) for n in range(CAP + 7)]
    found = waiting_list(items, THURSDAY)
    assert len(found.shown) == CAP
    assert found.rest == 7
    assert sum(len(entries) for _, _, entries in found.groups) == CAP
    assert waiting_list(items, THURSDAY, whole=True).rest == 0


def test_a_part_names_all_it_holds_although_some_are_not_shown():
    found = waiting_list([item(0)] * (CAP + 7), THURSDAY)
    assert found.groups[0][1] == CAP + 7
    assert len(found.groups[0][2]) == CAP


def test_two_weeks_at_a_glance():
    cells = waiting_list([item(-2), item(0), item(0), item(40)], THURSDAY).fortnight
    assert [(cell.day.day, cell.count, cell.light.value) for cell in cells if cell.count] == [
        (19, 1, "red"), (21, 2, "yellow")]
    assert [cell.day.day for cell in cells if cell.today] == [21]
    assert sum(cell.weekend for cell in cells) == 4
