"""Pieces put together again are the text; what is marked is what was asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.language.excerpts import LENGTH, Piece, excerpt, marked
from wenming.domain.language.questions import terms_of


def marks(text: str, question: str) -> list[str]:
    return [one.text for one in marked(text, terms_of(question)) if one.found]


@pytest.mark.parametrize(
    ("text", "question", "found"),
    [
        ("志愿服务月，志愿者", "志愿", ["志愿", "志愿"]), ("ＩＭＧ２０２６", "img2026", ["ＩＭＧ２０２６"]),
        ("㎡每人", "m2", ["㎡"]), ("第㈠章 学习", "学习", ["学习"]), ("<b>学习</b>", "学习", ["学习"]),
        ("xabc abc", "abc", ["abc"]), ("学习", "宣传", []),
    ],
)
def test_what_was_asked_for_is_marked(text, question, found):
    assert marks(text, question) == found


@given(st.text(max_size=80), st.text(min_size=1, max_size=4))
def test_nothing_is_lost_or_added(text, question):
    assert "".join(one.text for one in marked(text, terms_of(question))) == text


def test_an_excerpt_shows_the_first_find_with_little_around_it():
    pieces = excerpt("甲" * 500 + "志愿服务" + "乙" * 500, terms_of("志愿服务"))
    assert Piece("志愿服务", found=True) in pieces
    assert len("".join(one.text for one in pieces)) <= LENGTH + 2
    assert (pieces[0].text, pieces[-1].text) == ("…", "…")


def test_without_a_find_it_begins_at_the_beginning():
    assert excerpt("甲乙丙", terms_of("丁")) == [Piece("甲乙丙")]
