"""The table of an annex that says the tasks of the text in other words: none is counted twice, and each is told."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan.texts import helpers, kinds, leads
from wenming.domain.plan.draft import PlanDraft
from wenming.domain.plan.lines import Line, lines_of
from wenming.domain.plan.reader import read_plan

# a task, its sentence, and the row of the annex that says the same
TOLD = [
    ("强化政治学习", "落实“三会一课”制度，每月集中学习。", "抓好干部职工理论学习，落实“三会一课”"),
    ("优化法律服务", "健全实体平台，方便群众办事。", "提升公共法律服务水平"),
    ("美化办公环境", "整治乱堆乱放，更换破损标识。", "办公场所整治，清理乱堆乱放物品"),
    ("开展普法下乡", "组建宣讲团，到村组织讲座。", "法治宣讲走进乡村，组织讲座"),
    ("培育先进典型", "推荐身边好人，宣传感人事迹。", "做好身边好人推荐和先进典型宣传"),
]
UNITS = ["甲科", "乙科", "丙科", "丁科", "戊科"]
OTHERS = ["采购阅览桌椅", "更换消防器材", "编制年度预算", "清查固定资产"]
CHOSEN = st.lists(st.sampled_from(range(len(TOLD))), min_size=2, max_size=5, unique=True)


def draft_of(tasks: list[int], rows: list[tuple[str, str, str, str]]) -> PlanDraft:
    items = "".join(
        f"{at}.{TOLD[own][0]}。{TOLD[own][1]}（{UNITS[own]}牵头）\n" for at, own in enumerate(tasks, start=1)
    )
    lines = lines_of(f"示范局文明创建方案\n\n一、任务\n{items}\n示范局办公室\n2022年2月25日\n附件\n任务分工表")
    table = [("序号", "任务", "牵头科室", "完成时限"), *rows]
    cells = [Line(at, "\t".join(row), None, row) for at, row in enumerate(table, start=len(lines) + 1)]
    return read_plan([*lines, *cells])


@given(CHOSEN, st.randoms(use_true_random=False))
def test_a_task_worded_anew_in_an_annex_is_one_task(tasks: list[int], chance: Random) -> None:
    order = list(tasks)
    chance.shuffle(order)
    draft = draft_of(tasks, [(str(at), TOLD[own][2], UNITS[own], "6月底") for at, own in enumerate(order, start=1)])
    assert [task.title for task in draft.tasks] == [TOLD[own][0] for own in tasks]
    assert [leads(task) for task in draft.tasks] == [[UNITS[own]] for own in tasks]
    assert [[one.text for one in task.deadlines] for task in draft.tasks] == [["6月底"]] * len(tasks)
    assert kinds(draft).count("repeated_task") == len(tasks)


@given(CHOSEN, st.lists(st.sampled_from(OTHERS), min_size=1, max_size=4, unique=True))
def test_an_annex_with_tasks_of_its_own_keeps_them(tasks: list[int], others: list[str]) -> None:
    draft = draft_of(tasks, [(str(at), title, "己科", "6月底") for at, title in enumerate(others, start=1)])
    assert [task.title for task in draft.tasks] == [*(TOLD[own][0] for own in tasks), *others]
    assert "repeated_task" not in kinds(draft)


def test_a_row_that_repeats_a_task_word_for_word_needs_no_finding() -> None:
    draft = draft_of([0, 1], [("1", TOLD[0][0], UNITS[0], "6月底"), ("2", TOLD[1][2], "乙科", "7月底")])
    assert len(draft.tasks) == 2
    assert kinds(draft).count("repeated_task") == 1
    assert [helpers(task) for task in draft.tasks] == [[], []]
