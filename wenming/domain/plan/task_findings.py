"""What is doubtful about the tasks of a draft."""

from collections.abc import Sequence

from wenming.domain.plan.draft import SURE, Span, TaskDraft
from wenming.domain.plan.findings import FindingKind, Findings
from wenming.domain.plan.phases_text import is_unfinished
from wenming.domain.plan.raw_task import RawTask
from wenming.domain.plan.unit_names import is_indefinite
from wenming.domain.units import is_everyone


def add_task_findings(raw: Sequence[RawTask], tasks: Sequence[TaskDraft], findings: Findings) -> None:
    """Findings on owners, figures and dates of each task, and on gaps in the numbers."""
    both = any(task.lead_units for task in tasks) and any(task.responsible_units for task in tasks)
    for source, task in zip(raw, tasks, strict=True):
        _owner_findings(source, task, findings, roles_told_apart=both)
        _unsure_findings(task, findings)
    _number_gaps(raw, tasks, findings)


def _place(task: TaskDraft) -> Span | None:
    return task.spans[0] if task.spans else None


def _name(task: TaskDraft) -> str:
    return f"{task.number}{task.title}"


def _owner_findings(source: RawTask, task: TaskDraft, findings: Findings, *, roles_told_apart: bool) -> None:
    what = _name(task)
    units = (*task.lead_units, *task.responsible_units)
    if source.inferred and units:
        findings.add(FindingKind.INFERRED_OWNER, _place(task), task.key, what=what, name=units[0].name)
    elif not units and not task.responsible_people:
        kind = FindingKind.UNSURE_TASK if task.confidence < SURE else FindingKind.NO_OWNER
        findings.add(kind, _place(task), task.key, what=what)
    elif roles_told_apart and task.lead_units and not task.responsible_units:
        findings.add(FindingKind.NO_RESPONSIBLE_UNIT, _place(task), task.key, what=what)
    for unit in task.lead_units:
        if is_everyone(unit.name):
            findings.add(FindingKind.LEAD_IS_EVERYONE, _first(unit.spans), task.key, what=what, name=unit.name)
    for unit in units:
        if is_indefinite(unit.name):
            findings.add(FindingKind.INDEFINITE_SET, _first(unit.spans), task.key, what=what, name=unit.name)
    if source.repeats.text:
        words = source.repeats.text
        findings.add(FindingKind.REPEATED_TASK, _first(source.repeats.pieces), task.key, what=words, name=task.title)
    for part in source.owners.unread:
        findings.add(FindingKind.UNREAD_OWNER, _first(part.pieces), task.key, what=what, name=part.text)


def _first(spans: Sequence[Span]) -> Span | None:
    return spans[0] if spans else None


def _unsure_findings(task: TaskDraft, findings: Findings) -> None:
    doubtful = {target.text: target for target in task.targets if target.confidence < SURE}
    for target in doubtful.values():
        findings.add(FindingKind.UNSURE_TARGET, _first(target.spans), task.key, what=target.text)
    for deadline in task.deadlines:
        if deadline.on is None:
            findings.add(FindingKind.DEADLINE_OPEN, _first(deadline.spans), task.key, what=deadline.text)
    if is_unfinished(task.text):
        last = task.spans[-1] if task.spans else None
        findings.add(FindingKind.UNFINISHED_SENTENCE, last, task.key, what=_name(task), mark=task.text.rstrip()[-1])
    for person in task.responsible_people:
        if person.confidence < SURE:
            findings.add(FindingKind.UNSURE_PERSON, _first(person.spans), task.key, name=person.name)


def _number_gaps(raw: Sequence[RawTask], tasks: Sequence[TaskDraft], findings: Findings) -> None:
    """Within one style of numbers a step of more than one; a fresh start at 1 is none."""
    last: dict[str, tuple[int, str]] = {}
    for source, task in zip(raw, tasks, strict=True):
        if source.value is None:
            continue
        before = last.get(source.style)
        if before and source.value not in (before[0] + 1, 1):
            findings.add(FindingKind.NUMBER_GAP, _place(task), task.key, before=before[1], after=task.number)
        last[source.style] = (source.value, task.number)
