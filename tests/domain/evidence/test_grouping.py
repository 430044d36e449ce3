"""Which of many files belong together, and what their names tell."""

from datetime import date

import pytest

from wenming.domain.evidence.grouping import Grouping, day_in, group_of, lacks, without_number

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(("text", "day"), [
    ("20260302宪法日宣讲", DAY), ("2026年3月2日 讲座", DAY), ("2026-03-02", DAY), ("IMG_20260302_101112", DAY),
    ("2026.3.2", DAY), ("2025-11-20 清理", date(2025, 11, 20)),
    ("20261399", None), ("编号120260302", None), ("2026年度计划", None), ("20260231", None),
])
def test_a_name_tells_a_day_or_none(text, day):
    assert day_in(text) == day


@pytest.mark.parametrize(("stem", "series"), [
    ("讲座照片 (2)", "讲座照片"), ("讲座照片_03", "讲座照片"), ("讲座（12）", "讲座"), ("2031", "2031"),
    ("讲座2026-03-02", "讲座2026-03-02"), ("签到表", "签到表"),
])
def test_a_running_number_is_no_part_of_the_name(stem, series):
    assert without_number(stem) == series


def test_a_folder_is_one_piece_with_its_title_and_day():
    first = group_of("材料/20260302 宪法日宣讲/甲.jpg", None, Grouping.FOLDER)
    assert first == group_of("材料/20260302 宪法日宣讲/乙.pdf", date(2026, 1, 1), Grouping.FOLDER)
    assert (first.title, first.event_on) == ("宪法日宣讲", DAY)
    assert group_of("材料/别的/甲.jpg", None, Grouping.FOLDER).key != first.key


def test_pictures_of_a_day_belong_together_and_others_go_by_name():
    one, two = (group_of(path, DAY, Grouping.DAY) for path in ("甲/1.jpg", "乙/2.jpg"))
    assert one == two
    assert group_of("签到表 1.pdf", None, Grouping.DAY).key == group_of("签到表 2.pdf", None, Grouping.DAY).key


def test_each_file_is_its_own_piece():
    assert group_of("甲 1.jpg", DAY, Grouping.EACH).key != group_of("甲 2.jpg", DAY, Grouping.EACH).key


def test_what_is_lacking_is_said():
    assert lacks("讲座", DAY, DAY) == []
    assert lacks(" ", None, DAY) == ["题名没有填", "活动日期没有填"]
    assert lacks("讲座", date(2026, 3, 3), DAY) == ["活动日期晚于今天"]
