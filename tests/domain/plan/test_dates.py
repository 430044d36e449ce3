import pytest

from tests.domain.plan.texts import passage
from wenming.domain.plan.dates import iso_date, parse_window
from wenming.domain.plan.deadlines_text import deadlines_in, stated_deadline


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2019年11月", "2019-11", "2019-11"),
        ("2019年12月—2020年2月", "2019-12", "2020-02"),
        ("2020年3月-5月", "2020-03", "2020-05"),
        ("2020年3月1日至15日", "2020-03-01", "2020-03-15"),
        ("2020年11月至次年2月", None, None),
        ("即日起至2020年6月底", None, "2020-06"),
        ("2020年3月起", "2020-03", None),
        ("2020年6月30日前", None, "2020-06-30"),
        ("2020年上半年", "2020-01", "2020-06"),
        ("2020年第三季度", "2020-07", "2020-09"),
        ("2019.11-2020.2", "2019-11", "2020-02"),
        ("2020年11月—2月", "2020-11", "2021-02"),
        ("共3项", None, None),
        ("2020年2月30日", None, None),
    ],
)
def test_windows(text: str, start: str | None, end: str | None) -> None:
    window = parse_window(text)
    assert (window.start if window else None, window.end if window else None) == (start, end)
    assert window is None or not window.inferred


def test_a_missing_year_is_inferred_only_from_the_date_of_issue() -> None:
    window = parse_window("6月25日前", "2019-06-11")
    assert window is not None
    assert (window.start, window.end, window.inferred) == (None, "2019-06-25", True)
    misprinted = parse_window("7月10前", "2019-06-11")
    assert misprinted is not None
    assert misprinted.end == "2019-07-10"
    earlier = parse_window("1月", "2019-06-11")
    assert earlier is not None
    assert earlier.start == "2020-01"
    assert parse_window("6月25日前") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019年12月10日印发", "2019-12-10"),
        ("二○一九年十二月十日", "2019-12-10"),
        ("2019年13月1日", None),
        ("明天", None),
    ],
)
def test_iso_dates(text: str, expected: str | None) -> None:
    assert iso_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("到2015年，基本建成。", [("到2015年", "2015-12-31")]),
        ("2014年前建成系统。", [("2014年前", None)]),
        ("2012~2015年，年均新增。", [("2012~2015年", "2015-12-31")]),
        ("于6月25日前开展。每月25日前报送。", [("6月25日前", None), ("每月25日前", None)]),
        ("2020年6月底前完成。2020年6月底前上报。", [("2020年6月底前", "2020-06-30")]),
        ("2012年，提高标准。", [("2012年", "2012-12-31")]),
        ("2016年1月1日以来的情况。", []),
        ("做好2025年“数据要素”大赛。", []),
        ("依据绍公通〔2019〕76号文件。", []),
    ],
)
def test_deadlines_in_sentences(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(one.text, one.on) for one in deadlines_in(passage(text))] == expected


def test_a_stated_deadline_is_kept_as_printed() -> None:
    whole = stated_deadline(passage("长期坚持"))
    assert whole is not None
    assert (whole.text, whole.on) == ("长期坚持", None)
    assert stated_deadline(passage("。")) is None
