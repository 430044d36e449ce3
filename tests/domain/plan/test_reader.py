from tests.domain.plan.texts import PLAN, helpers, kinds, leads, read


def test_a_plan_is_read_whole() -> None:
    draft = read(PLAN)
    assert draft.title == "某某市水利局文明单位创建工作方案"
    assert (draft.issuer, draft.issued_on, draft.honour) == ("某某市水利局", "2019-11-05", "文明单位")
    assert [(area.key, area.number, area.name) for area in draft.areas] == [
        ("a1", "（一）", "抓好思想道德建设"),
        ("a2", "（二）", "开展志愿服务"),
    ]
    assert [(task.key, task.number, task.title, task.area) for task in draft.tasks] == [
        ("t1", "1、", "开展诚信教育", "a1"),
        ("t2", "2、", "开展普法教育", "a1"),
        ("t3", "3、", "完善志愿者工作站", "a2"),
    ]
    assert (leads(draft.tasks[1]), helpers(draft.tasks[1])) == (["法规处", "办公室"], ["相关处室、单位"])
    assert draft.tasks[0].text == "开展诚信教育。建立诚信承诺制度。"
    assert [one.value for one in draft.tasks[2].targets] == ["30"]
    assert [one.on for one in draft.tasks[2].deadlines] == ["2020-06-30"]
    assert [(one.kind, one.heading) for one in draft.clauses] == [
        ("guiding_idea", "指导思想"),
        ("aim", "创建目标"),
        ("measure", "加强领导"),
    ]


def test_its_findings() -> None:
    draft = read(PLAN)
    assert kinds(draft) == ["indefinite_set", "no_responsible_unit", "unfinished_sentence"]
    assert [finding.key for finding in draft.findings] == ["f1", "f2", "f3"]
    assert [finding.task for finding in draft.findings] == ["t2", "t3", None]


def test_every_task_says_where_it_stands() -> None:
    lines = PLAN.split("\n")
    for task in read(PLAN).tasks:
        (span,) = task.spans
        assert lines[span.line - 1][span.start : span.end].startswith(task.number + task.title)


def test_everyone_as_lead_is_a_finding() -> None:
    draft = read(
        "工作方案\n一、主要任务\n1、抓好中心工作。努力。（牵头单位：厅机关各处室、单位）\n2、抓好宣传。（牵头单位：办公室）\n"
    )
    assert kinds(draft).count("lead_is_everyone") == 1


def test_the_first_named_leads_from_where_it_is_stated() -> None:
    draft = read(
        "指导意见\n一、重点任务\n（一）推广应用。推广。（商务部、财政部负责）\n（二）完善体系。完善。"
        "（科技部、农业农村部等负责。列第一位者为牵头单位，下同）\n"
        "（三）优化布局。优化。（农业农村部、财政部等负责）\n（四）健全机制。健全。（农业农村部、科技部牵头负责）\n"
    )
    assert [(leads(task), helpers(task)) for task in draft.tasks] == [
        ([], ["商务部", "财政部"]),
        (["科技部"], ["农业农村部"]),
        (["农业农村部"], ["财政部"]),
        (["农业农村部", "科技部"], []),
    ]
    assert "first_named_leads" in kinds(draft)


def test_the_same_rule_in_a_note_governs_the_whole_document() -> None:
    draft = read("工作方案\n一、重点任务\n1．推广应用。（责任单位：商务局、财政局）\n注：列首位的为牵头单位。\n")
    assert (leads(draft.tasks[0]), helpers(draft.tasks[0])) == (["商务局"], ["财政局"])


def test_owners_on_a_line_of_their_own_under_plain_headings() -> None:
    draft = read(
        "数字建设2025年工作要点\n\n打造创新高地\n\n1. 实施技术攻关\n优化管理机制。\n"
        "责任单位：省科技厅、工业和信息化厅按职责分工负责\n\n"
        "2. 推进协同创新\n完善体系。\n责任单位：省工业和信息化厅牵头\n\n深化市场改革\n\n"
        "3. 完善制度体系\n加快立法。\n责任单位：省数据局牵头\n"
    )
    assert [area.name for area in draft.areas] == ["打造创新高地", "深化市场改革"]
    assert [(leads(task), helpers(task)) for task in draft.tasks] == [
        ([], ["省科技厅", "工业和信息化厅"]),
        (["省工业和信息化厅"], []),
        (["省数据局"], []),
    ]
    assert draft.tasks[0].text == "实施技术攻关\n优化管理机制。"


def test_a_bracket_alone_under_the_last_item_belongs_to_the_task_above() -> None:
    draft = read(
        "工作方案\n一、重点任务\n（一）抓好宣传。\n1.办好专栏。\n2.建好展馆。\n（责任单位：办公室）\n"
        "（二）抓好服务。\n1.设好窗口。\n2.建好制度。\n（责任单位：人事处）\n"
    )
    assert [(task.number, helpers(task)) for task in draft.tasks] == [("（一）", ["办公室"]), ("（二）", ["人事处"])]
    assert "建好展馆" in draft.tasks[0].text


def test_paragraphs_with_their_own_brackets_under_one_heading_are_tasks() -> None:
    draft = read("工作方案\n一、抓好宣传\n办好文明专栏。（责任单位：办公室）\n建好历史展馆。（责任单位：科研所）\n")
    assert [(task.number, task.title, helpers(task)) for task in draft.tasks] == [
        ("", "办好文明专栏", ["办公室"]),
        ("", "建好历史展馆", ["科研所"]),
    ]


def test_siblings_without_owner_are_tasks_with_a_finding() -> None:
    draft = read(
        "工作方案\n一、总体要求\n（一）指导思想。略。\n二、重点任务\n（一）抓好宣传。（责任单位：办公室）\n（二）抓好服务。（责任单位：人事处）\n"
        "（三）抓好教育。努力。\n"
        "三、保障措施\n（一）加强领导。健全制度。\n"
    )
    assert [task.number for task in draft.tasks] == ["（一）", "（二）", "（三）"]
    assert kinds(draft).count("no_owner") == 1
    assert [clause.heading for clause in draft.clauses if clause.kind == "measure"] == ["加强领导"]


def test_units_as_subjects_of_a_part_on_duties() -> None:
    draft = read(
        "工作专班工作方案\n二、职责分工\n各单位分工如下：\n办公室负责值班；做好上报。\n党建部负责信访。\n联系人：张三\n"
    )
    assert [(task.title, helpers(task)) for task in draft.tasks] == [
        ("办公室负责值班；做好上报", ["办公室"]),
        ("党建部负责信访", ["党建部"]),
    ]


def test_items_without_any_owner_are_proposed_unsure() -> None:
    draft = read(
        "志愿服务活动通知\n各学校：\n有关事项通知如下。\n1、报名注册。每年不少于16小时。\n2、服务内容。很多。\n3、服务形式。很多。\n"
    )
    assert [task.number for task in draft.tasks] == ["1、", "2、", "3、"]
    assert all(task.confidence < 0.9 for task in draft.tasks)
    assert kinds(draft).count("unsure_task") == 3


def test_a_unit_as_the_subject_is_inferred_and_said_so() -> None:
    draft = read(
        "各机关处室：\n一、全面自查（6月25日前）\n重点为：\n1．制度是否应建尽建\n各校要建立制度。\n"
        "2. 人员是否应备尽备\n各校要完成登记。\n二、检查（7月10日前）\n检查。\n"
        "某局\n2019年6月11日\n"
    )
    assert [helpers(task) for task in draft.tasks] == [["各校"], ["各校"]]
    assert kinds(draft).count("inferred_owner") == 2


def test_a_gap_in_the_numbers_is_a_finding_but_a_fresh_start_is_not() -> None:
    row = "{}、抓好工作。（责任单位：办公室）\n"
    gap = read("工作方案\n一、任务\n" + row.format(8) + row.format(11))
    assert kinds(gap).count("number_gap") == 1
    fresh = read("工作方案\n一、任务\n（一）甲乙\n" + row.format(1) + row.format(2) + "（二）丙丁\n" + row.format(1))
    assert "number_gap" not in kinds(fresh)


def test_an_empty_document_only_has_findings() -> None:
    draft = read("")
    assert (draft.title, draft.tasks, draft.phases, draft.group) == ("", (), (), None)
    assert set(kinds(draft)) == {"no_title", "no_issuer", "no_date", "no_tasks"}


def test_prose_makes_no_tasks() -> None:
    draft = read("春天来了。\n1、小草绿了。\n2、花儿红了。\n3、我们去公园玩，大家都很高兴。\n")
    assert draft.tasks == ()


def test_cousins_without_owner_are_tasks_too_but_less_sure() -> None:
    owned = "1、开展诚信教育。（责任单位：办公室）\n2、开展普法教育。（责任单位：人事处）\n"
    draft = read(
        f"工作方案\n二、重点任务\n（一）抓好教育\n{owned}（二）抓好文化\n1、开展读书活动。努力。\n三、保障措施\n（一）加强领导\n1、健全机制。努力。\n"
    )
    assert [(task.title, task.confidence >= 0.9) for task in draft.tasks] == [
        ("开展诚信教育", True),
        ("开展普法教育", True),
        ("开展读书活动", False),
    ]
    assert kinds(draft).count("unsure_task") == 1
