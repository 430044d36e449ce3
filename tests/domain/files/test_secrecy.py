"""Marks of secrecy in file names."""

import pytest

from wenming.domain.files.secrecy import secrecy_mark, secrecy_warning


@pytest.mark.parametrize(("name", "mark"), [
    ("机密★10年 会议纪要.pdf", "机密★10年"), ("关于某事的请示（秘密★5年）.docx", "秘密★5年"),
    ("【绝密】方案.doc", "绝密"),
    ("秘密_通知.pdf", "秘密"), ("[秘密]通知.pdf", "秘密"), ("通知-秘密.pdf", "秘密"), ("秘密级文件清单.xlsx", "秘密级"),
    ("机密 ☆ 长期.ofd", "机密 ☆ 长期"), ("工作秘密★3年.pdf", "秘密★3年"), ("机密级.pdf", "机密级"),
    ("秘密 20 年.wps", "秘密 20 年"),
])
def test_a_mark_is_found_as_it_stands(name, mark):
    assert secrecy_mark(name) == mark
    assert f"“{mark}”" in secrecy_warning(name)


@pytest.mark.parametrize("name", [
    "保守国家秘密法学习心得.docx", "商业秘密保护讲座.jpg", "保密教育签到表.pdf", "非机密说明.txt",
    "机密文件管理制度.docx", "五星★志愿者.jpg", "会议纪要.pdf", "", "密级.pdf",
])
def test_harmless_titles_warn_nobody(name):
    assert secrecy_mark(name) == ""
    assert secrecy_warning(name) == ""


def test_a_hostile_name_is_read_in_no_time():
    assert secrecy_mark("某秘密 " + "9" * 100_000) == ""
