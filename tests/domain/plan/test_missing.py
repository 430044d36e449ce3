from datetime import date
from fractions import Fraction

from wenming.domain.plan.missing import (
    Kind,
    Lack,
    milestone_lack,
    slot_lack,
    summary,
    target_lack,
    unsigned_words,
)
from wenming.domain.plan.targets import Figure, Goal, judge

TODAY = date(2026, 3, 2)


def test_a_slot_lacks_until_it_is_full():
    assert slot_lack("讲座照片", 2, 2, "方案", None) is None
    assert slot_lack("讲座照片", 3, 2, "方案", None) is None
    assert slot_lack("讲座照片", 1, 2, "方案第 54 行", TODAY) == Lack(
        Kind.SLOT, "讲座照片：要 2 件，已有 1 件", "依据 方案第 54 行", TODAY
    )


def test_a_milestone_lacks_from_the_day_after():
    assert milestone_lack("讲座", TODAY, None, TODAY) is None
    assert milestone_lack("讲座", date(2026, 2, 27), date(2026, 2, 28), TODAY) is None
    assert milestone_lack("讲座", date(2026, 2, 27), None, TODAY).why == "时间节点已过 3 天"


def test_a_target_lacks_while_short_or_unmeasured():
    goal = Goal(">=", Fraction(95, 100), "%")
    assert target_lack("普及率", goal, judge(goal, Figure(95, 100)), None) is None
    assert target_lack("普及率", goal, judge(goal, Figure(86, 100)), None).why == "还差 9 人"
    assert target_lack("普及率", goal, judge(goal, None), None).why == "还没有填报"


def test_who_has_still_to_sign_is_said_once_with_names():
    assert unsigned_words([]) == ""
    assert unsigned_words(["资产处"]) == "资产处还没有签收任务"
    assert unsigned_words(["资产处", "监督局"]) == "2 个单位还没有签收任务：资产处、监督局"
    assert unsigned_words([f"{n}处" for n in "一二三四五六七"]).endswith("五处、六处等")


def test_summary_counts_by_kind():
    assert summary({Kind.RECEIPT: 1, Kind.SLOT: 2, Kind.TARGET: 0}) == "还差 2 样材料、1 个签收"
    assert summary({}) == "都齐了"


def test_the_distance_of_a_single_target_says_more_than_its_number():
    assert summary({Kind.TARGET: 1, Kind.SLOT: 2}, "9 人") == "还差 9 人、2 样材料"
    assert summary({Kind.TARGET: 2}, "9 人") == "还差 2 项目标"
    assert summary({Kind.SLOT: 1}, "9 人") == "还差 1 样材料"
