"""Kinds, names, windows and counts of evidence, with pen and paper."""

from datetime import date, timedelta

import pytest

from wenming.domain.evidence.filing import is_late
from wenming.domain.evidence.kinds import Kind, kind_of, kind_of_all
from wenming.domain.evidence.names import mismatch, title_of
from wenming.domain.evidence.slots import Demand, Offer, Rule, check, counted, counted_of, in_window

DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("media_type", "kind"),
    [
        ("image/jpeg", Kind.PICTURE), ("image/heic", Kind.PICTURE), ("video/mp4", Kind.VIDEO),
        ("audio/mpeg", Kind.VIDEO),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Kind.TABLE), ("text/csv", Kind.TABLE),
        ("application/vnd.ms-excel", Kind.TABLE), ("application/pdf", Kind.DOCUMENT), ("text/plain", Kind.DOCUMENT),
        ("application/zip", Kind.DOCUMENT), ("application/unheard-of", Kind.DOCUMENT),
    ],
)
def test_kind_is_told_by_content(media_type, kind):
    assert kind_of(media_type) is kind


def test_kind_of_several_files_is_mixed_unless_they_agree():
    assert kind_of_all([Kind.PICTURE, Kind.PICTURE]) is Kind.PICTURE
    assert kind_of_all([Kind.PICTURE, Kind.DOCUMENT]) is Kind.MIXED


@pytest.mark.parametrize(
    ("name", "title"),
    [("法治讲座.第2场.jpg", "法治讲座.第2场"), (".jpg", ".jpg"), ("无后缀", "无后缀"), ("../甲.pdf", "甲")],
)
def test_a_title_starts_from_the_name_without_ending(name, title):
    assert title_of(name) == title


@pytest.mark.parametrize(
    ("name", "media_type", "told"),
    [
        ("a.jpg", "image/jpeg", False), ("a.JPG", "application/pdf", True), ("a.pdf", "image/png", True),
        ("无后缀", "image/png", False), ("a.jpg", "application/unheard-of", False),
    ],
)
def test_a_false_ending_is_told(name, media_type, told):
    assert bool(mismatch(name, media_type)) is told


@pytest.mark.parametrize(("days", "late"), [(0, False), (30, False), (31, True)])
def test_late_means_more_than_thirty_days(days, late):
    assert is_late(DAY - timedelta(days=days), DAY) is late


@pytest.mark.parametrize(
    ("kind", "have"),
    [(Kind.PICTURE, 3), (Kind.VIDEO, 1), (Kind.DOCUMENT, 2), (Kind.TABLE, 2), (Kind.LINK, 2), (Kind.ANY, 2)],
)
def test_pictures_and_films_count_by_file_everything_else_by_item(kind, have):
    assert counted(kind, items=2, pictures=3, videos=1) == have


def test_one_item_of_three_photographs_is_three_pictures_and_one_document():
    files = [Kind.PICTURE] * 3
    assert counted_of(Kind.PICTURE, files) == 3
    assert counted_of(Kind.DOCUMENT, files) == 1
    assert counted_of(Kind.ANY, []) == 0


@pytest.mark.parametrize(
    ("from_", "until", "inside"),
    [
        (None, None, True), (DAY, DAY, True), (DAY + timedelta(1), None, False), (None, DAY - timedelta(1), False),
        (DAY, None, True), (None, DAY, True),
    ],
)
def test_window_includes_both_ends(from_, until, inside):
    assert in_window(Demand(Kind.ANY, 1, window_from=from_, window_until=until), DAY) is inside


PICTURES = Demand(Kind.PICTURE, 2, 4, DAY, DAY + timedelta(30), ("time", "place", "people", "topic"))


def test_a_full_offer_passes_every_rule():
    offer = Offer((Kind.PICTURE, Kind.PICTURE), DAY, "三楼会议室", "31 人", "法治讲座")
    assert [rule.passed for rule in check(PICTURES, offer, 0)] == [True, True, True, True]


@pytest.mark.parametrize(
    ("offer", "already", "rule"),
    [
        (Offer((Kind.PICTURE,), DAY), 0, Rule(False, "共 1 张，还差 1 张")),
        (Offer((Kind.PICTURE,), DAY), 1, Rule(True, "共 2 张，够了")),
        (Offer((Kind.PICTURE,) * 5, DAY), 0, Rule(False, "共 5 张，至多 4 张，请挑选")),
        (Offer((Kind.PICTURE,) * 2, DAY - timedelta(1)), 0, Rule(False, "共 0 张，还差 2 张")),
        (Offer((Kind.PICTURE,) * 2, DAY - timedelta(1)), 0, Rule(False, "活动日期在时间窗外，不计数")),
        (Offer((Kind.DOCUMENT,), DAY), 0, Rule(False, "要图片，这里没有")),
        (Offer((Kind.PICTURE,), DAY, "", "31 人", " "), 0, Rule(False, "说明缺地点、主题")),
        (Offer((Kind.PICTURE,), None), 0, Rule(None, "活动日期还没填")),
    ],
)
def test_each_shortcoming_has_its_own_sentence(offer, already, rule):
    assert rule in check(PICTURES, offer, already)


def test_a_scan_may_be_the_document_asked_for():
    rules = check(Demand(Kind.DOCUMENT, 1), Offer((Kind.PICTURE,), DAY), 0)
    assert [rule.passed for rule in rules] == [True, None]


def test_a_plain_demand_has_one_rule():
    assert [rule.sentence for rule in check(Demand(Kind.ANY, 1), Offer((Kind.DOCUMENT,), DAY), 0)] == ["共 1 件，够了"]
