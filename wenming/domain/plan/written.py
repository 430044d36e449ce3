"""A plan written out again as an official document: what was read from such a text reads the same.

The order is the usual one: prose, leading group, tasks under their parts, phases, measures, signature. Words of a
covering notice, which the reading keeps apart, are not part of the plan. What was corrected without being in the
sentence (a figure, a date) is added to it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from wenming.domain.documents.outline import Outline, Paragraph, Part, mark
from wenming.domain.plan.draft import AreaDraft, ClauseDraft, GroupDraft, Owner, PhaseDraft, PlanDraft, TaskDraft

DISCLOSURES = {"proactive": "主动公开", "on_request": "依申请公开", "withheld": "不予公开"}
_STEPS = ("步骤", "阶段", "进度", "时间安排")
Written = Iterator[Paragraph]


def plan_outline(draft: PlanDraft) -> Outline:
    """The document of a draft; parts the draft does not have are left out."""
    return Outline(draft.title, draft.issuer, tuple(_paragraphs(draft)))


def _paragraphs(draft: PlanDraft) -> Written:
    yield Paragraph(Part.TITLE, draft.title)
    if draft.document_number:
        yield Paragraph(Part.NUMBER, draft.document_number)
    if draft.recipients:
        yield Paragraph(Part.ADDRESSEE, f"{draft.recipients}：")
    for clause in draft.clauses:
        if clause.kind == "preamble" or (not clause.heading and not _before_title(clause, draft)):
            yield from _body(clause.text)
    for number, (heading, paragraphs) in enumerate(_sections(draft), start=1):
        yield Paragraph(Part.FIRST, f"{mark(Part.FIRST, number)}{heading}")
        yield from paragraphs
    if draft.issuer:
        yield Paragraph(Part.SIGNATURE, draft.issuer)
    if draft.issued_on:
        yield Paragraph(Part.DATE, day_in_words(draft.issued_on))
    if draft.disclosure:
        yield Paragraph(Part.NOTE, f"（此件{DISCLOSURES[draft.disclosure]}）")


def _sections(draft: PlanDraft) -> Iterator[tuple[str, Iterable[Paragraph]]]:
    headed = [clause for clause in draft.clauses if clause.heading and clause.kind != "preamble"]
    opening = [clause for clause in headed if clause.kind in {"guiding_idea", "aim"}]
    group = next((clause for clause in headed if _tells_of(clause, draft.group)), None)
    steps = [clause for clause in headed if _leads_to_phases(clause, draft)]
    measures = [clause for clause in headed if clause.kind == "measure" and clause is not group]
    apart = {id(one) for one in (*opening, group, *steps, *measures)}
    for clause in opening:
        yield clause.heading, _body(clause.text)
    if group is not None:
        yield group.heading, _body(group.text)
    elif draft.group is not None:
        yield "组织领导", _group(draft.group, draft.honour)
    if draft.tasks:
        alone = _only_heading(draft.areas)
        yield (alone.name, _tasks((), draft.tasks)) if alone else ("主要任务", _tasks(draft.areas, draft.tasks))
    if draft.phases:
        yield steps[0].heading if steps else "方法步骤", _phases(steps, draft.phases)
    if len(measures) == 1:
        yield measures[0].heading, _body(measures[0].text)
    elif measures:
        yield "工作措施", _measures(measures)
    for clause in headed:
        if id(clause) not in apart:
            yield clause.heading, _body(clause.text)


def _before_title(clause: ClauseDraft, draft: PlanDraft) -> bool:
    """Whether it stood above the plan, in the notice that hands it on."""
    return bool(clause.spans and draft.title_spans) and clause.spans[0].line < draft.title_spans[-1].line


def _only_heading(areas: Sequence[AreaDraft]) -> AreaDraft | None:
    """The one part all tasks stand under, where it is a heading of the first level: then no （一） stands between."""
    return areas[0] if len(areas) == 1 and areas[0].number.endswith("、") else None


def _body(text: str) -> Written:
    for line in text.split("\n"):
        if line.strip():
            yield Paragraph(Part.BODY, line.strip())


def _tells_of(clause: ClauseDraft, group: GroupDraft | None) -> bool:
    """Whether the prose already names the group as it was corrected."""
    if group is None:
        return False
    names = [one.name for one in (*group.leader, *group.deputy, *group.members, *group.office_members)]
    return bool(names) and all(name in clause.text for name in [*names, group.office_unit])


def _leads_to_phases(clause: ClauseDraft, draft: PlanDraft) -> bool:
    return bool(draft.phases) and clause.kind == "other" and any(word in clause.heading for word in _STEPS)


def _group(group: GroupDraft, honour: str) -> Written:
    yield Paragraph(Part.BODY, f"成立创建{honour}工作领导小组，组成人员如下：")
    for label, people in (("组  长", group.leader), ("副组长", group.deputy), ("成  员", group.members)):
        if people:
            yield Paragraph(Part.BODY, f"{label}：{_names(people)}")
    office = f"领导小组办公室设在{group.office_unit}" if group.office_unit else ""
    staff = f"办公室成员如下：{_names(group.office_members)}" if group.office_members else ""
    if office or staff:
        yield Paragraph(Part.BODY, "，".join(one for one in (office, staff) if one) + "。")


def _tasks(areas: Sequence[AreaDraft], tasks: Sequence[TaskDraft]) -> Written:
    known = {area.key for area in areas}
    for task in tasks:
        if task.area not in known:
            yield _task(task)
    for place, area in enumerate(areas, start=1):
        number = area.number if area.number.startswith("（") else mark(Part.SECOND, place)
        yield Paragraph(Part.SECOND, f"{number}{area.name}")
        for task in tasks:
            if task.area == area.key:
                yield _task(task)


def _task(task: TaskDraft) -> Paragraph:
    text = task.text if task.text.startswith(task.title) else f"{task.title}。{task.text}"
    added = [*(one.text for one in task.targets), *(one.text for one in task.deadlines)]
    missing = "".join(f"{one}。" for one in added if one not in text)
    number = f"{task.number}." if task.number.isdecimal() else task.number
    return Paragraph(Part.BODY, number + text + missing + owners_in_words(task))


def owners_in_words(task: TaskDraft) -> str:
    """（牵头单位：机关党委，责任单位：各处室、单位）; empty where nobody is named."""
    roles = (
        ("牵头单位", task.lead_units), ("责任单位", task.responsible_units), ("责任人", task.responsible_people)
    )
    said = "，".join(f"{label}：{_names(owners)}" for label, owners in roles if owners)
    return f"（{said}）" if said else ""


def _names(owners: Sequence[Owner]) -> str:
    return "、".join(one.name for one in owners)


def _phases(steps: Sequence[ClauseDraft], phases: Sequence[PhaseDraft]) -> Written:
    for clause in steps:
        yield from _body(clause.text)
    for number, phase in enumerate(phases, start=1):
        window = window_in_words(phase.start, phase.end)
        lead = f"{mark(Part.SECOND, number)}{phase.name}{f'（{window}）' if window else ''}。"
        first, *more = _after_name(phase).split("\n")
        yield Paragraph(Part.SECOND, first, lead)
        yield from _body("\n".join(more))


def _after_name(phase: PhaseDraft) -> str:
    """The text of a phase without the sentence that only names it and its window."""
    name = re.split(r"[。\n]", phase.text, maxsplit=1)[0]
    return phase.text[len(name) + 1 :].lstrip("\n") if name.startswith(phase.name) else phase.text


def window_in_words(start: str | None, end: str | None) -> str:
    """2019年11月; 2019年12月—2020年2月; empty without dates."""
    if start and end:
        return day_in_words(start) if start == end else f"{day_in_words(start)}—{day_in_words(end)}"
    if start:
        return f"{day_in_words(start)}起"
    return f"{day_in_words(end)}前" if end else ""


def day_in_words(text: str) -> str:
    """YYYY-MM or YYYY-MM-DD as printed: 2019年12月10日, without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    year, month, *day = text.split("-")
    date.fromisoformat(f"{year}-{month}-{day[0] if day else '01'}")
    return f"{int(year)}年{int(month)}月" + (f"{int(day[0])}日" if day else "")


def _measures(clauses: Sequence[ClauseDraft]) -> Written:
    for number, clause in enumerate(clauses, start=1):
        first, *more = clause.text.split("\n")
        yield Paragraph(Part.SECOND, first, f"{mark(Part.SECOND, number)}{clause.heading}。")
        yield from _body("\n".join(more))
