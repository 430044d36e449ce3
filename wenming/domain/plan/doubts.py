"""What a person must still decide about a draft, kept true while the draft is corrected.

The reader's findings are the beginning. An edit may settle one (a responsible unit was added) or raise one (the new
task names 相关处室); what an edit did not touch stays as it was.
"""

from dataclasses import replace

from wenming.domain.plan.draft import Finding, Owner, PlanDraft, Span, TaskDraft
from wenming.domain.plan.findings import FindingKind as Kind
from wenming.domain.plan.headings import parse_marker
from wenming.domain.plan.naming import MatchKind, collective

_OF_OWNERS = frozenset({
    Kind.NO_OWNER, Kind.NO_RESPONSIBLE_UNIT, Kind.LEAD_IS_EVERYONE, Kind.INDEFINITE_SET, Kind.UNREAD_OWNER,
    Kind.INFERRED_OWNER, Kind.UNSURE_TASK,
})
_OF_PHASES = frozenset({Kind.UNDATED_PHASE, Kind.YEAR_INFERRED})


def indefinite_owners(task: TaskDraft) -> tuple[Owner, ...]:
    """The owners of a task that name nobody in particular: 相关处室、单位."""
    return tuple(one for one in _owners(task) if collective(one.name) is MatchKind.INDEFINITE)


def owners_asked(finding: Finding, task: TaskDraft) -> tuple[str, ...]:
    """Which of the task's indefinite owners a finding asks about: the one printed at its place, else all of them."""
    owners = indefinite_owners(task)
    at = [one.name for one in owners if finding.span and any(_meet(span, finding.span) for span in one.spans)]
    return tuple(dict.fromkeys(at or [one.name for one in owners]))


def refreshed(before: PlanDraft, after: PlanDraft) -> PlanDraft:
    """``after`` with its findings brought up to date: settled ones gone, newly raised ones at the end."""
    old = {task.key: task for task in before.tasks}
    changed = [task for task in after.tasks if _owners(task) != _owners_of(old.get(task.key))]
    touched = {task.key for task in changed}
    kept = tuple(one for one in after.findings if not _is_settled(one, before, after, touched))
    raised = tuple(one for task in changed for one in owner_doubts(task))
    return replace(after, findings=kept + raised)


def owner_doubts(task: TaskDraft) -> tuple[Finding, ...]:
    """What the owners of a task leave open, in the kinds the reader uses."""
    if not _owners(task) and not task.responsible_people:
        return (_doubt(task, Kind.NO_OWNER, "没有写明由谁负责。"),)
    doubts = [
        _doubt(task, Kind.INDEFINITE_SET, f"“{one.name}”没有指明是哪些单位。", one) for one in indefinite_owners(task)
    ]
    if not task.responsible_units and not task.responsible_people:
        everyone = next((one for one in task.lead_units if collective(one.name) is MatchKind.EVERYONE), None)
        if everyone:
            doubts.append(_doubt(task, Kind.LEAD_IS_EVERYONE, f"由“{everyone.name}”牵头，等于人人牵头。", everyone))
        else:
            doubts.append(_doubt(task, Kind.NO_RESPONSIBLE_UNIT, "只写了牵头单位，没有责任单位。"))
    return tuple(doubts)


def _doubt(task: TaskDraft, kind: Kind, words: str, owner: Owner | None = None) -> Finding:
    spans = owner.spans if owner and owner.spans else task.spans
    key = f"{task.key}:{kind}" + (f":{owner.name}" if owner else "")
    return Finding(key, kind.value, f"任务“{task.title[:20]}”{words}", spans[0] if spans else None, task.key)


def _is_settled(finding: Finding, before: PlanDraft, after: PlanDraft, touched: set[str]) -> bool:
    if finding.task is not None:
        return _is_settled_of_task(finding, before, after, touched)
    settled = {
        Kind.NO_TITLE: bool(after.title),
        Kind.NO_ISSUER: bool(after.issuer),
        Kind.NO_DATE: after.issued_on is not None,
        Kind.UNSURE_PERSON: after.group != before.group,
    }
    if finding.kind in _OF_PHASES:
        return after.phases != before.phases and all(phase.start for phase in after.phases)
    return settled.get(Kind(finding.kind), False)


def _is_settled_of_task(finding: Finding, before: PlanDraft, after: PlanDraft, touched: set[str]) -> bool:
    task = next((one for one in after.tasks if one.key == finding.task), None)
    if task is None:
        return True
    old = next((one for one in before.tasks if one.key == finding.task), None)
    if finding.kind == Kind.UNSURE_TARGET:
        return old is None or old.targets != task.targets
    if finding.kind == Kind.NUMBER_GAP:
        return _follows(after, task)
    if finding.kind == Kind.DEADLINE_OPEN:
        return old is None or old.deadlines != task.deadlines
    return finding.kind in _OF_OWNERS and finding.task in touched


def _follows(draft: PlanDraft, task: TaskDraft) -> bool:
    """Whether its number is the next after that of the task above."""
    at = draft.tasks.index(task)
    above, own = (parse_marker(f"{one.number}项") for one in (draft.tasks[at - 1], task))
    return at > 0 and above is not None and own is not None and own.value == above.value + 1


def _owners(task: TaskDraft) -> tuple[Owner, ...]:
    return task.lead_units + task.responsible_units


def _owners_of(task: TaskDraft | None) -> tuple[Owner, ...] | None:
    return _owners(task) if task else None


def _meet(one: Span, other: Span) -> bool:
    return one.line == other.line and one.start < other.end and other.start < one.end
