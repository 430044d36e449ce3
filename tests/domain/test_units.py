"""Names of units as plans print them."""

import pytest

from wenming.domain.units import bare_name, is_everyone, likeness

OWN = ("示范省财政厅", "省财政厅")


@pytest.mark.parametrize(
    ("printed", "bare"),
    [
        ("团委", "团委"), ("厅团委", "团委"), ("厅 团 委", "团委"), ("省厅团委", "团委"), ("本局团委", "团委"),
        ("厅机关党委", "机关党委"), ("机关党委", "机关党委"), ("直属机关党委", "直属机关党委"),
        ("示范省财政厅办公室", "办公室"), ("省财政厅办公室", "办公室"), ("厅办公室", "办公室"),
        ("税政法规处", "税政法规处"), ("部长", "部长"), ("局办", "局办"), ("综合处（研究室）", "综合处（研究室）"),
        ("综合处(研究室)", "综合处（研究室）"),
    ],
)
def test_bare_name_drops_only_blanks_and_the_bodys_own_prefix(printed, bare):
    assert bare_name(printed, OWN) == bare


def test_bare_name_keeps_the_organ_so_two_party_committees_stay_two():
    assert bare_name("厅党委", OWN) != bare_name("厅机关党委", OWN)


@pytest.mark.parametrize(
    "phrase",
    [
        "各处室、单位", "厅机关各处室、单位", "厅机关各处室、各单位", "各处室（单位）", "各处室(单位)", "各部门",
        "局机关各部门", "各处室和所属单位", "各处室及厅属单位", "各 处 室、单 位", "全体处室、单位", "各单位",
        "省厅各处室、直属单位",
    ],
)
def test_phrases_that_name_everybody(phrase):
    assert is_everyone(phrase)


@pytest.mark.parametrize(
    "phrase",
    [
        "相关处室、单位", "各相关处室、单位", "各有关单位", "各责任单位", "各牵头单位", "各处室", "各科室", "各党支部",
        "机关党委", "各处室、单位主要负责人", "办公室", "", "各协会组织、兴趣小组",
    ],
)
def test_phrases_that_do_not(phrase):
    assert not is_everyone(phrase)


def test_likeness_orders_suggestions():
    best, next_best, worst = (likeness("后勤中心", other) for other in ("后勤服务中心", "信息网络中心", "税政法规处"))
    assert best > next_best > worst
    assert likeness("厅团委", "团委") == 1
