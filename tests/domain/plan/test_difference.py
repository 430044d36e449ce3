"""The difference of two readings: what a person must see, and that nothing is said where nothing changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.domain.plan.drafts import make_draft, make_target, make_task, owners
from wenming.domain.plan.difference import difference
from wenming.domain.plan.draft import ClauseDraft, Deadline, GroupDraft, Owner, PlanDraft, TargetText
from wenming.domain.plan.likeness import RunKind, marked_difference
from wenming.domain.plan.target_pairs import TargetPair, target_pairs

DRAFT = make_draft()


def revised(**changes) -> PlanDraft:
    """The draft with its first task changed."""
    return replace(DRAFT, tasks=(replace(DRAFT.tasks[0], **changes), *DRAFT.tasks[1:]))


def change(after: PlanDraft):
    (one,) = difference(DRAFT, after).changed
    return one


def test_a_plan_does_not_differ_from_itself():
    same = difference(DRAFT, DRAFT)
    assert (same.changed, same.withdrawn, same.phases, same.group, same.document) == ((), (), (), (), ())


def test_owners_that_came_and_left():
    found = change(revised(lead_units=owners("办公室"), responsible_units=owners("各处室、单位", "机关党委")))
    assert [(one.label, one.came, one.left) for one in found.owners] == [
        ("牵头单位", ("办公室",), ("机关党委",)), ("责任单位", ("机关党委",), ()),
    ]
    assert found.label == "调整"


def test_a_figure_that_got_another_value_is_one_change_and_not_two():
    found = change(revised(targets=(make_target("普及率≥98%", "98"),)))
    assert [(one.before.value, one.after.value) for one in found.targets] == [("95", "98")]


def test_another_deadline():
    found = change(revised(deadlines=(Deadline("2026年9月底前", "2026-09-30"),)))
    assert found.deadline == ("2026-06-30", "2026-09-30")


def test_words_that_came_and_went_are_marked():
    found = change(revised(text="第1件事。普及率≥95%。做好登记和记录。"))
    assert [(run.kind, run.text) for run in found.text] == [
        (RunKind.KEPT, "第1件事。普及率≥95%。做好登记"), (RunKind.CAME, "和记录"), (RunKind.KEPT, "。"),
    ]
    assert found.label == "改写"


def test_a_figure_is_marked_whole():
    found = change(revised(text="第1件事。普及率≥98%。做好登记。"))
    assert [run.text for run in found.text if run.kind is not RunKind.KEPT] == ["95", "98"]


def test_a_task_moved_to_another_part():
    found = change(revised(area="a2"))
    assert found.moved == ("（一）学习 1", "（二）服务 1")


def test_tasks_that_came_and_went():
    came = make_task("t5", text="办好音乐会。", title="音乐")
    found = difference(DRAFT, replace(DRAFT, tasks=(*DRAFT.tasks[:3], came)))
    assert [one.after.title for one in found.changed] == ["音乐"]
    assert [(one.before.title, one.label) for one in found.withdrawn] == [("第4件事", "撤销")]


def test_phases_group_and_prose():
    phases = (replace(DRAFT.phases[0], end="2026-10"),)
    group = replace(DRAFT.group or GroupDraft(), leader=(Owner("赵某"),))
    clauses = (ClauseDraft("aim", "二、创建目标", "争创全国文明单位。"),)
    found = difference(DRAFT, replace(DRAFT, phases=phases, group=group, clauses=clauses, title="新的方案"))
    assert [(one.label, one.before, one.after) for one in found.phases] == [
        ("组织实施阶段", "2026-02 至 2026-11", "2026-02 至 2026-10"), ("总结提高阶段", "2026-12 至 2026-12", ""),
    ]
    assert [(one.label, one.came, one.left) for one in found.group] == [("组长", ("赵某",), ("王某",))]
    assert [(one.label, one.before) for one in found.document] == [("标题", "创建工作方案"), ("二、创建目标", "")]


def figure(text: str, value: str, op: str = ">=", unit: str = "%", people: str = "") -> TargetText:
    return TargetText(text, op, value, unit, people, people and "职工总数")


def test_figures_go_on_by_their_people_and_else_by_their_words():
    before = (figure("注册志愿者≥30%", "30", people="志愿者"), figure("普法普及率≥95%", "95"),
              figure("讲堂≥4次", "4", unit="次"))
    after = (figure("普法教育普及率≥96%", "96"), figure("志愿者达到四成", "40", people="志愿者"),
             figure("讲堂≤4次", "4", "<=", "次"))
    assert target_pairs(before, after) == (
        TargetPair(1, 0, changed=True), TargetPair(0, 1, changed=True), TargetPair(None, 2), TargetPair(2, None),
    )


values = st.lists(st.sampled_from(["95", "96", "30"]), max_size=5)


@given(values, values)
def test_every_figure_is_in_one_pair(before, after):
    pairs = target_pairs([figure(f"率≥{one}%", one) for one in before], [figure(f"率≥{one}%", one) for one in after])
    assert sorted(one.before for one in pairs if one.before is not None) == list(range(len(before)))
    assert [one.after for one in pairs if one.after is not None] == list(range(len(after)))


text = st.text(alphabet="甲乙丙丁。，", max_size=40)


@given(text, text)
def test_the_marked_words_hold_both_texts(before, after):
    runs = marked_difference(before, after)
    assert "".join(run.text for run in runs if run.kind is not RunKind.CAME) == before
    assert "".join(run.text for run in runs if run.kind is not RunKind.GONE) == after


def test_very_long_texts_are_set_side_by_side_whole():
    runs = marked_difference("甲" * 9000, "乙" * 9000)
    assert [run.kind for run in runs] == [RunKind.GONE, RunKind.CAME]
