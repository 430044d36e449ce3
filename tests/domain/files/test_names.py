"""A name cannot hide what it is, leave its folder or trouble another system."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.files.names import LIMIT_BYTES, clean_name, suffix_of


@pytest.mark.parametrize(("came", "shown"), [
    ("合影.jpg", "合影.jpg"),
    ("第 2 场讲座（上午）.JPG", "第 2 场讲座（上午）.JPG"),
    ("../../etc/passwd", "passwd"),
    ("C:\\Users\\甲\\签到册.docx", "签到册.docx"),
    ("a/b\\c.txt", "c.txt"),
    ("报告\u202egpj.exe", "报告gpj.exe"),
    ("零\u200b宽\ufeff.pdf", "零宽.pdf"),
    ("回\r\n车\t格.txt", "回 车 格.txt"),
    ("空\0字符.txt", "空字符.txt"),
    ('引"号<b>|?*:.txt', "引-号-b-----.txt"),
    ("", "未命名文件"),
    ("   ", "未命名文件"),
    (".", "未命名文件"),
    ("..", "未命名文件"),
    ("...", "未命名文件"),
    ("\u202e\u200f", "未命名文件"),
    ("尾点.txt. .", "尾点.txt"),
    ("con", "_con"),
    ("NUL.txt", "_NUL.txt"),
    ("com1.tar.gz", "_com1.tar.gz"),
    ("LPT² .txt", "_LPT² .txt"),
    ("console.txt", "console.txt"),
    ("e\u0301te\u0301.txt", "été.txt"),
    (".gitignore", ".gitignore"),
    ("\ud800坏.txt", "坏.txt"),
])
def test_known_names(came, shown):
    assert clean_name(came) == shown


def test_long_name_keeps_its_ending_and_cuts_no_sign_in_two():
    shown = clean_name("学" * 200 + ".jpeg")
    assert shown == "学" * 83 + ".jpeg"
    assert len(shown.encode()) <= LIMIT_BYTES


@given(st.text(st.characters(), max_size=400))
def test_any_name_is_safe_and_stays_as_it_is(came):
    shown = clean_name(came)
    assert 0 < len(shown.encode()) <= LIMIT_BYTES
    assert not set(shown) & set('/\\<>:"|?*\r\n\t\0\u202e')
    assert shown.strip(". ")
    assert shown[-1] not in ". "
    assert clean_name(shown) == shown


@pytest.mark.parametrize(("name", "suffix"), [
    ("a.JPG", "jpg"), ("a.tar.gz", "gz"), ("无", ""), ("3.5 版", ""), ("a.", ""),
])
def test_suffix(name, suffix):
    assert suffix_of(name) == suffix
