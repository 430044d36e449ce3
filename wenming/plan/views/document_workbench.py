"""The context of the correction page: one proposal, what is selected on it, and the form that is open."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.domain.plan.correct_accept import is_accepted, is_sure
from wenming.domain.plan.correct_tasks import cuts
from wenming.domain.plan.draft import PlanDraft, TaskDraft
from wenming.domain.plan.marks import marked_lines
from wenming.domain.plan.naming import named_units, unit_kind
from wenming.organisation.models import Unit
from wenming.plan.forms import document_edits as edits
from wenming.plan.models import PlanRevision
from wenming.plan.queries.documents import last_step, source_lines_of, steps_of, undone_steps
from wenming.plan.queries.outlook import outlook

from .document_picks import PICKS
from .document_rows import DoubtRow, NameRow, area_rows, doubt_rows, name_rows

TABS = {
    "tasks": "任务", "targets": "目标", "phases": "阶段", "group": "机构", "clauses": "条款", "units": "单位",
    "document": "文件", "steps": "改动",
}


@dataclass(frozen=True, slots=True)
class Selected:
    """What the address asks for; anything unknown is as if not asked."""

    tab: str
    task: TaskDraft | None
    doubt: DoubtRow | None
    area: str | None
    doing: str

    @property
    def task_key(self) -> str:
        return self.task.key if self.task else ""


def workbench(
    revision: PlanRevision, asked: QueryDict | dict[str, str], *, typed: QueryDict | None = None,
    refused: RuleBroken | None = None, version: int | None = None,
) -> dict[str, Any]:
    """``typed`` is what was posted and refused, or kept while the sign-in had expired; it fills the form it is of."""
    view = outlook(revision, timezone.localdate())
    doubts = doubt_rows(view.draft, revision.answers)
    chosen = _selected(asked, view.draft, doubts)
    groups = area_rows(view.draft, view.named, doubts)
    names = name_rows(view.named, named_units(view.draft), view.roster)
    waiting = [one for one in doubts if one.answer is None]
    return {
        "revision": revision, "version": version or revision.version, "draft": view.draft, "view": view,
        "doubts": doubts, "waiting": waiting, "chosen": chosen, "groups": groups, "names": names,
        "lines": marked_lines(source_lines_of(revision), view.draft, [one.finding for one in waiting]),
        "line_count": len(revision.source_lines), "tabs": _tabs(view.draft, names, view.unknown),
        "last_step": last_step(revision), "steps": list(steps_of(revision)) if chosen.tab == "steps" else [],
        "editor": _editor(view.draft, chosen, typed), "refused": refused, "typed": typed,
        "unit_names": view.roster.units, "unit_kinds": Unit.Kind.choices, "unit_kind": unit_kind,
        "next_doubt": _next(waiting, chosen.doubt, bool(view.unknown)),
        "previous_doubt": _next(waiting[::-1], chosen.doubt, bool(view.unknown)),
        "next_step": undone_steps(revision).first(), "picks": PICKS, "leads": _leads(view, chosen),
        "accepted": sum(map(is_accepted, view.draft.tasks)), "sure": _sure(view.draft, waiting),
        "asked_name": _asked_name(asked, names),
        "cuts": cuts(chosen.task.text) if chosen.task else [],
    }


def _selected(asked: Any, draft: PlanDraft, doubts: tuple[DoubtRow, ...]) -> Selected:
    doubt = next((one for one in doubts if one.finding.key == asked.get("finding")), None)
    if not asked:
        doubt = next((one for one in doubts if one.answer is None), None)
    key = asked.get("task") or (doubt.finding.task if doubt else None)
    task = next((one for one in draft.tasks if one.key == key), None)
    tab = asked.get("tab", "")
    if tab not in TABS:
        tab = doubt.tab if doubt else "tasks"
    area = next((one.key for one in draft.areas if one.key == asked.get("area")), None)
    return Selected(tab, task, doubt, area, asked.get("do", ""))


def _tabs(draft: PlanDraft, names: tuple[Any, ...], unknown: tuple[str, ...]) -> list[tuple[str, str, Any]]:
    """(key, label, number); the number of units is followed by how many are unknown."""
    counts: dict[str, Any] = {
        "tasks": len(draft.tasks), "targets": sum(len(task.targets) for task in draft.tasks),
        "phases": len(draft.phases), "group": _seats(draft), "clauses": len(draft.clauses),
        "units": f"{len(names)}（{len(unknown)} 待定）" if unknown else len(names), "document": None, "steps": None,
    }
    return [(key, label, counts[key]) for key, label in TABS.items()]


def _seats(draft: PlanDraft) -> int:
    group = draft.group
    return len(group.leader + group.deputy + group.members + group.office_members) if group else 0


def _next(waiting: list[DoubtRow], current: DoubtRow | None, unknown: bool) -> DoubtRow | None:
    """The first open doubt after the current one, round to the beginning; None where unknown names come next."""
    if current in waiting:
        at = waiting.index(current)
        waiting = waiting[at + 1 :] + ([] if unknown else waiting[:at])
    return waiting[0] if waiting else None


def _sure(draft: PlanDraft, waiting: list[DoubtRow]) -> int:
    """How many tasks one click would accept."""
    doubted = {one.finding.task for one in waiting}
    return sum(is_sure(one) and not is_accepted(one) and one.key not in doubted for one in draft.tasks)


def _asked_name(asked: Any, names: tuple[NameRow, ...]) -> NameRow | None:
    """The unknown name whose meaning is asked now: the one of the address, else the first."""
    unknown = [one for one in names if not one.match.is_known]
    return next((one for one in unknown if one.name == asked.get("name")), unknown[0] if unknown else None)


def _leads(view: Any, chosen: Selected) -> list[str]:
    """Units that already lead the selected task: choosing them again would give them nothing new."""
    one = next((one for one in view.tasks if chosen.task and one.task.key == chosen.task.key), None)
    ids = [unit_id for unit_id, share in one.duties.items() if share.role == "lead"] if one else []
    return [view.roster.units[unit_id] for unit_id in ids]


def _editor(draft: PlanDraft, chosen: Selected, typed: QueryDict | None) -> Any:
    """The form that is open, if any, holding what was typed into it."""
    data = typed if typed and typed.get("act") == ACT_OF.get(chosen.doing or chosen.tab) else None
    if chosen.tab == "tasks":
        return _task_editor(draft, chosen, data)
    if chosen.tab == "phases":
        return edits.PhaseForms(data, prefix="phase", initial=edits.phases_initial(draft))
    if chosen.tab == "clauses":
        return edits.ClauseForms(data, prefix="clause", initial=edits.clauses_initial(draft))
    if chosen.tab == "group":
        return edits.GroupForm(data, initial=edits.group_initial(draft))
    if chosen.tab == "document":
        return edits.DocumentForm(data, initial=edits.document_initial(draft))
    return None


def _task_editor(draft: PlanDraft, chosen: Selected, data: QueryDict | None) -> Any:
    if chosen.doing == "edit" and chosen.task:
        return edits.TaskEditor(draft, chosen.task, data)
    if chosen.doing == "add":
        return edits.TaskEditor(draft, None, data, chosen.area)
    if chosen.doing in {"area", "add_area"}:
        area = next((one for one in draft.areas if one.key == chosen.area), None)
        return edits.AreaForm(data, initial={"number": area.number, "name": area.name} if area else None)
    return None


ACT_OF = {
    "edit": "task", "add": "task", "area": "area", "add_area": "area", "phases": "phases", "clauses": "clauses",
    "group": "group", "document": "document",
}
