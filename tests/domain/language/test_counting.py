"""字数: Han signs and points one by one, words and numbers as one, blanks not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.language.counting import characters_of

HAN = st.text("创建文明单位一二三", max_size=40)
BLANK = st.text(" \t\n\u3000", min_size=1, max_size=3)


@pytest.mark.parametrize(("text", "count"), [
    ("", 0), (" \n\t\u3000", 0), ("文明创建", 4), ("文明创建，人人参与。", 10), ("2019年", 2),
    ("法治宣传教育普及率≥95%", 10),
    ("Word 文档 2 份", 5), ("covid-19", 1), ("“两学一做”……", 8), ("湘财〔2019〕1号", 7),
    ("文 明\n创　建", 4), ("𠀀字", 2),
])
def test_a_text_is_as_long_as_a_word_processor_says(text, count):
    assert characters_of(text) == count


@given(HAN)
def test_each_han_sign_is_one(text):
    assert characters_of(text) == len(text)


@given(st.text(max_size=60), st.text(max_size=60), BLANK)
def test_two_texts_with_a_blank_between_are_as_long_as_both(first, second, blank):
    assert characters_of(first + blank + second) == characters_of(first) + characters_of(second)


@given(st.text(max_size=80))
def test_no_text_is_longer_than_its_signs(text):
    assert characters_of(text) <= len(text)
