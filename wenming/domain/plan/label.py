"""A draft in the schema of the hand-made labels (shared/plans/README.md), for measuring the reader."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from wenming.domain.plan.draft import GroupDraft, Owner, PlanDraft, TaskDraft


def as_label(draft: PlanDraft) -> dict[str, Any]:
    """title, issuer, date, leading_group, tasks and phases; what is empty in the draft is null here."""
    names = {area.key: area.name for area in draft.areas}
    return {
        "title": draft.title or None,
        "issuer": draft.issuer or None,
        "date": draft.issued_on,
        "leading_group": _group(draft.group),
        "tasks": [_task(task, names) for task in draft.tasks],
        "phases": [{"name": phase.name, "start": phase.start, "end": phase.end} for phase in draft.phases],
    }


def _names(owners: Sequence[Owner]) -> list[str]:
    return [owner.name for owner in owners]


def _group(group: GroupDraft | None) -> dict[str, Any] | None:
    if group is None:
        return None
    return {
        "leader": _names(group.leader),
        "deputy": _names(group.deputy),
        "members": _names(group.members),
        "office_unit": group.office_unit or None,
        "office_members": _names(group.office_members),
    }


def _task(task: TaskDraft, areas: dict[str, str]) -> dict[str, Any]:
    return {
        "number": task.number or None,
        "title": task.title,
        "category": areas.get(task.area or ""),
        "lead_units": _names(task.lead_units),
        "responsible_units": _names(task.responsible_units),
        "responsible_people": _names(task.responsible_people),
        "due": "；".join(deadline.text for deadline in task.deadlines) or None,
        "targets": [
            {"text": target.text, "op": target.op, "value": _value(target.value), "unit": target.unit}
            for target in task.targets
        ],
    }


def _value(text: str) -> int | float | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
