"""A table held against the files received: each row good, or bad with every reason."""

from datetime import date, datetime

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.evidence.mapping import read_mapping

TODAY = date(2026, 3, 2)
HEADS = ["文件名", "题名 *", "活动日期", "地点", "任务编号"]
PATHS = ["一/甲.jpg", "一/乙.jpg", "二/乙.jpg"]
TASKS = {"3": "task:7", "3-1": "duty:9"}


def lines(*rows, heads=HEADS):
    return read_mapping([["归集表"], heads, *rows], PATHS, TASKS, TODAY)


def test_a_good_row_says_where_its_file_goes():
    (line,) = lines(["甲.jpg", "宣讲", datetime(2026, 3, 1, 9), "广场", "任务 3"])  # noqa: DTZ001 - as workbooks give it
    assert (line.path, line.faults, line.number) == ("一/甲.jpg", (), 3)
    assert (line.said["title"], line.said["event_on"], line.said["serves"]) == ("宣讲", date(2026, 3, 1), "task:7")


@pytest.mark.parametrize(("row", "why"), [
    (["没有.jpg", "宣讲"], "没有这个文件"), (["乙.jpg", "宣讲"], "2 个同名文件"), (["", "宣讲"], "文件名没有填"),
    (["甲.jpg", ""], "题名没有填"), (["甲.jpg", "长" * 121], "超过 120 个字"),
    (["甲.jpg", "宣讲", "三月"], "认不出"), (["甲.jpg", "宣讲", date(2026, 3, 3)], "还没有到"),
    (["甲.jpg", "宣讲", "", "", 99.0], "没有编号为“99”的任务"), (["甲.jpg", "#REF!"], "公式错误"),
    (["../../etc/passwd", "宣讲"], "没有这个文件"),
])
def test_a_bad_row_says_why(row, why):
    (line,) = lines(row)
    assert why in "；".join(line.faults)


def test_a_path_with_its_folder_tells_two_names_apart_and_a_file_stands_once():
    first, second, third = lines(["一\\乙.jpg", "宣讲"], ["二/乙.jpg", "宣讲"], ["一/乙.jpg", "又是"])
    assert (first.path, second.path) == ("一/乙.jpg", "二/乙.jpg")
    assert third.faults == ("第 3 行已写过这个文件",)


def test_a_table_of_something_else_is_refused():
    with pytest.raises(InputRefused, match="没有找到“文件名”和“题名”"):
        lines(["甲"], heads=["姓名", "单位"])
    with pytest.raises(InputRefused, match="表头下面没有内容"):
        lines(["", ""])
