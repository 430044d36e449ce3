"""The rule a sentence states."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.standard.findings import FindingKind
from wenming.domain.standard.rules import (
    Absence,
    Accrual,
    AccrualGraded,
    Band,
    Calendar,
    Grade,
    Graded,
    Incident,
    Judged,
    Shortfall,
    State,
    Step,
    Threshold,
    Tier,
    TieredThreshold,
    Unscored,
)
from wenming.domain.standard.sentences import rule_of

HALF = Fraction(1, 2)
SAID = {
    "没有学习记录的扣1分": Absence(Fraction(1)),
    "经费不落实的扣1分": Absence(Fraction(1)),
    "无经费不得分": Absence(),
    "至少举办2次以上活动，少一次扣0.5分": Shortfall(Fraction(2), "次", HALF),
    "至少开展两个节日活动，少1 个扣1分": Shortfall(Fraction(2), "个", Fraction(1)),
    "每年活动不少于2次，每少1次扣1分": Shortfall(Fraction(2), "次", Fraction(1)),
    "注册率达到30%，每低5个百分点扣1分": Shortfall(Fraction(30), "%", Fraction(1, 5)),
    "每少一项记录扣0.5分": Shortfall(Fraction(8), "项", HALF),
    "单位员工因旅游不文明行为受到相关处理的扣2分": Incident(Fraction(2)),
    "业务工作滞后受到通报的扣2分": Incident(Fraction(2)),
    "职工有“两违”行为扣1分": Incident(Fraction(1)),
    "每发生一起投诉扣1分，扣完为止": Incident(Fraction(1), True),
    "发现一处脏乱扣2分": Incident(Fraction(2), True),
    "无失信记录，出现失信行为的扣10分": Incident(Fraction(10)),
    "被县以上文件推介的得2分": Accrual(Fraction(2)),
    "国家级每项得2分，省部级每项得1.5分，累计得分不超过2分": AccrualGraded(
        (Grade("国家级", Fraction(2)), Grade("省部级", Fraction(3, 2))), Fraction(2), "项"
    ),
    "州级和县市级奖项的每项得1分，国家级的得2分": AccrualGraded(
        (Grade("州级", Fraction(1)), Grade("县市级", Fraction(1)), Grade("国家级", Fraction(2))), None, "项"
    ),
    "每篇加0.5分，最高2分": AccrualGraded((Grade("每篇", HALF),), Fraction(2), "篇"),
    "90%以上得5分，80%以上得3分，其余不得分": Graded(
        (Band(">=", Fraction(90), Fraction(5)), Band(">=", Fraction(80), Fraction(3)), Band(">=", None, Fraction(0))),
        "%",
    ),
    "群众满意度低于90%的扣2分": Threshold(">=", Fraction(90), "%", "群众满意度", Fraction(2)),
    "学习不少于4次": Threshold(">=", Fraction(4), "次", "学习"),
    "活动：省级文明单位不少于4次，全国文明单位不少于6次": TieredThreshold(
        (Tier("省级文明单位", Fraction(4)), Tier("全国文明单位", Fraction(6))), ">=", "次", "活动"
    ),
    "市级文明单位、省级文明单位、全国文明单位每年分别不少于2、4、6次": TieredThreshold(
        (Tier("市级文明单位", Fraction(2)), Tier("省级文明单位", Fraction(4)), Tier("全国文明单位", Fraction(6))),
        ">=",
        "次/年",
    ),
    "符合3项为A，2项为B，其余为C": State(3, (Step("A", 3), Step("B", 2), Step("C"))),
    "环境整洁": Judged(),
}


@pytest.mark.parametrize("text", SAID)
def test_what_a_sentence_states(text):
    assert rule_of(text, points=Fraction(4)).rule == SAID[text]


def test_months_with_points_are_a_calendar():
    rule = rule_of("3月开展学雷锋活动得2分；10月开展重阳活动得1分", points=None).rule
    assert isinstance(rule, Calendar)
    assert [(one.first, one.last, one.points) for one in rule.windows] == [(3, 3, 2), (10, 10, 1)]


def test_without_points_a_line_is_not_scored():
    assert rule_of("环境整洁", points=None).rule == Unscored()


def test_how_many_may_stand_in_the_line_above():
    rule = rule_of("少一幅公益广告扣1分", points=Fraction(2), around="公益广告成风景（3幅以上）").rule
    assert rule == Shortfall(Fraction(3), "幅", Fraction(1))


def test_a_missing_verb_is_told():
    said = rule_of("没有文化活动记录的1分", points=Fraction(1))
    assert said.rule == Absence(Fraction(1))
    assert [kind for kind, _ in said.doubts] == [FindingKind.MISSING_VERB]


@pytest.mark.parametrize(
    "text", ["支持新农村建设，办实事的扣2分", "无计划扣3分，无总结扣2分", "参与率≥90%，绿化率≥35%"]
)
def test_what_a_person_has_to_look_at_is_told(text):
    assert [kind for kind, _ in rule_of(text, points=Fraction(5)).doubts] == [FindingKind.OTHER]


@pytest.mark.parametrize("text", ["累计不超过2分", "未成年人思想道德建设", "无烟单位创建", "不断改善条件"])
def test_what_is_no_deduction(text):
    assert not isinstance(rule_of(text, points=Fraction(2)).rule, Absence | Incident)


@given(st.decimals("0.1", 20, places=1), st.sampled_from(["没有{}的扣{}分", "未开展{}扣{}分", "无{}扣 {} 分"]))
def test_a_deduction_is_exact(points, form):
    assert rule_of(form.format("活动方案", points), points=Fraction(20)).rule == Absence(Fraction(points))


@given(st.integers(1, 30), st.decimals("0.1", 5, places=1), st.sampled_from("次篇项期场"))
def test_a_shortfall_is_exact(required, each, unit):
    rule = rule_of(f"每年不少于{required}{unit}，每少1{unit}扣{each}分", points=Fraction(10)).rule
    assert rule == Shortfall(Fraction(required), unit, Fraction(each))
