"""Raw tasks into drafts: keys, areas, the lead rule, figures and dates."""

from collections.abc import Sequence

from wenming.domain.plan.deadlines_text import deadlines_in
from wenming.domain.plan.draft import AreaDraft, Deadline, TargetText, TaskDraft
from wenming.domain.plan.findings import FindingKind, Findings
from wenming.domain.plan.owners import Owners
from wenming.domain.plan.passage import spans_of, squeezed
from wenming.domain.plan.raw_task import Heading, RawTask
from wenming.domain.plan.targets_text import targets_in


def areas_of(raw: Sequence[RawTask]) -> tuple[list[AreaDraft], dict[int, str]]:
    """The headings of all tasks in order, and the key of each by the identity of its ``Heading``."""
    areas: list[AreaDraft] = []
    keys: dict[int, str] = {}
    for task in raw:
        heading: Heading | None = task.heading
        if heading is not None and id(heading) not in keys and heading.name:
            keys[id(heading)] = f"a{len(areas) + 1}"
            areas.append(AreaDraft(keys[id(heading)], heading.number, heading.name, heading.passage.pieces))
    return areas, keys


def task_drafts(
    raw: Sequence[RawTask], areas: dict[int, str], *, rule_everywhere: bool, findings: Findings
) -> list[TaskDraft]:
    """One draft a raw task. The rule that the first named leads holds from where it is stated (下同) or everywhere."""
    rule = rule_everywhere
    drafts = []
    for position, task in enumerate(raw, start=1):
        if task.owners.rule_onward and not rule:
            rule = True
            span = task.where.pieces[0] if task.where.pieces else None
            findings.add(FindingKind.FIRST_NAMED_LEADS, span, f"t{position}", name="列第一位者为牵头单位，下同")
        if rule or task.owners.rule:
            _first_leads(task.owners)
        drafts.append(_draft(f"t{position}", task, areas))
    return drafts


def _first_leads(owners: Owners) -> None:
    if not owners.explicit_lead and not owners.lead and owners.responsible:
        owners.lead.append(owners.responsible.pop(0))


def _draft(key: str, task: RawTask, areas: dict[int, str]) -> TaskDraft:
    targets: list[TargetText] = []
    deadlines: list[Deadline] = list(task.deadlines) + task.owners.deadlines
    for passage in task.text:
        targets.extend(targets_in(passage))
        known = [one.text for one in deadlines]
        deadlines.extend(one for one in deadlines_in(passage) if one.text not in known)
    return TaskDraft(
        key=key,
        number=task.number,
        title=squeezed(task.title.text),
        text="\n".join(part.text for part in task.text),
        area=areas.get(id(task.heading)) if task.heading else None,
        lead_units=tuple(task.owners.lead),
        responsible_units=tuple(task.owners.responsible),
        responsible_people=tuple(task.owners.people),
        targets=tuple(targets),
        deadlines=tuple(deadlines),
        spans=spans_of([task.where, *(part for part in task.printed if part.line != task.where.line)]),
        confidence=task.confidence,
    )
