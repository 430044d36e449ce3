import pytest

from tests.domain.plan.texts import kinds, passage, read
from wenming.domain.plan.people import is_person, person_owners


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("张三、李四，王五。", ["张三", "李四", "王五"]),
        ("罗  样  副主任", ["罗样"]),
        ("董示甲  工委书记", ["董示甲"]),
        ("张三（人事处）、李四", ["张三", "李四"]),
        ("各处室、单位主要负责人", ["各处室、单位主要负责人"]),
        ("张三、各处室、单位主要负责人", ["张三", "各处室、单位主要负责人"]),
        ("局党委陈示甲书记", ["陈示甲"]),
        ("党组书记、局长  张三", ["张三"]),
    ],
)
def test_lists_of_persons(text: str, expected: list[str]) -> None:
    names = [one.name for one in person_owners(passage(text)) if is_person(one.name) or len(one.name) > 4]
    assert names == expected


@pytest.mark.parametrize("text", ["局长", "办公室", "主要领导", "人事处", "阿"])
def test_posts_and_units_are_no_persons(text: str) -> None:
    assert not is_person(text)


def test_a_group_with_names_over_two_lines_and_members_by_post() -> None:
    draft = read(
        "文明创建工作方案\n一、组织保障\n成立领导小组。\n组  长：石示甲\n"
        "副组长：石示乙、庄示丙、\n\n何示丁\n成  员：各处室、单位主要负责人\n"
        "领导小组办公室设在厅机关党委，办公室成员如下：祝样甲、刘样。\n"
    )
    group = draft.group
    assert group is not None
    assert [one.name for one in group.leader] == ["石示甲"]
    assert [one.name for one in group.deputy] == ["石示乙", "庄示丙", "何示丁"]
    assert [one.name for one in group.members] == ["各处室、单位主要负责人"]
    assert group.office_unit == "厅机关党委"
    assert [one.name for one in group.office_members] == ["祝样甲", "刘样"]
    assert kinds(draft).count("members_ex_officio") == 1


@pytest.mark.parametrize(("said", "names"), [
    ("办公室设在党办，由张例甲兼任办公室主任。", ["张例甲"]),
    ("领导小组下设办公室，党办主任张例甲同志任办公室主任，负责日常协调。", ["张例甲"]),
    ("领导小组办公室主任由张例甲兼任，办公室副主任由赵例乙担任。", ["张例甲", "赵例乙"]),
    ("由张例甲任办公室主任，办公室成员：张例甲、赵例乙。", ["张例甲", "赵例乙"]),
    ("办公室设在党办，由党办主要负责人任办公室主任。", []),
    ("要选优配强党政办公室主任。", []),
])
def test_who_is_named_for_the_office_is_of_the_office(said: str, names: list[str]) -> None:
    draft = read(f"文明创建工作方案\n一、组织领导\n组长：石示甲\n副组长：石示乙\n{said}\n")
    assert draft.group is not None
    assert [one.name for one in draft.group.office_members] == names
    assert [one.name for one in draft.group.leader] == ["石示甲"]


def test_a_group_with_one_person_a_line() -> None:
    draft = read(
        "文明创建工作方案\n一、组织领导\n组  长：董示甲  工委书记\n副组长：罗  样  副主任\n        杨样乙  副主任\n"
        "成  员：邓  样  办公室负责人\n"
        "杨  样  服务部部长\n工作专班下设办公室，在企业服务部办公，负责日常工作。\n"
    )
    assert draft.group is not None
    assert [one.name for one in draft.group.deputy] == ["罗样", "杨样乙"]
    assert [one.name for one in draft.group.members] == ["邓样", "杨样"]
    assert draft.group.office_unit == "企业服务部"


def test_a_group_in_a_sentence_is_unsure() -> None:
    draft = read("活动通知\n1、组建机构。局党委陈示甲书记任支队队长，陈示乙、李示丙副书记任支队副队长。\n")
    assert draft.group is not None
    assert [one.name for one in draft.group.leader] == ["陈示甲"]
    assert [one.name for one in draft.group.deputy] == ["陈示乙", "李示丙"]
    assert kinds(draft).count("unsure_person") == 3


def test_no_group_where_none_is_named() -> None:
    assert read("文明创建工作方案\n领导小组定期召开会议。").group is None


STEPS = "文明创建工作方案\n五、方法步骤\n分四个阶段：\n{}\n某局\n2019年12月10日\n"


def test_phases_with_windows_in_brackets() -> None:
    draft = read(
        STEPS.format(
            "（一）筹备发动阶段（2019年11月）。起草方案。\n（二）组织实施阶段（2019年12月—2020年2月）。开展活动，"
        )
    )
    assert [(one.name, one.start, one.end) for one in draft.phases] == [
        ("筹备发动阶段", "2019-11", "2019-11"),
        ("组织实施阶段", "2019-12", "2020-02"),
    ]
    (finding,) = [one for one in draft.findings if one.kind == "unfinished_sentence"]
    assert "组织实施阶段" in finding.message
    assert finding.span is not None
    assert finding.span.line == 5


def test_phases_behind_a_colon_and_with_ordinals() -> None:
    draft = read(STEPS.format("第一阶段：动员部署（2020年1月）\n开会。\n第二阶段：总结（2020年2月至3月）\n总结。"))
    assert [(one.start, one.end) for one in draft.phases] == [("2020-01", "2020-01"), ("2020-02", "2020-03")]
    assert "动员部署" in draft.phases[0].name


def test_an_undated_phase_is_a_finding_and_no_guess() -> None:
    draft = read(STEPS.format("（一）筹备阶段（2019年11月）。起草。\n（二）总结阶段。总结。"))
    assert (draft.phases[1].start, draft.phases[1].end) == (None, None)
    assert "undated_phase" in kinds(draft)


def test_phases_without_year_take_it_from_the_date_and_say_so() -> None:
    draft = read("各单位：\n一、自查（12月25日前）\n自查。\n二、检查（1月10前）\n检查。\n某局\n2019年12月10日\n")
    assert [one.end for one in draft.phases] == ["2019-12-25", "2020-01-10"]
    assert kinds(draft).count("year_inferred") == 2


def test_a_heading_with_a_count_in_brackets_is_no_phase() -> None:
    assert read("文明创建工作方案\n一、宣传方面（共5项）\n内容。\n二、服务方面（共3项）\n内容。").phases == ()
