"""Marks of headings and where a signature stands."""

import pytest

from wenming.domain.documents.layout import GB_9704, characters_wide, signature_indents
from wenming.domain.documents.outline import Part, in_chinese, mark
from wenming.domain.plan.numerals import han_number


@pytest.mark.parametrize("number", range(1, 100))
def test_a_number_in_chinese_reads_as_itself(number):
    assert han_number(in_chinese(number)) == number


@pytest.mark.parametrize(("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_are_said_as_official_documents_say_them(number, said):
    assert in_chinese(number) == said


def test_the_four_marks():
    marks = [mark(level, 3) for level in (Part.FIRST, Part.SECOND, Part.THIRD, Part.FOURTH)]
    assert marks == ["三、", "（三）", "3.", "（3）"]


def test_the_type_area_holds_22_lines_of_28_characters():
    assert GB_9704.width - GB_9704.left - GB_9704.right == 156
    assert GB_9704.height - GB_9704.top - GB_9704.bottom == 225
    millimetres = 25.4 / 72
    assert 225 - 1 < GB_9704.lines * GB_9704.line * millimetres < 225 + 1
    assert 156 < GB_9704.characters * GB_9704.types[Part.BODY].size * millimetres < 156 + 3


@pytest.mark.parametrize("signature", ["示范省财政厅", "示范省" * 5, "示范省" * 7, "示范省" * 20, ""])
@pytest.mark.parametrize("date", ["2026年1月10日", "2026年12月31日"])
def test_a_signature_of_any_length_is_centred_over_its_date_and_stays_on_the_paper(signature, date):
    left, right = signature_indents(GB_9704, signature, date)
    block = GB_9704.text_width - left - right
    assert right >= 0
    assert right + block / 2 == pytest.approx(GB_9704.date_indent + characters_wide(date) / 2)
    lines = characters_wide(signature) / block
    assert lines <= 1 or lines % 1 == 0 or lines % 1 > 0.6, "the last line is about as long as the others"
