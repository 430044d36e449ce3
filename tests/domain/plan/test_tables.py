from tests.domain.plan.texts import helpers, kinds, leads, read
from wenming.domain.plan.columns import column_kind
from wenming.domain.plan.lines import Line
from wenming.domain.plan.reader import read_plan

FLAT = (
    "创新改革工作方案\n说明。\n附件\n推广清单\n\n序号\n改革举措\n主 要 内 容\n指导部门\n推广范围\n\n"
    "一、保护方面（共2项）\n\n"
)


def rows(*cells: tuple[str, ...]) -> list[Line]:
    return [Line(1, "文明创建任务分解表")] + [
        Line(at, "\t".join(row), None, row) for at, row in enumerate(cells, start=2)
    ]


def test_a_flattened_table() -> None:
    draft = read(
        FLAT
        + "1\n“三合一”审判\n整合资源。\n最高人民法院、知识产权局\n全国\n\n2\n跨区审理\n授权管辖。\n最高人民法院\n全国\n"
    )
    assert [(task.number, task.title, helpers(task)) for task in draft.tasks] == [
        ("1", "“三合一”审判", ["最高人民法院", "知识产权局"]),
        ("2", "跨区审理", ["最高人民法院"]),
    ]
    assert [area.name for area in draft.areas] == ["保护方面（共2项）"]
    assert draft.tasks[0].text == "“三合一”审判\n整合资源。"


def test_a_short_row_of_a_flattened_table_is_a_finding() -> None:
    draft = read(FLAT + "1\n跨区审理\n最高人民法院\n2\n三合一审判\n整合。\n最高人民法院\n全国\n")
    assert [task.number for task in draft.tasks] == ["2"]
    assert "unread_row" in kinds(draft)


def test_a_real_table_with_repeated_head_and_heading_rows() -> None:
    head = ("序号", "工作任务", "牵头单位", "责任单位", "完成时限")
    draft = read_plan(
        rows(
            head,
            ("一、思想建设", "", "", "", ""),
            ("1", "开展教育", "党委", "各处室、单位", "2020年6月底"),
            head,
            ("2", "开展活动", "工会", "", "长期"),
        )
    )
    assert [(task.number, leads(task), helpers(task)) for task in draft.tasks] == [
        ("1", ["党委"], ["各处室、单位"]),
        ("2", ["工会"], []),
    ]
    assert draft.areas[0].number == "一、"
    assert draft.tasks[0].deadlines[0].on == "2020-06-30"
    span = draft.tasks[0].lead_units[0].spans[0]
    assert (span.line, span.start, span.end) == (4, 7, 9)


def test_a_title_repeated_downwards_becomes_the_area() -> None:
    draft = read_plan(
        rows(
            ("重点任务", "具体措施", "责任单位"),
            ("宣传", "办专栏", "办公室"),
            ("宣传", "建展馆", "科研所"),
            ("服务", "设窗口", "办公室"),
        )
    )
    assert [task.title for task in draft.tasks] == ["办专栏", "建展馆", "设窗口"]
    assert [area.name for area in draft.areas] == ["宣传", "服务"]


def test_people_in_a_column() -> None:
    draft = read_plan(rows(("序号", "任务", "责任单位", "责任人"), ("1", "开展教育活动", "党委", "张三、李四")))
    assert [one.name for one in draft.tasks[0].responsible_people] == ["张三", "李四"]


def test_a_table_without_known_head_is_a_finding_and_no_task() -> None:
    draft = read_plan(rows(("姓名", "电话"), ("张三", "123"), ("李四", "456")))
    assert draft.tasks == ()
    assert "unread_table" in kinds(draft)


def test_column_names() -> None:
    known = {"序号": "number", "改革举措": "title", "主要内容": "body", "指导部门": "responsible", "牵头单位": "lead"}
    known |= {"责任人": "people", "完成时限": "deadline", "类别": "area", "推广范围": "", "牵头（责任）单位": "lead"}
    assert {head: column_kind(head) for head in known} == known
