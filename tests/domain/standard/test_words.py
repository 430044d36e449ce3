"""Small rules on words: codes, scores, figures, material, methods, vetoes; each with what it must leave alone."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.standard.calendars import months_of
from wenming.domain.standard.codes import Depths, leading_code, whole_code
from wenming.domain.standard.comparisons import comparisons
from wenming.domain.standard.declared import components_of, total_of
from wenming.domain.standard.heads import role_of
from wenming.domain.standard.materials import slots_of
from wenming.domain.standard.methods import methods_of
from wenming.domain.standard.points import named, points_of
from wenming.domain.standard.vetoes import is_veto_list, veto_of
from wenming.domain.standard.wording import even


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("一、组织领导", "一", "组织领导"),
        ("（一）组织领导", "（一）", "组织领导"),
        ("1.甲", "1", "甲"),
        ("1．甲", "1", "甲"),
        ("(2) 甲", "(2)", "甲"),
        ("①甲", "①", "甲"),
        ("4.10 甲", "4.10", "甲"),
        ("4.10甲", "4.10", "甲"),
        ("Ⅰ-1 甲", "Ⅰ-1", "甲"),
        ("Ⅲ－15甲", "Ⅲ－15", "甲"),
        ("I-1 甲", "I-1", "甲"),
        ("1-3 甲", "1-3", "甲"),
        ("A1 甲", "A1", "甲"),
        ("B2组织", "B2", "组织"),
        ("第三条 甲", "第三条", "甲"),
        ("Ⅱ、甲", "Ⅱ", "甲"),
        ("1.2.3、甲", "1.2.3", "甲"),
    ],
)
def test_codes_are_taken_off_names(text, code, rest):
    found = leading_code(text)
    assert found is not None
    assert (found[0].text, found[1]) == (code, rest)


@pytest.mark.parametrize(
    "text",
    [
        "1.5分",
        "3次以上",
        "2.5%以上",
        "1-2张图片",
        "4-6月开展",
        "2024年计划",
        "一次活动",
        "A4纸打印",
        "100分",
        "组织领导",
        "1.",
    ],
)
def test_figures_are_no_codes(text):
    assert leading_code(text) is None


def test_a_code_alone_in_its_cell():
    assert [whole_code(text).text for text in ("1", "一", "（一）", "4.10", "Ⅱ-1", "A1", "t8")] == [
        "1",
        "一",
        "（一）",
        "4.10",
        "Ⅱ-1",
        "A1",
        "t8",
    ]
    assert [whole_code(text) for text in ("组织领导", "1.5分", "")] == [None, None, None]


def test_levels_of_codes():
    depths = Depths()
    styles = [
        leading_code(f"{code}甲")[0].style
        for code in ("一、", "（一）", "1.", "（1）", "（2）", "2.", "（二）", "1.", "二、")
    ]
    assert [depths.of(style) for style in styles] == [0, 1, 2, 3, 3, 2, 1, 2, 0]


def test_levels_of_dotted_codes():
    depths = Depths()
    assert [depths.of(whole_code(code).style) for code in ("1", "1.1", "1.1.1", "1.2", "2", "2.1")] == [
        0,
        1,
        2,
        1,
        0,
        1,
    ]


@pytest.mark.parametrize(
    ("text", "name", "points"),
    [
        ("创建氛围（27分）", "创建氛围", 27),
        ("研究创建工作。4 分", "研究创建工作", 4),
        ("研究创建工作。4分。", "研究创建工作", 4),
        ("采用（2分）", "采用", 2),
        ("组织领导20分", "组织领导", 20),
        ("甲（满分5分）", "甲", 5),
        ("甲（0.5分）", "甲", Fraction(1, 2)),
        ("甲(5分)", "甲", 5),
        ("甲\n（5分）", "甲", 5),
        ("有机构（10分）。未成立的扣10分。", "有机构", 10),
    ],
)
def test_scores_in_names(text, name, points):
    found = named(text)
    assert (found.name, found.points) == (name, points)


@pytest.mark.parametrize(
    "text",
    [
        "没有记录的扣1分",
        "没有表彰文件的扣 1.5分",
        "没有文化活动记录的1分",
        "每少一项扣 0.5分",
        "推介的得2分",
        "甲（3分）乙（2分）",
        "总结（2000字以内）",
        "累计不超过2分",
    ],
)
def test_points_of_rules_are_no_scores(text):
    assert named(text).points is None


def test_score_cells():
    said = ["5", "5分", "5.0", " 0.5 ", "５", "满分5分", "1e3", "-2", "", "5-10", "甲", "/"]
    assert [points_of(text) for text in said] == [5, 5, 5, Fraction(1, 2), 5, 5, 1000, -2, None, None, None, None]


@pytest.mark.parametrize(
    ("text", "op", "value", "unit"),
    [
        ("绿化率≥95%", ">=", 95, "%"),
        ("绿化率＞＝９５％", ">=", 95, "%"),
        ("活动不少于2次", ">=", 2, "次"),
        ("开展两次以上活动", ">=", 2, "次"),
        ("参与率达到90%", ">=", 90, "%"),
        ("人均＞1000元", ">", 1000, "元"),
        ("每月1篇", ">=", 1, "篇/月"),
        ("每年学习不低于4次", ">=", 4, "次/年"),
        ("覆盖率达百分之三十", ">=", 30, "%"),
        ("不少于二十小时", ">=", 20, "小时"),
        ("签订率100%", ">=", 100, "%"),
        ("占比大于95%", ">", 95, "%"),
        ("投诉不超过3件", "<=", 3, "件"),
        ("每季度开展1次", ">=", 1, "次/季"),
        ("不少于职工总数的30%", ">=", 30, "%"),
    ],
)
def test_thresholds_of_all_written_forms(text, op, value, unit):
    found = comparisons(even(text))[0]
    assert (found.op, found.value, found.unit) == (op, value, unit)


@pytest.mark.parametrize("text", ["得5分以上", "不超过5分", "500字以内", "近2年", "2024年", "国家级以上", "一批先进"])
def test_what_is_no_threshold(text):
    assert comparisons(even(text)) == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("图片1-2张", [("photo", 1, 2, None)]),
        ("说明报告（500字以内）", [("report", 1, None, 500)]),
        ("formal_doc≥4", [("formal_doc", 4, None, None)]),
        ("活动方案、活动图片3张", [("formal_doc", 1, None, None), ("photo", 3, None, None)]),
        ("不少于3张照片", [("photo", 3, None, None)]),
        ("评选方案、考评细则、表彰文件", [("formal_doc", 3, None, None)]),
        ("签到表；会议记录", [("original_record", 2, None, None)]),
        ("花名册", [("roster", 1, None, None)]),
        ("【征求上级部门意见（规范文件）】", [("opinion", 1, None, None)]),
        ("【说明报告】【实景图片】", [("report", 1, None, None), ("photo", 1, None, None)]),
        ("无", []),
        ("网页截图不超过2张", [("screenshot", 1, 2, None)]),
    ],
)
def test_material(text, slots):
    assert [(one.kind, one.min, one.max, one.characters) for one in slots_of(text)] == slots


def test_captions_belong_to_the_material_before_them():
    (slot,) = slots_of("活动图片，注明时间、地点、人物")
    assert slot.captions == ("时间", "地点", "人物")


def test_methods_in_their_order():
    assert methods_of("问卷调查、材料审核、实地考察") == ("questionnaire", "document_review", "site_visit")


@pytest.mark.parametrize(
    ("head", "role"),
    [
        ("测评项目（分）", "level"),
        ("测评标准", "criterion"),
        ("评分标准", "rule"),
        ("分值", "score"),
        ("得分", "result"),
        ("扣分", "result"),
        ("序号", "code"),
        ("应提供材料", "material"),
        ("测评方法", "method"),
        ("责任部门", "owner"),
        ("备注", "remark"),
        ("parent_id", "parent"),
        ("项目及分值", "level"),
        ("权重", "weight"),
        ("A（100%）", "state"),
        ("月份", "period"),
    ],
)
def test_heads(head, role):
    assert role_of(head) == role


def test_words_are_no_heads():
    assert role_of("没有开展学雷锋志愿服务活动的扣1分，扣完为止，以记录为准") is None
    assert role_of("张示甲") is None


def test_months():
    said = ["3月", "4-6月", "第一季度", "上半年", "12月底前", "3月起", "十月", "0月", "13月", "甲"]
    assert [months_of(text) for text in said] == [
        (3, 3),
        (4, 6),
        (1, 3),
        (1, 6),
        (1, 12),
        (3, 12),
        (10, 10),
        None,
        None,
        None,
    ]


def test_vetoes():
    assert is_veto_list("有下列情形之一的，不得申报")
    assert not is_veto_list("基本指标")
    assert veto_of("近24个月内领导班子成员有严重违纪").months == 24
    assert veto_of("2023年1月1日以来发生事故").since == "2023-01-01"
    assert veto_of("发生事故", 12).months == 12


def test_totals_and_their_parts():
    assert total_of(["加分项满分10分", "本体系满分为100分"]) == 100
    parts = components_of(["总分100分，由材料审核60分、实地考察40分组成"], Fraction(100))
    assert [part.points for part in parts] == [60, 40]


@given(st.integers(1, 99), st.integers(1, 99))
def test_a_code_is_text(head, tail):
    found = leading_code(f"{head}.{tail} 甲乙")
    assert found is not None
    assert found[0].text == f"{head}.{tail}"


@given(st.decimals(0, 100, places=1), st.sampled_from(["{}分", "（{}分）", "({} 分)", "。{}分"]))
def test_a_score_is_exact(points, form):
    assert named("甲乙丙" + form.format(points)).points == Fraction(points)


@given(st.integers(1, 100), st.sampled_from(["不少于{}次", "{}次以上", "至少{}次", "≥{}次", "达到{}次"]))
def test_a_threshold_is_exact(value, form):
    (found,) = comparisons(even("开展活动" + form.format(value)))
    assert (found.op, found.value, found.unit) == (">=", value, "次")


@given(st.text(max_size=60))
def test_evening_twice_changes_nothing(text):
    assert even(even(text)) == even(text) or "&" in text


def test_the_form_of_a_file_is_no_material():
    (slot,) = slots_of("学习记录扫描合并成一个文件上传，须有时间、地点、参加人员")
    assert (slot.kind, slot.captions) == ("original_record", ("时间", "地点", "参加人员"))
    assert slots_of("无须提供材料") == ()
