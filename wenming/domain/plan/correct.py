"""Correcting a draft: a closed set of edits, each a pure function of the draft.

``apply`` gives the corrected draft with its findings brought up to date; ``describe`` the sentence of the record.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from wenming.domain.plan import correct_accept as accepting
from wenming.domain.plan import correct_document as document
from wenming.domain.plan import correct_picks as picks
from wenming.domain.plan import correct_tasks as tasks
from wenming.domain.plan.correct_accept import AcceptSure, AcceptTask
from wenming.domain.plan.correct_document import ChangeClauses, ChangeDocument, ChangeGroup, ChangePhases
from wenming.domain.plan.correct_outline import TaskToArea, task_to_area
from wenming.domain.plan.correct_pick_task import PickTask, pick_task
from wenming.domain.plan.correct_picks import PickDeadline, PickOwners, PickPhase, PickTarget
from wenming.domain.plan.correct_split import SplitTask
from wenming.domain.plan.correct_tasks import (
    AddArea,
    AddTask,
    ChangeArea,
    ChangeTask,
    MergeTask,
    MoveTask,
    RemoveArea,
    RemoveTask,
)  # fmt: skip
from wenming.domain.plan.doubts import refreshed
from wenming.domain.plan.draft import PlanDraft

Edit = (
    ChangeTask | AddTask | RemoveTask | MergeTask | SplitTask | MoveTask | ChangeArea | AddArea | RemoveArea
    | ChangeDocument | ChangePhases | ChangeGroup | ChangeClauses | AcceptTask | AcceptSure | TaskToArea
    | PickTask | PickOwners | PickTarget | PickDeadline | PickPhase
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Verb:
    change: Callable[[PlanDraft, Any], PlanDraft]
    say: Callable[[PlanDraft, Any], str]


def _short(edit: Any) -> str:
    text: str = edit.passage.text
    return text if len(text) <= 16 else f"{text[:15]}…"


_VERBS: dict[type, _Verb] = {
    ChangeTask: _Verb(tasks.change_task, lambda draft, edit: f"修改{tasks.called(draft, edit.key)}"),
    AddTask: _Verb(tasks.add_task, lambda _draft, edit: f"新增任务“{edit.fields.title[:20]}”"),
    RemoveTask: _Verb(tasks.remove_task, lambda draft, edit: f"删去{tasks.called(draft, edit.key)}"),
    MergeTask: _Verb(tasks.merge_task, lambda draft, edit: f"{tasks.called(draft, edit.key)}并入上一项"),
    SplitTask: _Verb(tasks.split_task, lambda draft, edit: f"{tasks.called(draft, edit.key)}拆成两项"),
    MoveTask: _Verb(
        tasks.move_task, lambda draft, edit: f"{tasks.called(draft, edit.key)}{'上' if edit.by < 0 else '下'}移一位"
    ),
    ChangeArea: _Verb(tasks.change_area, lambda _draft, edit: f"修改部分“{edit.name[:20]}”"),
    AddArea: _Verb(tasks.add_area, lambda _draft, edit: f"新增部分“{edit.name[:20]}”"),
    RemoveArea: _Verb(tasks.remove_area, lambda _draft, _edit: "删去一个没有任务的部分"),
    ChangeDocument: _Verb(document.change_document, lambda _draft, _edit: "修改文件信息"),
    ChangePhases: _Verb(document.change_phases, lambda _draft, _edit: "修改阶段"),
    ChangeGroup: _Verb(document.change_group, lambda _draft, _edit: "修改领导小组"),
    ChangeClauses: _Verb(document.change_clauses, lambda _draft, _edit: "修改条款"),
    AcceptTask: _Verb(accepting.accept_task, lambda draft, edit: f"认可{tasks.called(draft, edit.key)}"),
    AcceptSure: _Verb(accepting.accept_sure, lambda _draft, _edit: "认可全部拿得准的"),
    TaskToArea: _Verb(task_to_area, lambda draft, edit: f"{tasks.called(draft, edit.key)}改作部分标题"),
    PickTask: _Verb(pick_task, lambda _draft, edit: f"原文“{_short(edit)}”定为任务"),
    PickOwners: _Verb(
        picks.pick_owners,
        lambda draft, edit: f"{tasks.called(draft, edit.key)}{'牵头' if edit.lead else '责任'}单位定为“{_short(edit)}”",
    ),
    PickTarget: _Verb(
        picks.pick_target, lambda draft, edit: f"“{_short(edit)}”定为{tasks.called(draft, edit.key)}的目标"
    ),
    PickDeadline: _Verb(
        picks.pick_deadline, lambda draft, edit: f"“{_short(edit)}”定为{tasks.called(draft, edit.key)}的时限"
    ),
    PickPhase: _Verb(picks.pick_phase, lambda _draft, edit: f"原文“{_short(edit)}”定为阶段"),
}


def apply(draft: PlanDraft, edit: Edit) -> PlanDraft:
    """The draft after ``edit``. Raises InputRefused with the sentence for the form where it cannot be done."""
    return refreshed(draft, _VERBS[type(edit)].change(draft, edit))


def describe(draft: PlanDraft, edit: Edit) -> str:
    """What the edit does to ``draft``, in a few words: 任务 5 并入上一项."""
    return _VERBS[type(edit)].say(draft, edit)


def kinds() -> tuple[type, ...]:
    """Every kind of edit there is."""
    return tuple(_VERBS)
