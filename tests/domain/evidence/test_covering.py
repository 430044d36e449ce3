"""Which parts of a picture are covered, as people type them."""

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.evidence.covering import MOST_AREAS, Area, areas_of


def test_per_cents_become_thousandths_and_empty_rows_say_nothing():
    rows = [("10", "20.5", "30%", "5"), ("", "", "", " "), ("0", "0", "１", "1")]
    assert areas_of(rows) == [Area(100, 205, 300, 50), Area(0, 0, 10, 10)]


def test_what_reaches_over_the_edge_ends_there():
    assert areas_of([("90", "95", "50", "50")]) == [Area(900, 950, 100, 50)]


def test_an_area_is_written_as_it_was_typed():
    assert Area(100, 205, 300, 5).percents == ("10", "20.5", "30", "0.5")
    assert areas_of([Area(100, 205, 300, 5).percents]) == [Area(100, 205, 300, 5)]


@pytest.mark.parametrize(("row", "sentence"), [
    (("10", "20", "30", ""), "四个数要填全"), (("十", "20", "30", "5"), "四个数要填全"),
    (("nan", "20", "30", "5"), "四个数要填全"), (("1e9", "20", "30", "5"), "四个数要填全"),
    (("100", "0", "5", "5"), "落在图片外面"), (("-1", "0", "5", "5"), "落在图片外面"),
    (("10", "20", "0.4", "5"), "太小"), (("10", "20", "-5", "5"), "太小"),
])
def test_what_is_no_area_is_refused_with_its_number(row, sentence):
    with pytest.raises(InputRefused, match=f"第 2 处.*{sentence}|第 2 处{sentence}"):
        areas_of([("1", "1", "5", "5"), row])


def test_none_and_too_many_are_refused():
    with pytest.raises(InputRefused, match="至少圈出一处"):
        areas_of([("", "", "", "")])
    with pytest.raises(InputRefused, match=f"最多遮挡 {MOST_AREAS} 处"):
        areas_of([("1", "1", "5", "5")] * (MOST_AREAS + 1))
