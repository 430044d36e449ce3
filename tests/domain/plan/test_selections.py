"""A selection in the source as an edit: what is read from it, where it goes, and which marks a half of a cut keeps."""

from dataclasses import replace

import pytest

from wenming.domain.errors import InputRefused
from wenming.domain.plan import correct
from wenming.domain.plan.draft import Owner, PlanDraft, Span
from wenming.domain.plan.lines import Line, lines_of
from wenming.domain.plan.marks import marked_lines
from wenming.domain.plan.reader import read_plan
from wenming.domain.plan.selection import place_of_cut, selected

TEXT = """示范省财政厅创建工作方案
一、主要任务
（一）抓好学习
1、开展普法学习。普及率≥95%。建好学习园地。（牵头单位：机关党委，责任单位：人教处、离退处）
2、办好道德讲堂。每季度一次。（牵头单位：人教处，责任单位：各处室、单位）
（二）抓好服务
3、做好登记。（牵头单位：厅团委，责任单位：各处室、单位）
另请厅工会每年2026年9月底前组织读书活动，参加率达到80%。
二、方法步骤
（一）筹备发动阶段（2026年1月）。宣传发动。
（二）组织实施阶段（2026年2月—2026年11月）。开展活动。
（三）总结阶段（2026年12月）。总结经验。"""
LINES = lines_of(TEXT)
DRAFT = read_plan(LINES)


def pick(words: str, lines: list[Line] = LINES):
    line = next(one for one in lines if words in one.text)
    at = line.text.index(words)
    return selected(lines, (line.number, at), (line.number, at + len(words)))


def printed(spans: tuple[Span, ...]) -> str:
    return "".join(LINES[one.line - 1].text[one.start : one.end] for one in spans)


def titles(draft: PlanDraft) -> list[str]:
    return [one.title for one in draft.tasks]


def test_the_draft_these_tests_start_from():
    assert titles(DRAFT) == ["开展普法学习", "办好道德讲堂", "做好登记"]


def test_a_selection_over_several_lines_is_one_passage_without_the_blanks():
    passage = selected([Line(1, "  一句话，"), Line(2, ""), Line(3, "说完了。后面")], (1, 0), (3, 4))
    assert passage.text == "一句话，说完了。"
    assert passage.pieces == (Span(1, 2, 6), Span(3, 0, 4))


@pytest.mark.parametrize(("start", "end"), [((1, 3), (1, 3)), ((2, 0), (1, 0)), ((1, -5), (1, 2)), ((90, 0), (99, 9))])
def test_a_selection_of_nothing_is_refused(start, end):
    with pytest.raises(InputRefused):
        selected(LINES, start, end)


class TestTask:
    def test_a_sentence_the_reader_took_along_becomes_a_task_of_its_own(self):
        after = correct.apply(DRAFT, correct.PickTask(pick(LINES[7].text)))
        new = after.tasks[-1]
        assert titles(after)[-1].startswith("另请厅工会")
        assert (new.area, new.confidence) == (DRAFT.tasks[-1].area, 1.0)
        assert [one.value for one in new.targets] == ["80"]
        assert printed(new.spans) == LINES[7].text

    def test_number_and_owners_are_read_by_the_rules_of_the_reader(self):
        removed = correct.apply(DRAFT, correct.RemoveTask("t2"))
        after = correct.apply(removed, correct.PickTask(pick(LINES[4].text)))
        new = after.tasks[1]
        assert (new.number.strip("、"), new.title) == ("2", "办好道德讲堂")
        assert [one.name for one in new.lead_units] == ["人教处"]
        assert printed(new.lead_units[0].spans) == "人教处"
        assert new.area == DRAFT.tasks[0].area

    def test_a_sentence_inside_a_task_is_cut_out_of_it_with_its_figure_and_keeps_the_owners(self):
        first, second, *_ = correct.apply(DRAFT, correct.PickTask(pick("普及率≥95%。"))).tasks
        assert (first.text, second.text) == ("开展普法学习。建好学习园地。", "普及率≥95%。")
        assert (first.targets, [one.value for one in second.targets]) == ((), ["95"])
        assert second.lead_units == first.lead_units
        assert printed(second.spans) == "普及率≥95%。"
        assert "普及率" not in printed(first.spans)

    @pytest.mark.parametrize("words", ["办好道德讲堂。每季度一次。", "园地。（牵头单位：机关党委"])
    def test_the_whole_of_a_task_or_more_than_its_text_is_refused(self, words):
        with pytest.raises(InputRefused):
            correct.apply(DRAFT, correct.PickTask(pick(words)))


class TestParts:
    def test_units_selected_lead_instead_and_stop_being_responsible(self):
        after = correct.apply(DRAFT, correct.PickOwners("t1", pick("人教处、离退处"), lead=True)).tasks[0]
        assert [one.name for one in after.lead_units] == ["人教处", "离退处"]
        assert after.responsible_units == ()
        assert printed(after.lead_units[1].spans) == "离退处"

    def test_units_selected_answer_for_it(self):
        after = correct.apply(DRAFT, correct.PickOwners("t3", pick("厅工会"), lead=False)).tasks[2]
        assert [one.name for one in after.responsible_units] == ["厅工会"]
        assert [one.name for one in after.lead_units] == ["厅团委"]

    def test_no_name_is_no_owner(self):
        with pytest.raises(InputRefused):
            correct.apply(DRAFT, correct.PickOwners("t1", pick("。"), lead=True))

    def test_a_figure_takes_the_place_of_one_read_there(self):
        after = correct.apply(DRAFT, correct.PickTarget("t1", pick("普及率≥95%"))).tasks[0]
        assert [(one.op, one.value, one.confidence) for one in after.targets] == [(">=", "95", 1.0)]

    def test_a_figure_nobody_commits_to_is_one_because_a_person_says_so(self):
        lines = [Line(1, "参加者38人")]
        after = correct.apply(DRAFT, correct.PickTarget("t2", pick("参加者38人", lines))).tasks[1]
        assert [(one.op, one.value, one.unit) for one in after.targets] == [("=", "38", "人")]

    def test_words_without_a_figure_are_no_target(self):
        with pytest.raises(InputRefused):
            correct.apply(DRAFT, correct.PickTarget("t1", pick("办好道德讲堂")))

    def test_a_date_is_read_to_its_last_day(self):
        after = correct.apply(DRAFT, correct.PickDeadline("t3", pick("2026年9月底前"))).tasks[2]
        assert [(one.text, one.on) for one in after.deadlines] == [("2026年9月底前", "2026-09-30")]

    def test_a_phase_stands_among_the_others_where_it_is_printed(self):
        phases = tuple(one for one in DRAFT.phases if "实施" not in one.name)
        after = correct.apply(replace(DRAFT, phases=phases), correct.PickPhase(pick(LINES[10].text)))
        assert [one.name for one in after.phases] == ["筹备发动阶段", "组织实施阶段", "总结阶段"]
        assert (after.phases[1].start, after.phases[1].end) == ("2026-02", "2026-11")

    def test_a_phase_selected_anew_takes_the_place_of_the_old(self):
        after = correct.apply(DRAFT, correct.PickPhase(pick("总结阶段（2026年12月）")))
        assert [one.key for one in after.phases] == [one.key for one in DRAFT.phases]


class TestHalves:
    def cut(self, draft: PlanDraft, key: str, words: str) -> PlanDraft:
        task = correct.tasks.task_of(draft, key)
        at = task.text.index(words)
        return correct.apply(draft, correct.SplitTask(key, at, place_of_cut(LINES, task, at)))

    def test_each_half_has_the_marks_of_its_own_words(self):
        first, second, *_ = self.cut(DRAFT, "t1", "普及率").tasks
        assert printed(first.spans) == "1、开展普法学习。"
        assert printed(second.spans).startswith("普及率≥95%。建好学习园地。（牵头")
        assert (len(first.targets), len(second.targets)) == (0, 1)
        assert second.lead_units == first.lead_units

    def test_the_line_shows_both(self):
        draft = self.cut(DRAFT, "t1", "建好")
        line = next(one for one in marked_lines(LINES, draft, ()) if one.number == 4)
        assert line.task is None
        words = {key: "".join(one.text for one in line.pieces if one.task == key) for key in ("t1", "t4")}
        assert words["t1"] == "1、开展普法学习。普及率≥95%。"
        assert words["t4"].startswith("建好学习园地。")

    def test_halves_that_print_their_own_owners_take_them_along(self):
        task = replace(
            DRAFT.tasks[0], lead_units=(Owner("甲处", (Span(4, 2, 4),)), Owner("乙处", (Span(4, 20, 22),)))
        )
        first, second, *_ = self.cut(replace(DRAFT, tasks=(task, *DRAFT.tasks[1:])), "t1", "建好").tasks
        assert ([one.name for one in first.lead_units], [one.name for one in second.lead_units]) == (["甲处"], ["乙处"])

    def test_a_cut_the_source_does_not_print_leaves_both_the_whole_place(self):
        task = replace(DRAFT.tasks[0], text="开展普法学习。别处的话。")
        assert place_of_cut(LINES, task, 7) is None

    def test_halves_joined_again_show_what_was_shown(self):
        merged = correct.apply(self.cut(DRAFT, "t1", "建好"), correct.MergeTask("t4")).tasks[0]
        assert printed(merged.spans) == printed(DRAFT.tasks[0].spans)
        assert [one.text for one in merged.targets] == [one.text for one in DRAFT.tasks[0].targets]


class TestAccepting:
    def test_all_sure_at_once_leaves_the_doubted_and_the_unsure(self):
        unsure = replace(DRAFT.tasks[2], lead_units=(Owner("厅团委", (), 0.6),))
        draft = replace(DRAFT, tasks=(*DRAFT.tasks[:2], unsure))
        after = correct.apply(draft, correct.AcceptSure(frozenset({"t2"})))
        assert [one.confidence == 1.0 for one in after.tasks] == [True, False, False]

    def test_one_task_is_accepted_whatever_the_reader_thought(self):
        unsure = replace(DRAFT.tasks[2], lead_units=(Owner("厅团委", (), 0.6),), confidence=0.5)
        after = correct.apply(replace(DRAFT, tasks=(*DRAFT.tasks[:2], unsure)), correct.AcceptTask("t3")).tasks[2]
        assert (after.confidence, after.lead_units[0].confidence) == (1.0, 1.0)


def test_a_heading_taken_for_a_task_becomes_the_heading_of_what_follows():
    after = correct.apply(DRAFT, correct.TaskToArea("t1"))
    assert [one.name for one in after.areas] == ["抓好学习", "开展普法学习", "抓好服务"]
    assert [one.area for one in after.tasks] == [after.areas[1].key, after.areas[2].key]
