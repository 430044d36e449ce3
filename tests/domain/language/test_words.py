"""What a text is found by and what a question asks for meet exactly where the question stands in the text."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.language.questions import MOST_TERMS, terms_of
from wenming.domain.language.runs import folded, joined_lines, runs
from wenming.domain.language.words import MOST_BYTES, words_of

BODY = 7


def finds(text: str, question: str) -> bool:
    """As both databases answer: every term's words side by side, the last one of an open term a beginning."""
    words = words_of(BODY, [text])
    return all(
        re.search(f" {' '.join(term.words(BODY))}{'' if term.is_open else ' '}", words) for term in terms_of(question)
    )


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("志愿服务月启动", "志愿"), ("志愿服务月启动", "愿服务"), ("龚雪同志先进事迹", "雪"),
        ("志愿服务", "务"), ("宣传", "宣传"),
        ("2026年3月5日学雷锋", "3月5日"), ("2026年3月5日学雷锋", "3月"), ("2026年3月5日学雷锋", "202"),
        ("2026年3月5日学雷锋", "日学雷"), ("ＩＭＧ＿２０２６.JPG", "img 2026"), ("IMG_20260302_001.jpg", "202603"),
        ("创建全国文明单位", "文明 全国"), ("创建全国文明单位", "“全国文明”"), ("志愿、服务", "“志愿，服务”"),
        ("志愿、服务", "志愿、服务"), ("Wi-Fi 覆盖", "wi-fi"), ("𠮷野家", "𠮷"), ("第〇一号", "〇一"),
        ("党建ABC学习", "建abc学"),
    ],
)
def test_found(text, question):
    assert finds(text, question)


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("志愿服务", "服愿"), ("志愿、服务", "志愿服务"), ("志愿服务", "志愿 宣传"), ("全国的文明单位", "“全国文明”"),
        ("2026年", "026"), ("2026年", "26年"), ("xabc", "abc"), ("志向、愿望", "志愿"),
    ],
)
def test_not_found(text, question):
    assert not finds(text, question)


def test_no_phrase_runs_from_one_part_into_the_next():
    assert " ".join(terms_of("2026志愿")[0].words(BODY)) not in words_of(BODY, ["报告2026", "志愿"])


@pytest.mark.parametrize("text", ["", " ", "？！……", "“”", "___"])
def test_what_holds_no_word_asks_nothing(text):
    assert terms_of(text) == ()


def test_a_question_has_few_terms_each_once():
    assert [one.runs for one in terms_of("学习 学习")] == [("学习",)]
    assert len(terms_of(" ".join(f"a{number}" for number in range(50)))) == MOST_TERMS


def test_words_carry_the_body_they_belong_to():
    assert set(words_of(1, ["志愿服务"]).split()) & set(words_of(11, ["志愿服务"]).split()) == set()


def test_words_end_before_a_database_refuses_them():
    marks = [chr(code) for code in range(0x4E00, 0x9000)]
    words = words_of(BODY, [a + b for a in marks[:600] for b in marks[-600:]])
    assert len("".join(set(words.split())).encode()) <= MOST_BYTES + 10


def test_lines_broken_inside_a_sentence_are_joined_and_others_are_not():
    assert joined_lines("志愿\r\n服务\nabc\ndef") == "志愿服务\nabc\ndef"


@given(st.text(max_size=60), st.data())
def test_any_two_characters_side_by_side_are_found(text, data):
    for run in runs(text):
        if len(run) > 1 and terms_of(run) and re.fullmatch(r"[\u4e00-\u9fff]+", run):
            at = data.draw(st.integers(0, len(run) - 2))
            assert finds(text, run[at : at + 2])


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_that_is_looked_for(text):
    assert runs(folded(text)) == runs(text)
