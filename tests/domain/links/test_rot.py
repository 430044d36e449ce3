"""When a link is dead, and when its page is another one."""

import pytest

from wenming.domain.links.rot import LinkState, is_changed, left_of, state_after

KEPT = "示范省财政厅开展宪法日宣讲活动。全体干部职工参加了宣讲！\n首页\n会后大家重温了入党誓词？"


@pytest.mark.parametrize(("failures", "changed", "state"), [
    (0, False, LinkState.GOOD), (0, True, LinkState.CHANGED), (1, False, None), (2, False, LinkState.LOST),
    (5, True, LinkState.LOST),
])
def test_two_failures_in_a_row_make_a_dead_link(failures, changed, state):
    assert state_after(failures, changed=changed) is state


@pytest.mark.parametrize(("now", "changed"), [
    (KEPT, False), ("导航\n" + KEPT + "浏览 998 次", False), (KEPT.replace("\n", "\n\n 　"), False),
    ("页面不存在，请返回首页重新访问。", True), ("", True),
    ("示范省财政厅开展宪法日宣讲活动。其余的话全部改写成了别的内容。", True),
])
def test_a_page_is_another_when_less_than_half_of_its_sentences_are_left(now, changed):
    assert is_changed(KEPT, now) is changed


def test_without_sentences_there_is_nothing_to_compare():
    assert left_of("首页\n返回", "别的") is None
    assert not is_changed("", "别的")
