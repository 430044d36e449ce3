"""A task's sentence taken apart: in its own words, in its order, nothing invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.errors import InputRefused
from wenming.domain.plan.naming import Match, MatchKind
from wenming.domain.plan.work_items import (
    ItemInput,
    changed_behind,
    check_items,
    check_owners,
    owner_names,
    proposed_items,
)

SIGNS = "建立举办开展台账讲座以为通过帮助提高积极，、。；“”（）《》\n 处室员工"


def test_a_sentence_holds_as_many_items_as_clauses_of_doing():
    text = "关心读者。建立读者台账，落实回访，举办朗读会，让读者满意。（牵头单位：读者部）"
    assert proposed_items(text, "关心读者") == ("建立读者台账", "落实回访", "举办朗读会，让读者满意")


def test_how_goes_with_what_follows_and_what_for_with_what_stands_before():
    text = "以新员工为重点，组织开展导师带教，帮助其熟悉业务；通过走访，完善家访制度。"
    assert proposed_items(text) == ("以新员工为重点，组织开展导师带教，帮助其熟悉业务", "通过走访，完善家访制度")


@pytest.mark.parametrize(("text", "items"), [
    ("建立馆务台账、开展读者走访。", ("建立馆务台账", "开展读者走访")),
    ("负责日常工作的组织、协调、检查、督促。", ("负责日常工作的组织、协调、检查、督促",)),
    ("做好节日、生日等慰问工作。", ("做好节日、生日等慰问工作",)),
    ("开展“不剩饭，建立台账”活动。", ("开展“不剩饭，建立台账”活动",)),
    ("积极认真地开展讲座", ("积极认真地开展讲座",)),
    ("落实制度，通过走访。", ("落实制度，通过走访",)),
])
def test_where_it_is_cut(text, items):
    assert proposed_items(text) == items


def test_a_title_that_says_duties_itself_is_taken_apart_and_a_lone_heading_is_kept():
    said = "建立台账，举办讲座"
    assert proposed_items(f"{said}。", said) == ("建立台账", "举办讲座")
    assert proposed_items("改进服务。", "改进服务") == ("改进服务",)
    assert proposed_items("", "") == ()


def test_what_is_an_item_already_is_not_proposed_again():
    assert proposed_items("建立台账，举办讲座。", "", ["建立台账。"]) == ("举办讲座",)
    assert proposed_items("建立台账，举办讲座。", "", ["建立台账，并按月更新", "举办讲座"]) == ()


@given(st.text(SIGNS, max_size=80))
def test_nothing_is_invented_and_nothing_breaks(text):
    at = 0
    for item in proposed_items(text):
        assert item
        at = text.index(item, at) + len(item)


def test_names_as_people_type_them():
    assert owner_names("机关党委、人教处\n各处室、单位，人教处") == ("机关党委", "人教处", "各处室、单位")
    assert owner_names(" \n") == ()


def test_an_item_needs_somebody_and_stands_once():
    one = ItemInput("建立台账", leads=("人教处",))
    check_items([one, ItemInput("举办讲座", responsible=("工会",))])
    for items, words in (([], "还没有写"), ([ItemInput("建立台账")], "第 1 项.*没有写单位"), ([one, one], "写了两遍")):
        with pytest.raises(InputRefused, match=words):
            check_items(items)


def test_a_name_must_come_down_to_units():
    items = [ItemInput("建立台账", leads=("人教处",)), ItemInput("举办讲座", responsible=("相关单位",))]
    known = {"人教处": Match("人教处", MatchKind.UNIT, (1,)), "相关单位": Match("相关单位", MatchKind.INDEFINITE)}
    with pytest.raises(InputRefused, match="第 2 项的“相关单位”没有说明是哪些单位"):
        check_owners(items, known)
    with pytest.raises(InputRefused, match="第 1 项的“人教处”在名册里没有"):
        check_owners(items, {**known, "人教处": Match("人教处", MatchKind.UNKNOWN)})


@pytest.mark.parametrize(("item", "seen", "now", "changed"), [
    ("建立台账", "建立台账，举办讲座。", "建立台账、举办讲座", False),
    ("建立台账", "建立台账，举办讲座。", "建立台账，举办两场讲座。", False),
    ("建立台账", "建立台账，举办讲座。", "建立电子台账，举办讲座。", True),
    ("建立台账", "建立台账，举办讲座。", "建立台账并公示，举办讲座。", True),
    ("建立台账", "关心读者。建立台账，举办讲座。", "关心读者；建立台账；办讲座。", False),
    ("立台", "建立台账。", "建立台账和名册。", True),
    ("、", "建立台账。", "建立名册。", True),
    ("把台账建起来", "建立台账，举办讲座。", "建立台账，举办两场讲座。", True),
])
def test_an_item_is_to_be_looked_at_where_its_own_words_changed(item, seen, now, changed):
    assert changed_behind(item, seen, now) is changed
