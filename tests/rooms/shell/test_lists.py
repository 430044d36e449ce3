"""Paging by key: every row once, in order, whatever the ties and whatever the address says."""

import pytest

from tests.cast import TODAY, make_organisation
from wenming.organisation.models import Headcount, Organisation
from wenming.shell.lists import count_up_to, page_after

ORDER = ["as_of", "pk"]


@pytest.fixture
def body(db) -> Organisation:
    return make_organisation("示范省财政厅")


def fill(body, count: int) -> list[Headcount]:
    """Rows of two days, so that every page has ties."""
    return [
        Headcount.objects.create(organisation=body, population=f"范围{n}", as_of=TODAY.replace(day=1 + n % 2), count=n)
        for n in range(count)
    ]


def walk(size: int, order=ORDER) -> list[Headcount]:
    seen, after = [], ""
    while True:
        page = page_after(Headcount.objects.all(), after, descending=order, size=size)
        assert len(page.rows) <= size
        seen += page.rows
        if not page.after:
            return seen
        after = page.after


@pytest.mark.parametrize("count", [0, 1, 4, 5, 6, 10, 11])
def test_walking_the_pages_meets_every_row_once_in_order(body, count):
    rows = fill(body, count)
    expected = sorted(rows, key=lambda row: (row.as_of, row.pk), reverse=True)
    assert walk(5) == expected


def test_the_last_full_page_has_no_next(body):
    fill(body, 5)
    assert page_after(Headcount.objects.all(), "", descending=ORDER, size=5).after == ""


def test_a_row_added_meanwhile_neither_repeats_nor_hides_another(body):
    rows = fill(body, 6)
    first = page_after(Headcount.objects.all(), "", descending=["pk"], size=3)
    fill_one = Headcount.objects.create(organisation=body, population="新", as_of=TODAY, count=1)
    second = page_after(Headcount.objects.all(), first.after, descending=["pk"], size=3)
    assert [*first.rows, *second.rows] == sorted(rows, key=lambda row: -row.pk)
    assert fill_one not in second.rows


@pytest.mark.parametrize(
    "key", ["x", "x~y", "~", "~~", "2026-03-01", "2026-13-45~1", "1~2~3", "9" * 60 + "~" + "9" * 60]
)
def test_a_key_that_does_not_fit_is_the_beginning(body, key):
    rows = fill(body, 3)
    assert len(page_after(Headcount.objects.all(), key, descending=ORDER).rows) == len(rows)


def test_a_page_takes_one_query(body, django_assert_num_queries):
    fill(body, 12)
    first = page_after(Headcount.objects.all(), "", descending=ORDER, size=5)
    with django_assert_num_queries(1):
        page_after(Headcount.objects.all(), first.after, descending=ORDER, size=5)


@pytest.mark.parametrize(("count", "limit", "said"), [(0, 3, "0"), (3, 3, "3"), (4, 3, "3+")])
def test_counting_stops_where_it_tells_no_more(body, count, limit, said):
    fill(body, count)
    assert count_up_to(Headcount.objects.all(), limit) == said
