"""How long a document may be: a tick, a cross, or neither where nobody has read it yet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import Demand, Length, Offer, Rule, check

DAY = date(2026, 3, 1)


def rules(offer, limit=10, kind=Kind.DOCUMENT):
    return [rule for rule in check(Demand(kind, 1, characters=limit), offer, 0) if "字" in rule.sentence]


def offer(*lengths, caption=""):
    return Offer((Kind.DOCUMENT,) * max(len(lengths), 1), DAY, caption=caption, lengths=lengths)


@pytest.mark.parametrize(("lengths", "rule"), [
    ((Length("总结.docx", 10),), Rule(True, "10 字，不超过 10 字")),
    ((Length("总结.docx", 11), Length("附件.pdf", None)), Rule(False, "“总结.docx”11 字，超过 10 字")),
    ((Length("总结.docx", 3), Length("附件.pdf", None)), Rule(None, "至多 10 字；正文还没有读出，请自己核一下")),
    ((Length("总结.docx", 9, whole=False),), Rule(None, "至多 10 字；正文还没有读出，请自己核一下")),
    ((Length("总结.docx", 12, whole=False),), Rule(False, "“总结.docx”12 字，超过 10 字")),
])
def test_each_document_is_held_against_the_limit_by_itself(lengths, rule):
    assert rules(offer(*lengths)) == [rule]


@pytest.mark.parametrize(("caption", "rule"), [
    ("看望退休老同志", Rule(True, "说明 7 字，不超过 10 字")),
    ("看望退休老同志，送去慰问。", Rule(False, "说明 13 字，超过 10 字")),
])
def test_where_there_is_no_document_the_caption_is_limited(caption, rule):
    assert rules(Offer((Kind.PICTURE,), DAY, caption=caption), kind=Kind.PICTURE) == [rule]


def test_nothing_is_said_without_a_limit_or_without_a_file():
    assert rules(offer(Length("总结.docx", 99)), limit=None) == []
    assert rules(Offer((), DAY)) == []


@given(st.lists(st.integers(0, 30), min_size=1, max_size=5), st.integers(1, 30))
def test_a_cross_stands_exactly_where_one_is_too_long(counts, limit):
    (rule,) = rules(offer(*(Length("甲", one) for one in counts)), limit=limit)
    assert rule.passed is (max(counts) <= limit)
