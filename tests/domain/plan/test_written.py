"""A plan written out: the order of its parts, and what corrections add to the sentence."""

from dataclasses import replace

import pytest

from tests.domain.plan.drafts import make_draft, make_target, make_task
from wenming.domain.documents.outline import Part
from wenming.domain.plan.draft import AreaDraft, ClauseDraft, Deadline, PlanDraft
from wenming.domain.plan.written import owners_in_words, plan_outline, window_in_words


def words(draft: PlanDraft) -> list[str]:
    return [one.words for one in plan_outline(draft).paragraphs]


def test_the_parts_stand_in_order_and_are_counted():
    clauses = (
        ClauseDraft("measure", "加强领导", "明确专人。"), ClauseDraft("preamble", "", "制定本方案。"),
        ClauseDraft("measure", "严格考核", "纳入考核。"), ClauseDraft("guiding_idea", "指导思想", "坚持服务大局。"),
    )
    draft = replace(make_draft(), recipients="各处室、单位", document_number="示财〔2026〕1号", clauses=clauses,
                    disclosure="proactive")
    found = words(draft)
    assert found[:6] == [
        "创建工作方案", "示财〔2026〕1号", "各处室、单位：", "制定本方案。", "一、指导思想", "坚持服务大局。",
    ]
    firsts = [one.text for one in plan_outline(draft).paragraphs if one.part is Part.FIRST]
    assert firsts == ["一、指导思想", "二、组织领导", "三、主要任务", "四、方法步骤", "五、工作措施"]
    assert "（一）加强领导。明确专人。" in found
    assert found[-3:] == ["示范省财政厅", "2026年1月10日", "（此件主动公开）"]


def test_a_task_prints_its_owners_and_what_its_sentence_does_not_say():
    task = make_task("t1", text="第1件事。做好登记。", targets=(make_target(),), deadlines=(Deadline("2026年6月底前"),))
    found = words(PlanDraft(title="方案", tasks=(task,), areas=(AreaDraft("a1", "（一）", "学习"),)))
    assert found[-1] == (
        "1、第1件事。做好登记。普及率≥95%。2026年6月底前。（牵头单位：机关党委，责任单位：各处室、单位）"
    )


def test_a_task_nobody_answers_for_has_no_bracket():
    assert owners_in_words(make_task("t1", lead=(), responsible=())) == ""


def test_a_group_the_prose_already_names_is_not_said_twice():
    named = ClauseDraft("measure", "组织保障", "组长王某，成员各处室、单位主要负责人，办公室设在厅机关党委。")
    found = words(replace(make_draft(), clauses=(named,)))
    assert sum("王某" in one for one in found) == 1
    corrected = replace(named, text="组长李某，成员各处室、单位主要负责人，办公室设在厅机关党委。")
    assert "组  长：王某" in words(replace(make_draft(), clauses=(corrected,)))


@pytest.mark.parametrize(("start", "end", "said"), [
    ("2026-01", "2026-01", "2026年1月"), ("2026-02", "2026-11", "2026年2月—2026年11月"),
    ("2026-01-05", "2026-02-10", "2026年1月5日—2026年2月10日"), ("2026-03", None, "2026年3月起"),
    (None, "2026-06-25", "2026年6月25日前"), (None, None, ""),
])
def test_windows_are_said_as_printed(start, end, said):
    assert window_in_words(start, end) == said
