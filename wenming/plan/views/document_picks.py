"""What a person does with a task by one key, or with a selection in the source: the acts of the correction page."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any

from django.http import HttpRequest, QueryDict

from wenming.domain.errors import InputRefused
from wenming.domain.plan import correct
from wenming.domain.plan.answers import open_findings
from wenming.domain.plan.draft import PlanDraft, from_json
from wenming.domain.plan.passage import Passage
from wenming.domain.plan.selection import place_of_cut, selected
from wenming.plan.models import PlanRevision, ProposalStep
from wenming.plan.queries.documents import source_lines_of

_INCOMPLETE = "提交的内容不完整，没有保存。请刷新页面再试。"
_TAB_OF = {"phases": "phases", "group": "group", "clauses": "clauses", "title": "document", "issuer": "document"}
Pick = Callable[[str, Passage], correct.Edit]
PICKS: Mapping[str, tuple[str, str, Pick]] = {
    "task": ("任务", "", lambda _key, passage: correct.PickTask(passage)),
    "lead": ("牵头", "key", lambda key, passage: correct.PickOwners(key, passage, lead=True)),
    "duty": ("责任", "key", lambda key, passage: correct.PickOwners(key, passage, lead=False)),
    "target": ("目标", "key", correct.PickTarget),
    "term": ("时限", "key", correct.PickDeadline),
    "phase": ("阶段", "", lambda _key, passage: correct.PickPhase(passage)),
}


def number_of(posted: QueryDict, name: str) -> int:
    """A whole number of a form. Raises InputRefused for anything else."""
    value = posted.get(name, "")
    if not value.removeprefix("-").isdecimal() or len(value) > 18:
        raise InputRefused(_INCOMPLETE)
    return int(value)


def pick_of(request: HttpRequest, revision: PlanRevision) -> tuple[correct.Edit, str]:
    """The edit a selection asks for, and what the selection became. Raises InputRefused for one that says nothing."""
    posted = request.POST
    if posted.get("as") not in PICKS:
        raise InputRefused(_INCOMPLETE)
    label, needs, make = PICKS[posted["as"]]
    start, end = ((number_of(posted, f"{side}_line"), number_of(posted, f"{side}_at")) for side in ("from", "to"))
    passage = selected(source_lines_of(revision), start, end)
    key = posted.get("key", "")
    if needs and not key:
        raise InputRefused(f"先选定一项任务，再把选中的文字定为它的{label}。")
    return make(key, passage), label


def split_of(request: HttpRequest, revision: PlanRevision) -> correct.SplitTask:
    """The cut of a task with the place where the source prints it."""
    draft, key, at = from_json(revision.draft), request.POST.get("key", ""), number_of(request.POST, "at")
    task = correct.tasks.task_of(draft, key)
    return correct.SplitTask(key, at, place_of_cut(source_lines_of(revision), task, at) if at > 0 else None)


def sure_of(revision: PlanRevision) -> correct.AcceptSure:
    """All that is sure and has no open doubt."""
    draft = from_json(revision.draft)
    doubted = frozenset(one.task for one in open_findings(draft, revision.answers) if one.task)
    return correct.AcceptSure(doubted)


def neighbour(before: PlanDraft, after: PlanDraft, key: str) -> str:
    """The task to go to when the one with ``key`` is gone: the one that stood before it."""
    keys = [one.key for one in before.tasks]
    if key not in keys or any(one.key == key for one in after.tasks):
        return key
    at = keys.index(key)
    left = {one.key for one in after.tasks}
    return next((one for one in [*reversed(keys[:at]), *keys[at:]] if one in left), "")


def place_of(step: ProposalStep | None, revision: PlanRevision) -> dict[str, str]:
    """The part of the page where a step changed something of ``revision``, as the query of its address."""
    undo: dict[str, Any] = step.undo if step else {}
    draft = undo.get("draft", {})
    order = zip_longest(draft.get("order", ()), [one["key"] for one in revision.draft["tasks"]])
    moved = [was for was, now in order if was and was != now] if "order" in draft else []
    if keys := [*(one["key"] for one in draft.get("tasks", ())), *moved]:
        return {"task": keys[0]}
    if found := next((key for key in undo.get("answers", {}) if not key.startswith("name:")), None):
        return {"finding": found}
    tab = next((_TAB_OF[name] for name in draft.get("fields", {}) if name in _TAB_OF), "")
    return {"tab": tab or ("units" if undo.get("alias") or undo.get("answers") else "tasks")}
