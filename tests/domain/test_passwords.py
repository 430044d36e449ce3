"""What a password must be."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from wenming.domain import passwords

WORDS = {"姓名": ["示范甲"], "登录名": ["shi.fan"], "处室名称": ["税政法规处"], "单位名称": ["示范省财政厅", "财政厅"]}


def broken(password: str, *, administrator: bool = False) -> str:
    return " ".join(passwords.broken_rules(password, administrator=administrator, words=WORDS))


@pytest.mark.parametrize("password", [
    "Harvest-moon7", "UPPER-CASE 12", "lower-case 12", "春风化雨Rain77", "Abcdefgh12",
])
def test_three_classes_of_four_and_ten_characters_are_enough(password):
    assert not broken(password)


@pytest.mark.parametrize(("password", "sentence"), [
    ("Short-1", "至少要 10 个字符，现在是 7 个"), ("alllowercase", "现在只有 1 类"), ("lowercase1234", "现在只有 2 类"),
    ("春风化雨春风化雨春风", "现在只有 1 类"), ("Me示范甲-2026", "不能有姓名"), ("X-SHI.FAN-2026", "不能有登录名"),
    ("税政法规处Good-26", "不能有处室名称"), ("财政厅Good-2026x", "不能有单位名称"), ("", "现在是 0 个"),
])
def test_each_broken_rule_is_a_sentence(password, sentence):
    assert sentence in broken(password)


def test_every_broken_rule_is_said_at_once():
    assert len(passwords.broken_rules("示范甲", administrator=False, words=WORDS)) == 3


def test_administrators_need_two_characters_more():
    assert not broken("Abcdefgh1-")
    assert "管理员的密码至少要 12 个字符" in broken("Abcdefgh1-", administrator=True)
    assert not broken("Abcdefgh12-x", administrator=True)


@pytest.mark.parametrize("word", ["", "甲", "li"])
def test_too_short_a_word_forbids_nothing(word):
    assert not passwords.broken_rules("Li-jia 甲 2026", administrator=False, words={"登录名": [word]})


@pytest.mark.parametrize(("age", "left"), [(0, None), (75, None), (76, 14), (89, 1), (90, None), (400, None)])
def test_one_is_warned_in_the_last_fourteen_days(age, left):
    assert passwords.days_left(NOW, NOW + timedelta(days=age), 90) == left


def test_a_password_without_a_term_is_never_due():
    assert passwords.due_at(NOW, 0) is None
    assert passwords.days_left(NOW, NOW + timedelta(days=4000), 0) is None
    assert not any("改一次" in rule for rule in passwords.rules(administrator=False, days=0))
    assert "每 90 天改一次" in passwords.rules(administrator=True, days=90)
