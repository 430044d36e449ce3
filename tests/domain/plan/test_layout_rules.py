"""Where a layout puts owners, headings and titles: small rules, each over many documents of its kind."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan.texts import helpers, leads, passage, read
from wenming.domain.plan.draft import PlanDraft
from wenming.domain.plan.lines import Line, lines_of
from wenming.domain.plan.outline import outline
from wenming.domain.plan.paragraphs import paragraphs_of
from wenming.domain.plan.reader import read_plan
from wenming.domain.plan.targets_text import targets_in

TITLE = "示范局文明创建工作方案\n\n"
SIGNED = "\n\n示范局办公室\n2022年2月25日\n"
WORDS = ["规范窗口服务", "更新公益广告", "整治院落环境", "开展志愿服务", "举办道德讲堂", "完善台账资料"]
ITEMS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=6, unique=True)
HAN = "一二三四五六"


@given(
    ITEMS, st.sampled_from(["——", "●", "①", "（1）", "1.", "1)"]), st.sampled_from(["责任部门", "牵头科室", "责任人"])
)
def test_an_owner_behind_a_list_mark_belongs_to_the_item_above(items: list[str], mark: str, label: str) -> None:
    who = "陈示甲" if label == "责任人" else "甲科"
    below = "".join(f"（{HAN[at]}）{words}。认真抓好落实。\n{mark}{label}：{who}\n" for at, words in enumerate(items))
    draft = read(f"{TITLE}一、主要任务\n{below}{SIGNED}")
    assert [task.title for task in draft.tasks] == items
    named = [
        [one.name for one in (*task.lead_units, *task.responsible_units, *task.responsible_people)]
        for task in draft.tasks
    ]
    assert named == [[who]] * len(items)


@given(ITEMS)
def test_numbered_labels_below_an_item_are_parts_of_it(items: list[str]) -> None:
    below = "".join(
        f"（{HAN[at]}）{words}\n1.工作内容：抓好{words}。\n2.责任单位：甲科、乙科\n3.完成时限：6月底前\n"
        for at, words in enumerate(items)
    )
    draft = read(f"{TITLE}一、主要任务\n{below}{SIGNED}")
    assert [task.title for task in draft.tasks] == items
    assert all(helpers(task) == ["甲科", "乙科"] for task in draft.tasks)
    assert [[one.text for one in task.deadlines] for task in draft.tasks] == [["6月底前"]] * len(items)


def in_table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]], above: str = "") -> PlanDraft:
    lines = lines_of(TITLE + above)
    table = [Line(at, "\t".join(row), None, row) for at, row in enumerate([head, *rows], start=len(lines) + 1)]
    return read_plan([*lines, *table])


@given(ITEMS, st.sampled_from(["责任", "配合", "协办", "承办"]), st.sampled_from(["牵头", "主办"]))
def test_columns_may_be_called_by_one_word(items: list[str], other: str, first: str) -> None:
    rows = [(str(at), words, "甲科", "乙科、各股室、分局（所）", "6月底") for at, words in enumerate(items, start=1)]
    draft = in_table(("序号", "任务", first, other, "时限"), rows)
    assert [task.title for task in draft.tasks] == items
    assert all(leads(task) == ["甲科"] for task in draft.tasks)
    assert all(helpers(task) == ["乙科", "各股室、分局（所）"] for task in draft.tasks)


def test_a_column_called_by_one_word_may_hold_persons() -> None:
    (task,) = in_table(("序号", "任务", "责任"), [("1", "规范窗口服务", "甲科 陈示甲")]).tasks
    assert helpers(task) == ["甲科"]
    assert [one.name for one in task.responsible_people] == ["陈示甲"]


@pytest.mark.parametrize(
    ("above", "area"),
    [
        ("一、目标\n力争达标。\n二、任务分解", ["任务分解"]),
        ("一、工作要求", []),
        ("一、总则。要抓好落实。", []),
        ("", []),
    ],
)
def test_a_table_stands_under_the_heading_above_it(above: str, area: list[str]) -> None:
    rows = [(str(at), words, "甲科") for at, words in enumerate(WORDS, start=1)]
    assert [one.name for one in in_table(("序号", "任务", "责任科室"), rows, above).areas] == area


@given(st.sampled_from(["中共示范区人民法院党组", "示范区人民法院", "示范区人民法院党组"]))
def test_the_body_above_a_title_that_names_it_is_no_part_of_the_title(body: str) -> None:
    title = "示范区人民法院精神文明创建行动计划"
    assert read(f"{body}\n{title}\n\n1.做好宣传。（甲科负责）{SIGNED}").title == title


def test_the_body_above_a_title_that_does_not_name_it_is_part_of_the_title() -> None:
    assert (
        read(f"示范县税务局\n2023年创建任务分工\n\n1.做好宣传。（甲科负责）{SIGNED}").title
        == "示范县税务局2023年创建任务分工"
    )


@given(ITEMS)
def test_paragraphs_that_count_by_word_are_items(items: list[str]) -> None:
    below = "".join(f"{HAN[at]}是{words}。抓好落实。由甲科牵头，乙科配合。\n" for at, words in enumerate(items))
    draft = read(f"{TITLE}一、主要任务\n（一）提升素质\n{below}{SIGNED}")
    assert [(task.number, task.title) for task in draft.tasks] == [
        (f"{HAN[at]}是", words) for at, words in enumerate(items)
    ]
    assert [area.name for area in draft.areas] == ["提升素质"]


def test_a_paragraph_that_counts_by_word_inside_is_one() -> None:
    text = "（一）提升素质。\n一是规范窗口服务。二是更新公益广告。"
    assert [section.kind for section in outline(paragraphs_of(lines_of(text))).walk()] == ["", "han_bracket"]


@pytest.mark.parametrize(
    ("clause", "found"),
    [
        ("选拔青年宣讲员10名", ["10名"]), ("聘请保洁员6人，", ["6人"]), ("全年举办10讲", ["10讲"]),
        ("结对困难林农23户", ["23户"]), ("现有教学班42个", []), ("共有学生1936名", []), ("在职职工236人", []),
        ("受理案件15236件", []), ("聘请12名教师授课", []), ("安排经费30万元", []),
    ],
)  # fmt: skip
def test_a_deed_with_its_number_is_promised_and_a_state_is_not(clause: str, found: list[str]) -> None:
    assert [f"{one.value}{one.unit}" for one in targets_in(passage(clause))] == found


UNITS = ["甲科", "工会", "团委", "办公室", "各科室", "人事教育股", "市财政局", "后勤服务中心"]


@given(st.lists(st.sampled_from(UNITS), min_size=2, max_size=6, unique=True), st.sampled_from([" ", "  ", "\u3000"]))
def test_units_parted_by_blanks_alone_are_several(units: list[str], blank: str) -> None:
    (task,) = read(f"{TITLE}1.规范窗口服务。（责任单位：{blank.join(units)}）{SIGNED}").tasks
    assert helpers(task) == units


def test_a_blank_inside_a_name_parts_nothing() -> None:
    (task,) = read(f"{TITLE}1.规范窗口服务。（责任单位：县委 宣传部、市财 政局）{SIGNED}").tasks
    assert helpers(task) == ["县委宣传部", "市财政局"]


@given(
    st.lists(st.sampled_from(["提升服务品质", "丰富文化活动", "改善阅读环境"]), min_size=2, max_size=3, unique=True),
    st.sampled_from(["", "一、主要任务"]), st.sampled_from(["", "1.", "（1）"]),
)  # fmt: skip
def test_lines_the_file_sets_apart_are_headings_of_what_stands_below(heads: list[str], over: str, mark: str) -> None:
    number = "（2）" if mark == "（1）" else "2." if mark else ""
    texts = ["示范局文明创建工作方案", "", *([over] if over else [])]
    for head in heads:
        texts += [head, f"{mark}延长{head}时间。抓好落实。（甲科负责）", f"{number}办好{head}讲座。抓好。（乙科负责）"]
    texts += ["", "示范局办公室", "2022年2月25日"]
    draft = read_plan([Line(at, text, heading=text in heads) for at, text in enumerate(texts, start=1)])
    assert [area.name for area in draft.areas] == heads
    assert [task.title for task in draft.tasks] == [
        title for head in heads for title in (f"延长{head}时间", f"办好{head}讲座")
    ]
