"""Owners printed once for several items, tasks printed twice, parts on duties: read as one careful reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan.texts import helpers, kinds, leads, read
from wenming.domain.plan.draft import SURE
from wenming.domain.plan.lines import Line
from wenming.domain.plan.reader import read_plan

TITLE = "示范局文明创建工作方案\n\n"
SIGNED = "\n\n示范局办公室\n2022年2月25日\n"
WORDS = st.sampled_from(
    ["规范窗口服务", "更新公益广告", "整治院落环境", "开展志愿服务", "举办道德讲堂", "完善台账资料"]
)


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True), st.sampled_from(["一、", "（一）"]))
def test_the_owner_of_a_heading_is_the_owner_of_every_item_below(items: list[str], number: str) -> None:
    below = "\n".join(f"{at}.{words}。认真抓好落实。" for at, words in enumerate(items, start=1))
    draft = read(f"{TITLE}{number}优化服务环境（责任部门：甲科、乙科）\n{below}{SIGNED}")
    assert [task.title for task in draft.tasks] == items
    assert all(helpers(task) == ["甲科", "乙科"] for task in draft.tasks)
    assert [area.name for area in draft.areas] == ["优化服务环境"]
    assert min(task.confidence for task in draft.tasks) >= SURE


def test_an_item_below_an_owned_heading_may_name_its_own() -> None:
    draft = read(
        f"{TITLE}一、优化服务（责任部门：甲科）\n1.规范窗口服务。（责任部门：乙科）\n2.更新公益广告。抓好落实。{SIGNED}"
    )
    assert [helpers(task) for task in draft.tasks] == [["乙科"], ["甲科"]]


def test_a_task_with_a_sentence_keeps_its_sub_items() -> None:
    draft = read(
        f"{TITLE}一、任务\n（一）优化服务。抓好窗口建设。（责任部门：甲科）\n1.规范用语。\n2.公开流程。\n"
        f"（二）美化环境。抓好绿化。（责任部门：乙科）{SIGNED}"
    )
    assert [task.title for task in draft.tasks] == ["优化服务", "美化环境"]


def with_annex(text: str, *rows: tuple[str, ...]) -> list[Line]:
    lines = [*f"{TITLE}一、任务\n{text}{SIGNED}\n附件\n任务分工表".split("\n")]
    head = ("序号", "工作任务", "牵头部门", "责任部门", "完成时限")
    return [
        *(Line(at, line) for at, line in enumerate(lines, start=1)),
        *(Line(at, "\t".join(row), None, row) for at, row in enumerate([head, *rows], start=len(lines) + 1)),
    ]


def test_a_task_in_the_text_and_in_the_table_of_an_annex_is_one() -> None:
    draft = read_plan(
        with_annex(
            "1.规范窗口服务。推行首问负责制。（责任部门：乙科）\n2.更新公益广告。不少于12幅。（责任部门：丙科）",
            ("1", "规范窗口服务", "甲科", "乙科", "6月底前"),
            ("2", "更新公益广告", "丙科", "丁科", "9月底前"),
            ("3", "整治院落环境", "丁科", "", "5月底前"),
        )
    )
    assert [task.title for task in draft.tasks] == ["规范窗口服务", "更新公益广告", "整治院落环境"]
    assert [leads(task) for task in draft.tasks] == [["甲科"], ["丙科"], ["丁科"]]
    assert [helpers(task) for task in draft.tasks] == [["乙科"], ["丁科"], []]
    assert [task.deadlines[0].text for task in draft.tasks] == ["6月底前", "9月底前", "5月底前"]
    assert draft.tasks[0].area is not None


def test_two_rows_that_begin_alike_stay_two_tasks() -> None:
    draft = read_plan(
        with_annex(
            "1.规范窗口服务。推行首问负责制。（责任部门：乙科）",
            ("1", "规范窗口服务", "甲科", "乙科", ""),
            ("2", "规范窗口服务标识", "丙科", "", ""),
        )
    )
    assert [task.title for task in draft.tasks] == ["规范窗口服务", "规范窗口服务标识"]


@pytest.mark.parametrize("mark", ["——责任人", "：负责人", "—责任人：", ": 责任人 "])
def test_a_unit_its_person_and_what_they_do(mark: str) -> None:
    draft = read(
        f"{TITLE}一、责任分工\n1、宣传组：（李示乙副校长牵头）\n学工处{mark}陈示甲，负责宣传栏。\n2、环境组\n"
        f"总务处{mark}张示丙、王例丁，负责绿化。{SIGNED}"
    )
    assert [helpers(task) for task in draft.tasks] == [["学工处"], ["总务处"]]
    people = [[one.name for one in task.responsible_people] for task in draft.tasks]
    assert people == [["陈示甲"], ["张示丙", "王例丁"]]
    assert [area.name for area in draft.areas] == ["宣传组", "环境组"]


@pytest.mark.parametrize(
    ("heading", "sure"), [("主要任务", True), ("工作内容", True), ("文明常识", False), ("活动安排", False)]
)
def test_a_plan_without_owners_is_sure_where_the_heading_says_tasks(heading: str, sure: bool) -> None:
    items = "（一）打造阵地。建好场馆。\n（二）提升服务。延长开放。\n（三）开展阅读。办好讲坛。"
    draft = read(f"{TITLE}一、{heading}\n{items}{SIGNED}")
    assert len(draft.tasks) == 3
    assert all((task.confidence >= SURE) is sure for task in draft.tasks)
    assert ("unsure_task" in kinds(draft)) is not sure


@pytest.mark.parametrize("heading", ["办公室、人事股", "社会救助股", "婚姻登记处、殡葬管理所、办公室"])
def test_items_under_the_names_of_units_are_theirs(heading: str) -> None:
    draft = read(
        f"{TITLE}现分工如下：\n一、{heading}\n1、规范审批程序。\n2、开展走访活动。\n二、财务科\n1、保障创建经费。{SIGNED}"
    )
    assert [helpers(task) for task in draft.tasks] == [heading.split("、"), heading.split("、"), ["财务科"]]


@pytest.mark.parametrize("head", ["行动", "测评内容", "测评项目（15项）"])
def test_a_column_before_the_title_whose_values_go_down_holds_the_headings(head: str) -> None:
    table = [
        (head, "序号", "重点任务", "责任单位"),
        ("宣传行动", "1", "更新公益广告", "甲科"),
        ("宣传行动", "2", "举办道德讲堂", "乙科"),
        ("整治行动", "3", "整治院落环境", "丙科"),
    ]
    draft = read_plan([Line(at, "\t".join(row), None, row) for at, row in enumerate(table, start=1)])
    names = {area.key: area.name for area in draft.areas}
    assert [names[task.area or ""] for task in draft.tasks] == ["宣传行动", "宣传行动", "整治行动"]


def test_the_body_under_a_table_without_a_date_issued_it() -> None:
    table = [("序号", "重点任务", "责任单位"), ("1", "更新公益广告", "甲科")]
    rows = [Line(at, "\t".join(row), None, row) for at, row in enumerate(table, start=2)]
    draft = read_plan([Line(1, "示范市创建任务清单"), *rows, Line(8, ""), Line(9, "示范市文明办")])
    assert (draft.issuer, draft.issued_on) == ("示范市文明办", None)


def test_half_width_points_and_blanks_between_names() -> None:
    draft = read(f"{TITLE}一、任务\n1.举办讲堂.邀请专家授课.责任单位:人教股 机关党委;完成时限:全年{SIGNED}")
    (task,) = draft.tasks
    assert (task.title, helpers(task), task.deadlines[0].text) == ("举办讲堂", ["人教股", "机关党委"], "全年")


@pytest.mark.parametrize(
    "title", ["示范局2019年度精神文明建设工作总结", "关于创建情况的通报", "示范局文明科室评选办法"]
)
def test_what_was_done_and_how_it_is_judged_are_no_tasks(title: str) -> None:
    draft = read(f"{title}\n\n一、健全机制。成立小组。\n二、丰富载体。举办讲堂。\n三、营造氛围。张贴海报。{SIGNED}")
    assert draft.tasks == ()


def test_items_without_owners_are_the_tasks_and_the_table_of_the_annex_names_their_owners() -> None:
    items = "1.规范窗口服务。满意率达到96%以上。\n2.更新公益广告。更换展板。\n3.加强值班。认真交接。"
    rows = [("1", "规范窗口服务", "甲科", "乙科", "6月底前"), ("2", "更新公益广告", "丙科", "丁科", "9月底前")]
    draft = read_plan(with_annex(items, *rows))
    assert [task.title for task in draft.tasks] == ["规范窗口服务", "更新公益广告"]
    assert [leads(task) for task in draft.tasks] == [["甲科"], ["丙科"]]
    assert [target.value for target in draft.tasks[0].targets] == ["96"]
    assert min(task.confidence for task in draft.tasks) >= SURE


def test_two_units_before_the_verb_are_two() -> None:
    draft = read(f"{TITLE}一、任务分工\n1.甲局、乙中心负责道路保洁。\n2.各街道负责点位准备。{SIGNED}")
    assert [helpers(task) for task in draft.tasks] == [["甲局", "乙中心"], ["各街道"]]
