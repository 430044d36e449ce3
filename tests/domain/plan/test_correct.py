"""Edits of a draft: what each does, what it refuses, and that every step can be taken back."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from tests.domain.plan.drafts import EVERYONE, make_draft, make_target
from wenming.domain.errors import InputRefused
from wenming.domain.plan import correct
from wenming.domain.plan.correct_steps import answers_difference, answers_restored, difference, restored
from wenming.domain.plan.correct_tasks import TaskFields
from wenming.domain.plan.draft import Deadline, Finding, PhaseDraft, PlanDraft, Span, TargetText
from wenming.domain.plan.passage import Passage

DRAFT = make_draft()


def fields(**more) -> TaskFields:
    values = {"number": "9、", "title": "新的事", "text": "新的事。", "area": "a1", "lead_units": ("办公室",),
              "responsible_units": (EVERYONE,), **more}
    return TaskFields(**values)


def keys(draft: PlanDraft) -> list[str]:
    return [task.key for task in draft.tasks]


def kinds(draft: PlanDraft) -> list[tuple[str, str | None]]:
    return [(one.kind, one.task) for one in draft.findings]


def test_change_task_keeps_place_of_what_still_says_the_same_and_is_sure():
    target = replace(make_target(), spans=())
    edit = correct.ChangeTask("t1", fields(lead_units=("机关党委", "办公室"), targets=(target,)))
    task = correct.apply(DRAFT, edit).tasks[0]
    assert [one.name for one in task.lead_units] == ["机关党委", "办公室"]
    assert task.lead_units[0].spans == DRAFT.tasks[0].lead_units[0].spans
    assert task.lead_units[1].spans == ()
    assert task.targets[0].spans == make_target().spans
    assert (task.key, task.title, task.confidence) == ("t1", "新的事", 1.0)


def test_change_task_to_another_area_moves_it_to_its_end():
    assert keys(correct.apply(DRAFT, correct.ChangeTask("t1", fields(area="a2")))) == ["t2", "t3", "t4", "t1"]


def test_add_task_goes_to_the_end_of_its_area_with_a_key_of_its_own():
    after = correct.apply(DRAFT, correct.AddTask(fields(area="a1")))
    assert keys(after) == ["t1", "t2", "t5", "t3", "t4"]


def test_add_task_without_an_area_comes_before_the_areas():
    assert keys(correct.apply(DRAFT, correct.AddTask(fields(area=None))))[0] == "t5"


def test_merge_joins_text_owners_and_figures_and_keeps_the_first_number():
    task = correct.apply(DRAFT, correct.MergeTask("t4")).tasks[2]
    assert task.key == "t3"
    assert task.number == "3、"
    assert task.text == DRAFT.tasks[2].text + DRAFT.tasks[3].text
    assert [one.name for one in task.responsible_units] == [EVERYONE, "相关处室、单位"]
    assert task.spans == DRAFT.tasks[2].spans + DRAFT.tasks[3].spans


def test_split_gives_the_figure_to_the_half_that_says_it():
    text = DRAFT.tasks[0].text
    first, second = correct.apply(DRAFT, correct.SplitTask("t1", text.index("普及率"))).tasks[:2]
    assert (first.text, second.text) == ("第1件事。", "普及率≥95%。做好登记。")
    assert (len(first.targets), len(second.targets)) == (0, 1)
    assert second.key == "t5"
    assert second.title == "普及率≥95%"
    assert second.lead_units == first.lead_units


def test_a_task_may_be_cut_at_every_sentence_and_half_sentence():
    assert correct.tasks.cuts("一。二≥3%；三。") == [(0, "一。"), (2, "二≥3%；"), (7, "三。")]


def test_move_crosses_into_the_next_area_before_it_passes_a_task():
    after = correct.apply(DRAFT, correct.MoveTask("t2", 1))
    assert keys(after) == keys(DRAFT)
    assert after.tasks[1].area == "a2"
    assert keys(correct.apply(after, correct.MoveTask("t2", 1))) == ["t1", "t3", "t2", "t4"]


@pytest.mark.parametrize(
    "edit",
    [
        correct.ChangeTask("t9", fields()),
        correct.ChangeTask("t1", fields(title=" ")),
        correct.ChangeTask("t1", fields(title="长" * 301)),
        correct.ChangeTask("t1", fields(area="a9")),
        correct.ChangeTask("t1", fields(lead_units=("单" * 81,))),
        correct.ChangeTask("t1", fields(targets=(TargetText("约一半", ">=", "一半", "%"),))),
        correct.ChangeTask("t1", fields(targets=(TargetText("负数", ">=", "-3", "%"),))),
        correct.MergeTask("t1"),
        correct.SplitTask("t1", 0),
        correct.SplitTask("t1", -3),
        correct.SplitTask("t1", 10_000),
        correct.MoveTask("t1", -1),
        correct.MoveTask("t4", 1),
        correct.MoveTask("t2", 2),
        correct.ChangeArea("a9", "", "没有"),
        correct.AddArea("（三）", "  "),
        correct.RemoveArea("a1"),
        correct.ChangeDocument("", "", "", None, "", "", ""),
        correct.ChangeDocument("方案", "", "", "2026-02-30", "", "", ""),
        correct.ChangeDocument("方案", "", "", None, "", "secret", ""),
        correct.ChangePhases((PhaseDraft("", "", "2026-01", "2026-02"),)),
        correct.ChangePhases((PhaseDraft("", "实施", "2026-13", None),)),
        correct.ChangePhases((PhaseDraft("", "实施", "2026-3", None),)),
        correct.ChangePhases((PhaseDraft("", "实施", "2026-05", "2026-04"),)),
        correct.ChangeClauses(((0, "nonsense", "", "正文"),)),
        correct.ChangeClauses(((None, "aim", "", " "),)),
    ],
)
def test_an_edit_that_cannot_be_is_refused_with_a_sentence(edit):
    with pytest.raises(InputRefused) as refused:
        correct.apply(DRAFT, edit)
    assert refused.value.sentence.endswith("。")


def test_the_last_task_stays():
    only = replace(DRAFT, tasks=DRAFT.tasks[:1])
    with pytest.raises(InputRefused):
        correct.apply(only, correct.RemoveTask("t1"))


def test_phases_keep_their_place_and_new_ones_get_a_key():
    phases = (*DRAFT.phases[:1], PhaseDraft("", "自查迎检阶段", "2027-01", "2027-01-31"))
    after = correct.apply(DRAFT, correct.ChangePhases(phases))
    assert [(one.key, one.name) for one in after.phases] == [("p1", "组织实施阶段"), ("p3", "自查迎检阶段")]
    assert after.phases[0] == DRAFT.phases[0]


def test_a_group_of_nobody_is_no_group():
    assert correct.apply(DRAFT, correct.ChangeGroup((), (), (), "", ())).group is None


class TestFindings:
    def test_naming_units_settles_the_finding(self):
        edit = correct.ChangeTask("t4", fields(area="a2", responsible_units=("农业处",)))
        assert kinds(correct.apply(DRAFT, edit)) == []

    def test_naming_nobody_raises_one(self):
        edit = correct.ChangeTask("t1", fields(lead_units=("机关党委",), responsible_units=("相关处室",)))
        assert ("indefinite_set", "t1") in kinds(correct.apply(DRAFT, edit))

    def test_taking_the_responsible_units_away_raises_one(self):
        edit = correct.ChangeTask("t1", fields(responsible_units=()))
        assert ("no_responsible_unit", "t1") in kinds(correct.apply(DRAFT, edit))

    def test_everyone_leading_raises_one(self):
        edit = correct.ChangeTask("t1", fields(lead_units=(EVERYONE,), responsible_units=()))
        assert ("lead_is_everyone", "t1") in kinds(correct.apply(DRAFT, edit))

    def test_nobody_at_all_raises_one(self):
        edit = correct.ChangeTask("t1", fields(lead_units=(), responsible_units=()))
        assert ("no_owner", "t1") in kinds(correct.apply(DRAFT, edit))

    def test_a_removed_task_takes_its_findings_along(self):
        assert kinds(correct.apply(DRAFT, correct.RemoveTask("t4"))) == []

    def test_an_edit_of_something_else_leaves_them(self):
        assert correct.apply(DRAFT, correct.MoveTask("t2", -1)).findings == DRAFT.findings

    def test_numbers_that_follow_again_settle_the_gap(self):
        gap = Finding("f2", "number_gap", "任务序号由“2、”跳到“4、”。", None, "t3")
        jumped = replace(DRAFT, tasks=(*DRAFT.tasks[:2], replace(DRAFT.tasks[2], number="4、"), DRAFT.tasks[3]),
                         findings=(gap,))
        edit = correct.ChangeTask("t3", fields(number="5、", area="a2"))
        assert ("number_gap", "t3") in kinds(correct.apply(jumped, edit))
        edit = correct.ChangeTask("t3", fields(number="3、", area="a2"))
        assert ("number_gap", "t3") not in kinds(correct.apply(jumped, edit))

    def test_merging_moves_the_question_to_the_merged_task(self):
        assert kinds(correct.apply(DRAFT, correct.MergeTask("t4"))) == [("indefinite_set", "t3")]


SELECTIONS = (
    "5、开展全民阅读。读书率≥80%。（牵头单位：厅团委，责任单位：人教处、离退处）", "厅团委、人教处", "读书率≥80%",
    "2026年9月底前", "（三）迎检阶段（2026年12月）。做好迎检。", "第1件事。", "普及率≥95%。", "没有数字的话",
)
PASSAGES = st.builds(
    lambda text, line, at: Passage(text, (Span(line, at, at + len(text)),)), st.sampled_from(SELECTIONS),
    st.integers(18, 26), st.integers(0, 8),
)
EDITS = st.one_of(
    st.builds(correct.RemoveTask, st.sampled_from(["t1", "t2", "t3", "t4"])),
    st.builds(correct.MergeTask, st.sampled_from(["t1", "t2", "t3", "t4"])),
    st.builds(correct.SplitTask, st.sampled_from(["t1", "t2", "t3", "t4"]), st.integers(-2, 30)),
    st.builds(correct.MoveTask, st.sampled_from(["t1", "t2", "t3", "t4"]), st.sampled_from([-1, 1])),
    st.builds(lambda key, area: correct.ChangeTask(key, fields(area=area)), st.sampled_from(["t1", "t4"]),
              st.sampled_from(["a1", "a2", None])),
    st.builds(lambda area: correct.AddTask(fields(area=area)), st.sampled_from(["a1", "a2", None])),
    st.just(correct.AddArea("（三）", "其他")),
    st.just(correct.ChangeDocument("新标题", "新机关", "1号", None, "", "withheld", "")),
    st.just(correct.ChangePhases(())),
    st.just(correct.ChangeGroup((), ("李某",), (), "", ())),
    st.just(correct.ChangeClauses(((None, "aim", "目标", "做好。"),))),
    st.builds(correct.AcceptTask, st.sampled_from(["t1", "t4"])),
    st.builds(correct.AcceptSure, st.sampled_from([frozenset(), frozenset({"t4"})])),
    st.builds(correct.TaskToArea, st.sampled_from(["t1", "t3"])),
    st.just(correct.ChangeArea("a1", "（一）", "改名")), st.just(correct.RemoveArea("a2")),
    st.builds(correct.PickTask, PASSAGES),
    st.builds(correct.PickOwners, st.sampled_from(["t1", "t4"]), PASSAGES, st.booleans()),
    st.builds(correct.PickTarget, st.sampled_from(["t1", "t2"]), PASSAGES),
    st.builds(correct.PickDeadline, st.sampled_from(["t1", "t2"]), PASSAGES),
    st.builds(correct.PickPhase, PASSAGES),
)


def test_the_property_below_knows_every_kind_of_edit():
    made = {type(one) for one in _some_of_each()}
    assert made == set(correct.kinds())


def _some_of_each() -> list[correct.Edit]:
    """One edit of each branch of the strategy, drawn with a fixed seed."""
    drawn: list[correct.Edit] = []

    @seed(7)
    @settings(max_examples=400, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(EDITS)
    def draw(edit):
        drawn.append(edit)

    draw()
    return drawn


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(EDITS, max_size=8))
def test_any_row_of_edits_can_be_taken_back_step_by_step_to_the_reading(edits):
    draft, undo = DRAFT, []
    for edit in edits:
        try:
            after = correct.apply(draft, edit)
        except InputRefused:
            continue
        assert correct.describe(draft, edit)
        undo.append(difference(draft, after))
        draft = after
        assert len(set(keys(draft))) == len(draft.tasks)
        assert len({one.key for one in draft.findings}) == len(draft.findings)
    done, redo = draft, []
    for step in reversed(undo):
        back = restored(draft, step)
        redo.append(difference(back, draft) and difference(draft, back))
        draft = back
    assert draft == DRAFT
    for step in reversed(redo):
        draft = restored(draft, step)
    assert draft == done


def test_a_step_holds_what_changed_and_not_the_whole_draft():
    step = difference(DRAFT, correct.apply(DRAFT, correct.ChangeTask("t2", fields(title="改了"))))
    assert [one["key"] for one in step["tasks"]] == ["t2"]
    assert "fields" not in step


def test_a_step_of_another_draft_is_noticed():
    step = difference(DRAFT, correct.apply(DRAFT, correct.MoveTask("t4", -1)))
    with pytest.raises(ValueError, match="t1"):
        restored(replace(DRAFT, tasks=DRAFT.tasks[1:]), step)


def test_answers_come_back_as_they_were():
    before, after = {"f1": {"choice": "later"}, "f2": {"choice": "noted"}}, {"f1": {"choice": "units"}}
    assert answers_restored(after, answers_difference(before, after)) == before


def test_no_deadline_is_lost_on_the_way():
    edit = correct.ChangeTask("t1", fields(deadlines=(Deadline("2026年6月底前", "2026-06-30"), Deadline("每季度"))))
    assert [one.text for one in correct.apply(DRAFT, edit).tasks[0].deadlines] == ["2026年6月底前", "每季度"]
