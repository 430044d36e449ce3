import pytest

from tests.domain.plan.texts import passage
from wenming.domain.plan.targets_text import targets_in


def figures(text: str) -> list[tuple[str, str, str]]:
    return [(one.op, one.value, one.unit) for one in targets_in(passage(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("法治宣传教育普及率≥95%。", [(">=", "95", "%")]),
        ("每年参加活动不少于16小时。", [(">=", "16", "小时")]),
        ("失业率控制在3.5%以内。", [("<=", "3.5", "%")]),
        ("轮候时间不超过5年。", [("<=", "5", "年")]),
        ("年均开发2万个以上岗位。", [(">=", "2", "万个")]),
        ("参保人数达到424万人。", [("=", "424", "万人")]),
        ("小学适龄儿童入学率100%，辍学率1%以下。", [("=", "100", "%"), ("<=", "1", "%")]),
        (
            "建成1~2所学校和10~12所中职学校。",
            [(">=", "1", "所"), ("<=", "2", "所"), (">=", "10", "所"), ("<=", "12", "所")],
        ),
        ("收入线由9600元以下提高到15600元以下。", [("<=", "15600", "元")]),
        ("机械化率分别达到65%和55%。", [("=", "65", "%"), ("=", "55", "%")]),
        ("80%的区达到创建目标。", [("=", "80", "%")]),
        ("供应量不低于供应总量的70%。", [(">=", "70", "%")]),
        ("筹集住房95000套（户）。", [("=", "95000", "套（户）")]),
        ("覆盖1,200个村以上。", [(">=", "1200", "个")]),
    ],
)
def test_committed_figures(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2012－2015年，稳步推进。",
        "举办第7届活动。",
        "注重0~3岁幼儿教育。",
        "坚持“发现1户、解决1户”。",
        "执行《2020年完成100个项目计划》。",
        "加快2个国家改造城市试点和4个国家试点建设。",
        "给予补助5万元。",
        "绍公通〔2019〕76号。",
        "现有志愿者300名。",
        "节约一滴水、一度电。",
    ],
)
def test_other_figures_are_no_targets(text: str) -> None:
    assert figures(text) == []


def test_populations_are_the_words_around_the_share() -> None:
    (target,) = targets_in(passage("党员注册志愿者人数占党员总数的比例≥90%；"))
    assert target.numerator_population == "党员注册志愿者人数"
    assert target.denominator_population == "党员总数"
    assert target.text == "党员注册志愿者人数占党员总数的比例≥90%"
    assert target.confidence >= 0.9


def test_populations_stay_empty_where_the_sentence_names_none() -> None:
    (target,) = targets_in(passage("法治宣传教育普及率≥95%。"))
    assert (target.numerator_population, target.denominator_population) == ("", "")
    (share,) = targets_in(passage("其中租赁型保障房占60%以上。"))
    assert (share.numerator_population, share.denominator_population) == ("租赁型保障房", "")


def test_a_promise_without_a_comparing_word_is_not_sure() -> None:
    (target,) = targets_in(passage("建成3所学校。"))
    assert target.confidence < 0.9


def test_the_span_is_the_clause() -> None:
    text = "完善制度，志愿者不少于30人，做好登记。"
    (target,) = targets_in(passage(text))
    (span,) = target.spans
    assert text[span.start : span.end] == "志愿者不少于30人"
