import pytest

from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.numerals import han_number, whole_number


@pytest.mark.parametrize(
    ("text", "kind", "number", "value", "rest"),
    [
        ("一、指导思想", "han", "一、", 1, "指导思想"),
        ("十二、附则", "han", "十二、", 12, "附则"),
        ("（二十一）加强宣传", "han_bracket", "（二十一）", 21, "加强宣传"),
        ("( 三 )推进工作", "han_bracket", "(三)", 3, "推进工作"),
        ("11、完善制度", "digit", "11、", 11, "完善制度"),
        ("2．创造机会", "digit", "2．", 2, "创造机会"),
        ("　　4.促进就业", "digit", "4.", 4, "促进就业"),
        ("2. 登记备案", "digit", "2.", 2, "登记备案"),
        ("3.2020年底前完成", "digit", "3.", 3, "2020年底前完成"),
        ("（3）建立台账", "bracket", "（3）", 3, "建立台账"),
        ("5）建立台账", "bracket", "5）", 5, "建立台账"),
        ("③建立台账", "circle", "③", 3, "建立台账"),
        ("第二章 主要任务", "chapter", "第二章", 2, "主要任务"),
        ("第一部分　总体要求", "chapter", "第一部分", 1, "总体要求"),
        ("第十条 附则", "article", "第十条", 10, "附则"),
        ("第三阶段：总结提高", "stage", "第三阶段", 3, "总结提高"),
        ("1.2 建设内容", "dotted1", "1.2", 2, "建设内容"),
    ],
)
def test_marker_is_read(text: str, kind: str, number: str, value: int, rest: str) -> None:
    marker = parse_marker(text)
    assert marker is not None
    assert (marker.kind, marker.number, marker.value) == (kind, number, value)
    assert text[marker.end :].strip() == rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "2019年11月",
        "3.5%以内",
        "1.2亿千瓦",
        "24万以上",
        "一是加强领导",
        "第一次会议",
        "8个区域",
        "（2019-2020年）",
        "1",
        "（略）",
    ],
)
def test_no_marker_in_plain_text(text: str) -> None:
    assert parse_marker(text) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("十", 10), ("二十三", 23), ("一百零五", 105), ("二〇一九", 2019), ("○", 0), ("", None), ("几", None)],
)
def test_han_numbers(text: str, value: int | None) -> None:
    assert han_number(text) == value


def test_whole_number_reads_full_width_and_stops_at_nine_digits() -> None:
    assert whole_number("１２") == 12
    assert whole_number("1" * 10) is None
