"""The parts of an activity's material, and which of them answers which demand."""

import pytest

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.packs import PARTS, Filed, answering, lacking, part_called, title_of_part

SIX = [
    Filed("notice", "示范通知", (Kind.DOCUMENT,)), Filed("scheme", "示范方案", (Kind.DOCUMENT,)),
    Filed("sign_in", "示范签到表", (Kind.PICTURE,)), Filed("photographs", "示范照片", (Kind.PICTURE, Kind.PICTURE)),
    Filed("news", "示范报道", (Kind.DOCUMENT,)), Filed("summary", "示范总结", (Kind.DOCUMENT,)),
]


def test_what_is_lacking_is_said_in_the_order_of_the_parts():
    assert lacking({"photographs", "notice", "other"}) == ["方案", "签到表", "报道", "总结"]
    assert lacking({one.slug for one in PARTS}) == []


@pytest.mark.parametrize(("title", "demanded", "answer"), [
    ("活动照片", Kind.PICTURE, "photographs"), ("法治讲座照片 3 张", Kind.ANY, "photographs"),
    ("活动签到表", Kind.TABLE, "sign_in"), ("年度总结", Kind.DOCUMENT, "summary"),
    ("实施方案的通知", Kind.DOCUMENT, "notice"), ("宣传报道", Kind.ANY, "news"),
    ("现场图", Kind.PICTURE, "photographs"), ("文字材料", Kind.DOCUMENT, "notice"),
    ("活动照片", Kind.VIDEO, None), ("佐证材料", Kind.ANY, None), ("活动录像", Kind.VIDEO, None),
])
def test_a_demand_is_proposed_the_part_it_names_or_the_part_of_its_kind(title, demanded, answer):
    found = answering(title, demanded, SIX)
    assert (None if found is None else SIX[found].part) == answer


def test_an_empty_pack_answers_nothing():
    assert answering("活动照片", Kind.PICTURE, []) is None


def test_a_title_that_names_nothing_is_another_part():
    assert part_called("重阳节慰问") == "other"
    assert part_called("重阳节慰问签到表") == "sign_in"


def test_a_long_activity_is_cut_before_the_word_of_the_part():
    title = title_of_part("长" * 130, "sign_in")
    assert len(title) == 120
    assert title.endswith("长签到表")
