"""Whatever the text, the reader answers, points into the text, and invents nothing."""

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.domain.plan.texts import PLAN, read
from wenming.domain.plan.draft import (
    AreaDraft,
    ClauseDraft,
    Deadline,
    Finding,
    GroupDraft,
    Owner,
    PhaseDraft,
    PlanDraft,
    Span,
    TargetText,
    TaskDraft,
    from_json,
    to_json,
)
from wenming.domain.plan.findings import FindingKind
from wenming.domain.plan.label import as_label
from wenming.domain.plan.lines import lines_of

PIECES = [
    "一、", "（一）", "1、", "2．", "①", "第一阶段", "序号", "任务", "责任单位", "牵头单位：", "责任单位：",
    "各处室、单位",
    "办公室", "负责", "（", "）", "《", "》", "“", "”", "、", "，", "。", "；", "：", "\n", "\n\n", "2019年11月", "—",
    "前",
    "95%", "≥", "不少于", "1~2所", "组长：", "成员：", "张三", "附件", "某局", "2019年12月10日", "工作方案",
    "关于印发",
    "的通知", "列第一位者为牵头单位，下同", "阶段", "  ", "\t", "　", "等", "各", "县",
]  # fmt: skip
noise = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=60).map("".join)
plain_noise = st.text(alphabet="春江花月夜天地玄黄宇宙洪荒日辰宿列张寒来暑往秋收冬藏，。；\n", max_size=300)


def inside(spans: list[Span], text: str) -> bool:
    lines = lines_of(text)
    return all(
        1 <= one.line <= len(lines) and 0 <= one.start < one.end <= len(lines[one.line - 1].text) for one in spans
    )


@settings(max_examples=300, deadline=None, derandomize=True)
@given(noise)
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    draft = read(text)
    spans = [span for task in draft.tasks for span in task.spans]
    owners_read = [owner for task in draft.tasks for owner in (*task.lead_units, *task.responsible_units)]
    spans += [span for owner in owners_read for span in owner.spans]
    spans += [finding.span for finding in draft.findings if finding.span] + list(draft.title_spans)
    spans += [span for phase in draft.phases for span in phase.spans] + [
        span for one in draft.clauses for span in one.spans
    ]
    assert inside(spans, text)
    assert {finding.kind for finding in draft.findings} <= {kind.value for kind in FindingKind}
    assert {finding.task for finding in draft.findings} <= {task.key for task in draft.tasks} | {None}
    assert {task.area for task in draft.tasks} <= {area.key for area in draft.areas} | {None}
    assert from_json(to_json(draft)) == draft
    as_label(draft)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(plain_noise)
def test_noise_makes_no_tasks(text: str) -> None:
    draft = read(text)
    assert (draft.tasks, draft.phases, draft.group) == ((), (), None)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.integers(min_value=0, max_value=len(PLAN)), st.integers(min_value=0, max_value=40), plain_noise)
def test_a_damaged_plan_gains_no_numbered_task(at: int, size: int, insert: str) -> None:
    damaged = PLAN[:at] + insert + PLAN[at + size :]
    numbers = [task.number for task in read(damaged).tasks if task.confidence >= 0.9 and task.number.endswith("、")]
    assert len(numbers) <= 3


@settings(max_examples=60, deadline=None, derandomize=True)
@given(st.sampled_from(["\r\n", "\n\n", "\n \n"]))
def test_the_kind_of_line_break_changes_nothing(ending: str) -> None:
    assert as_label(read(PLAN.replace("\n", ending))) == as_label(read(PLAN))


def test_owners_read_are_printed_in_the_text() -> None:
    lines = PLAN.split("\n")
    for task in read(PLAN).tasks:
        for owner in (*task.lead_units, *task.responsible_units):
            assert "".join(lines[one.line - 1][one.start : one.end] for one in owner.spans) == owner.name


words = st.text(max_size=6)
one_span = st.builds(Span, st.integers(1, 9), st.integers(0, 9), st.integers(0, 9))
spans = st.lists(one_span, max_size=2).map(tuple)
parts = st.floats(0, 1)
maybe = st.one_of(st.none(), words)
owners = st.lists(st.builds(Owner, words, spans, parts), max_size=2).map(tuple)
targets = st.lists(st.builds(TargetText, words, words, words, words, words, words, spans, parts), max_size=2).map(tuple)
deadlines = st.lists(st.builds(Deadline, words, maybe, spans, parts), max_size=2).map(tuple)
tasks = st.builds(
    TaskDraft, words, words, words, words, maybe, owners, owners, owners, targets, deadlines, spans, parts
)
findings = st.builds(Finding, words, words, words, st.one_of(st.none(), one_span), maybe)
drafts = st.builds(
    PlanDraft,
    title=words,
    issued_on=maybe,
    clauses=st.lists(st.builds(ClauseDraft, words, words, words, spans), max_size=2).map(tuple),
    group=st.one_of(st.none(), st.builds(GroupDraft, owners, owners, owners, words, owners, spans)),
    areas=st.lists(st.builds(AreaDraft, words, words, words, spans), max_size=2).map(tuple),
    tasks=st.lists(tasks, max_size=2).map(tuple),
    phases=st.lists(st.builds(PhaseDraft, words, words, maybe, maybe, words, spans, parts), max_size=2).map(tuple),
    findings=st.lists(findings, max_size=2).map(tuple),
    title_spans=spans,
)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(drafts)
def test_json_there_and_back(draft: PlanDraft) -> None:
    assert from_json(to_json(draft)) == draft
