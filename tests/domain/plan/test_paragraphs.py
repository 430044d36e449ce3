from wenming.domain.plan.brackets import outermost, pairs, split_outside, unclosed
from wenming.domain.plan.draft import Span
from wenming.domain.plan.lines import Line, lines_of
from wenming.domain.plan.paragraphs import page_width, paragraphs_of


def texts(text: str) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(lines_of(text))]


def test_lines_are_numbered_from_one_through_every_kind_of_break() -> None:
    assert [(line.number, line.text) for line in lines_of("甲\r\n乙\r\n\n丙\f丁")] == [
        (1, "甲"), (2, "乙"), (3, ""), (4, "丙"), (5, "丁"),
    ]  # fmt: skip


def test_a_list_of_names_broken_after_a_comma_is_joined_over_an_empty_line() -> None:
    (paragraph,) = paragraphs_of(lines_of("副组长：张三、李四、\n\n　　王五"))
    assert paragraph.text == "副组长：张三、李四、王五"
    assert paragraph.passage.pieces == (Span(1, 0, 10), Span(3, 2, 4))


def test_an_open_title_bracket_is_closed_by_the_next_line() -> None:
    assert texts("《某某市创建\n工作方案》的通知\n各单位") == ["《某某市创建工作方案》的通知", "各单位"]


def test_an_open_bracket_that_is_never_closed_joins_nothing() -> None:
    assert texts("（一些话\n另一段\n又一段") == ["（一些话", "另一段", "又一段"]


def test_a_numbered_line_is_never_joined() -> None:
    assert texts("长效机制，\n（四）自查阶段") == ["长效机制，", "（四）自查阶段"]


def test_lines_of_one_page_width_are_set_together() -> None:
    line = "这是一份按照版面宽度折行的文件里面的一整行文字共三十个汉字左右吧"
    wrapped = "\n".join([line] * 12) + "\n到此为止。\n" + line + "\n第二段完。"
    assert texts(wrapped) == [line * 12 + "到此为止。", line + "第二段完。"]


def test_paragraphs_of_differing_length_have_no_page_width() -> None:
    assert page_width([("文" * size) for size in range(20, 60)]) == 0


def test_equal_paragraphs_that_end_as_sentences_are_no_copied_page() -> None:
    assert page_width(["这是一段以句号结尾的完整的话而且它的长度和其他各段一样。"] * 20) == 0


def test_a_table_row_is_never_joined() -> None:
    rows = [Line(1, "甲、\t乙", None, ("甲、", "乙")), Line(2, "丙\t丁", None, ("丙", "丁"))]
    assert [paragraph.cells for paragraph in paragraphs_of(rows)] == [("甲、", "乙"), ("丙", "丁")]


def test_brackets_pair_across_widths_and_nest() -> None:
    assert [(pair.start, pair.end, pair.depth) for pair in pairs("（a(b)）)(")] == [(0, 6, 0), (2, 5, 1)]
    assert [(pair.start, pair.end) for pair in outermost("（a）b(c）")] == [(0, 3), (4, 7)]


def test_unclosed_names_the_mark_that_is_owed() -> None:
    assert (unclosed("《甲"), unclosed("（甲《乙》"), unclosed("（甲）")) == ("》", "）", "")


def test_split_outside_leaves_brackets_whole() -> None:
    text = "甲、乙（丙、丁）、戊"
    assert [text[start:end] for start, end in split_outside(text, "、")] == ["甲", "乙（丙、丁）", "戊"]
