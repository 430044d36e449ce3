"""Whatever a person calls a piece of evidence, the package can be unpacked on Windows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wenming.domain.dossier import names

DAY = date(2026, 1, 20)
ANY = names.Budget(180, 84)


@pytest.mark.parametrize(
    ("hostile", "safe"),
    [
        ("法治讲座签到册", "法治讲座签到册"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("a/b\\c:d*e?f\"g<h>i|j", "a-b-c-d-e-f-g-h-i-j"),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("com¹.报告", "_com¹.报告"),
        ("CONSOLE", "CONSOLE"),
        ("结尾有点. . .", "结尾有点"),
        ("  两头空格  ", "两头空格"),
        ("换\n行\t制\x00表\x7f", "换 行 制表"),
        ("反转\u202egpj.exe", "反转gpj.exe"),
        ("全角\u3000空格", "全角 空格"),
        ("😀合影👨\u200d👩\u200d👧", "😀合影👨👩👧"),
        ("坏\ud800字", "坏字"),
        ("e\u0301", "é"),
        ("...", "未命名"),
        ("", "未命名"),
    ],
)
def test_a_hostile_title_becomes_a_plain_name(hostile, safe):
    assert names.safe_name(hostile, ANY) == safe


@given(st.text(max_size=400))
def test_every_text_becomes_a_plain_name_within_its_budget(text):
    name = names.safe_name(text, ANY)
    assert names.is_plain(name)
    assert not names.is_reserved(name)
    assert name[-1] not in " ."
    assert len(name) <= ANY.characters + 1
    assert len(name.encode()) <= ANY.bytes + 1
    assert names.safe_name(name, ANY) == name, "a safe name is left as it is"


@given(st.text(max_size=30), st.text(min_size=1, max_size=400), st.text(max_size=300), st.integers(1, 99999))
def test_a_file_name_keeps_number_date_and_ending_whatever_the_title(number, title, original, sequence):
    name = names.file_name(number, f"{sequence:03}", title, DAY, original)
    assert names.is_plain(name)
    assert len(name.encode()) <= names.FILE.bytes
    assert len(name) <= names.FILE.characters
    assert f"_{sequence:03}_" in name
    assert name.endswith("_2026-01-20" + names.extension_of(original))


def test_a_file_is_named_task_sequence_title_date():
    assert names.file_name("9", "003", "法治讲座签到册", DAY, "IMG_1.JPG") == "09_003_法治讲座签到册_2026-01-20.jpg"
    assert names.folder_name("9", "开展普法教育活动") == "任务09_开展普法教育活动"


def test_a_title_of_300_characters_gives_way():
    name = names.file_name("9", "001", "长" * 300, DAY, "a.pdf")
    assert name.startswith("09_001_长长")
    assert name.endswith("长_2026-01-20.pdf")
    assert len(name.encode()) <= 180


@pytest.mark.parametrize(
    ("name", "ending"),
    [("a.PDF", ".pdf"), ("没有后缀", ""), ("a.tar.gz", ".gz"), ("a.长后缀", ""), ("a.", ""), ("a.b c", ""),
     ("x.123456789", "")],
)
def test_only_a_plain_ending_is_kept(name, ending):
    assert names.extension_of(name) == ending


def test_the_same_name_is_given_once_even_where_case_differs():
    given = names.Names(names.TASK)
    assert [given.take(one) for one in ("Report", "report", "REPORT", "é", "e\u0301")] == [
        "Report", "report（2）", "REPORT（3）", "é", "e\u0301（2）"]


@given(st.lists(st.text(max_size=60), max_size=12))
def test_names_handed_out_never_clash(wanted):
    given = names.Names(names.TASK)
    taken = [given.take(names.safe_name(one, names.TASK)) for one in wanted]
    assert len({names.same_name_key(one) for one in taken}) == len(taken)
    assert all(len(one.encode()) <= names.TASK.bytes + 1 for one in taken)
