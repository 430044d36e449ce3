"""Aims are told apart in the plan's own words, nothing is lost, and only words both have propose a task."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.plan.aims import LONGEST, SHORTEST, aims_in, shared_words


@pytest.mark.parametrize(("text", "aims"), [
    (
        "通过创建活动的开展，使干部职工的文明意识进一步强化，群众满意度进一步提升。把本单位建设成为环境优美的文明单位。",
        ["干部职工的文明意识进一步强化", "群众满意度进一步提升", "把本单位建设成为环境优美的文明单位"],
    ),
    ("经过两年努力，机关服务更加规范，办公环境更加整洁", ["机关服务更加规范", "办公环境更加整洁"]),
    ("（一）服务质量提高；\n（二）机关作风好转。", ["服务质量提高", "机关作风好转"]),
    ("争创全国文明单位", ["争创全国文明单位"]),
    ("人人知道、人人参与", ["人人知道、人人参与"]),
    ("服务质量提高。服务质量提高。", ["服务质量提高"]),
    ("", []),
    ("。，；", []),
])
def test_aims_in(text, aims):
    assert aims_in(text) == aims


@given(st.text())
def test_whatever_stands_there_each_aim_is_short_enough_to_keep_and_named_once(text):
    aims = aims_in(text)
    assert len(aims) == len(set(aims))
    assert all(0 < len(aim) <= LONGEST for aim in aims)


@given(st.text(alphabet="甲乙丙丁戊", min_size=SHORTEST, max_size=40))
def test_a_sentence_in_which_nothing_can_be_told_apart_is_an_aim_itself(text):
    assert aims_in(text) == [text]


@pytest.mark.parametrize(("aim", "task", "words"), [
    ("文明素质进一步提高", "办好道德讲堂", ("道德",)),
    ("文明素质进一步提高", "深入开展普法教育", ("普法",)),
    ("机关服务更加规范", "提供优质高效的财政服务", ("服务",)),
    ("办公环境更加整洁", "厉行勤俭节约 垃圾分类", ("节约", "垃圾")),
    ("办公环境更加整洁", "办好道德讲堂", ()),
    ("", "办好道德讲堂", ()),
])
def test_what_an_aim_and_a_task_share(aim, task, words):
    assert shared_words(aim, task) == words


@given(st.text(), st.text())
def test_the_reason_shown_is_always_in_the_task(aim, task):
    assert all(word in task for word in shared_words(aim, task))
