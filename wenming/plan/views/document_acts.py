"""The acts of the correction page: one POST each, by the ``act`` field of its form.

An act returns the sentence to say and the part of the page to go back to; a refusal leaves the form open.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from wenming.domain.errors import InputRefused
from wenming.domain.plan import correct
from wenming.domain.plan.answers import open_findings
from wenming.domain.plan.draft import PlanDraft, from_json
from wenming.domain.plan.naming import unit_kind
from wenming.organisation.access import unit_for
from wenming.plan.actions import matching, proposals
from wenming.plan.forms import document_edits as edits
from wenming.plan.models import PlanRevision
from wenming.plan.queries.outlook import outlook

from .document_picks import neighbour, number_of, pick_of, split_of, sure_of

Done = tuple[str, dict[str, str]]
Act = Callable[[HttpRequest, PlanRevision], Done]
_LOOK = "有几处没有填对，没有保存。请看标红的地方，改好再保存。"


def perform(request: HttpRequest, revision: PlanRevision) -> Done:
    """Raises RuleBroken and its kinds; InputRefused for a form that is not well filled in or an unknown act."""
    act = ACTS.get(request.POST.get("act", ""))
    if act is None:
        raise InputRefused("没有认出要办什么，没有保存。请刷新页面再试。")
    return act(request, revision)


def posted_version(request: HttpRequest) -> int:
    return number(request, "version")


def number(request: HttpRequest, name: str) -> int:
    return number_of(request.POST, name)


def _task(request: HttpRequest, revision: PlanRevision) -> Done:
    draft, key = from_json(revision.draft), request.POST.get("key", "")
    editor = edits.TaskEditor(draft, correct.tasks.task_of(draft, key) if key else None, request.POST)
    after = _correct(request, revision, _checked(editor, editor).edit())
    return "任务已保存。", {"task": key or after.tasks[-1].key}


def _one_task(make: Callable[[HttpRequest, PlanRevision, str], correct.Edit], said: str) -> Act:
    def act(request: HttpRequest, revision: PlanRevision) -> Done:
        before, key = from_json(revision.draft), request.POST.get("key", "")
        after = _correct(request, revision, make(request, revision, key))
        return said, {"task": neighbour(before, after, key)}

    return act


def _pick(request: HttpRequest, revision: PlanRevision) -> Done:
    edit, label = pick_of(request, revision)
    before = {one.key for one in from_json(revision.draft).tasks}
    after = _correct(request, revision, edit)
    new = next((one.key for one in after.tasks if one.key not in before), request.POST.get("key", ""))
    return f"选中的文字已定为{label}。", {"tab": "phases"} if label == "阶段" else {"task": new}


def _accept_sure(request: HttpRequest, revision: PlanRevision) -> Done:
    before, edit = from_json(revision.draft), sure_of(revision)
    after = _correct(request, revision, edit)
    fresh = sum(one != other for one, other in zip(before.tasks, after.tasks, strict=True))
    return f"认可了 {fresh} 项拿得准的任务，其余仍请逐项看。", {"task": request.GET.get("task", "")}


def _area(request: HttpRequest, revision: PlanRevision) -> Done:
    form = edits.AreaForm(request.POST)
    _checked(form, form)
    key = request.POST.get("key", "")
    data = form.cleaned_data
    _correct(request, revision, form.edit(key) if key else correct.AddArea(data["number"], data["name"]))
    return "部分已保存。", {}


def _remove_area(request: HttpRequest, revision: PlanRevision) -> Done:
    _correct(request, revision, correct.RemoveArea(request.POST.get("key", "")))
    return "已删去这个部分。", {}


def _document(request: HttpRequest, revision: PlanRevision) -> Done:
    form = edits.DocumentForm(request.POST)
    _correct(request, revision, _checked(form, form).edit())
    return "文件信息已保存。", {"tab": "document"}


def _phases(request: HttpRequest, revision: PlanRevision) -> Done:
    forms = edits.PhaseForms(request.POST, prefix="phase")
    _correct(request, revision, edits.phases_edit(_checked(forms, forms)))
    return "阶段已保存。", {"tab": "phases"}


def _group(request: HttpRequest, revision: PlanRevision) -> Done:
    form = edits.GroupForm(request.POST)
    _correct(request, revision, _checked(form, form).edit())
    return "领导小组已保存。", {"tab": "group"}


def _clauses(request: HttpRequest, revision: PlanRevision) -> Done:
    forms = edits.ClauseForms(request.POST, prefix="clause")
    _correct(request, revision, edits.clauses_edit(_checked(forms, forms)))
    return "条款已保存。", {"tab": "clauses"}


def _answer(request: HttpRequest, revision: PlanRevision) -> Done:
    after = proposals.answer_finding(
        revision=revision, version=posted_version(request), finding=request.POST.get("finding", ""),
        choice=request.POST.get("choice", ""), units=_unit_ids(request), also_alike="alike" in request.POST,
        by=request.viewer, at=timezone.now(),
    )
    waiting = open_findings(from_json(after.draft), after.answers)
    if waiting:
        return f"已记下答复，还有 {len(waiting)} 处待定。", {"finding": waiting[0].key}
    unknown = outlook(after, timezone.localdate()).unknown
    return ("疑点都答完了，再看对不上的单位。", {"tab": "units"}) if unknown else ("疑点都答完了，可以冻结。", {})


def _merge_name(request: HttpRequest, revision: PlanRevision) -> Done:
    name = request.POST.get("name", "")
    unit = unit_for(request.viewer, number(request, "unit"))
    matching.merge_name(
        revision=revision, version=posted_version(request), name=name, unit=unit, by=request.viewer, at=timezone.now()
    )
    return f"“{name}”记为“{unit}”的别名，以后的文件也认得。", {"tab": "units"}


def _new_unit(request: HttpRequest, revision: PlanRevision) -> Done:
    name = request.POST.get("name", "")
    pairs = [(name, request.POST.get("kind", ""))]
    matching.add_named_units(revision=revision, units=pairs, by=request.viewer, at=timezone.now())
    return f"新建单位“{name}”。", {"tab": "units"}


def _new_units(request: HttpRequest, revision: PlanRevision) -> Done:
    """Every unknown name at once: units are made with the likeliest kind, collectives are left to the office."""
    view, at = outlook(revision, timezone.localdate()), timezone.now()
    units = [name for name in view.unknown if view.named[name].kind == "unknown"]
    matching.add_named_units(
        revision=revision, units=[(name, unit_kind(name)) for name in units], by=request.viewer, at=at
    )
    for name in (one for one in view.unknown if one not in units):
        revision = proposals.name_members(
            revision=revision, version=revision.version, name=name, units=(), later=True, by=request.viewer, at=at
        )
    return f"新建 {len(units)} 个单位，类别按名称推定，请核对。", {"tab": "units"}


def _members(request: HttpRequest, revision: PlanRevision) -> Done:
    name = request.POST.get("name", "")
    proposals.name_members(
        revision=revision, version=posted_version(request), name=name, units=_unit_ids(request),
        later=request.POST.get("choice") == "later", by=request.viewer, at=timezone.now(),
    )
    return f"“{name}”已确定。", {"tab": "units"}


def _correct(request: HttpRequest, revision: PlanRevision, edit: correct.Edit) -> PlanDraft:
    after = proposals.correct_proposal(
        revision=revision, version=posted_version(request), edit=edit, by=request.viewer, at=timezone.now()
    )
    return from_json(after.draft)


def _checked(form: Any, answer: Any) -> Any:
    if not form.is_valid():
        raise InputRefused(_LOOK)
    return answer


def _unit_ids(request: HttpRequest) -> list[int]:
    return [int(value) for value in request.POST.getlist("units") if value.isdecimal() and len(value) < 18]


ACTS: dict[str, Act] = {
    "task": _task,
    "remove": _one_task(lambda _request, _revision, key: correct.RemoveTask(key), "任务已删去。"),
    "merge": _one_task(lambda _request, _revision, key: correct.MergeTask(key), "已并入上一项。"),
    "split": _one_task(lambda request, revision, _key: split_of(request, revision), "已拆成两项。"),
    "move": _one_task(lambda request, _revision, key: correct.MoveTask(key, number(request, "by")), "已移动。"),
    "accept": _one_task(lambda _request, _revision, key: correct.AcceptTask(key), "已认可。"),
    "to_area": _one_task(lambda _request, _revision, key: correct.TaskToArea(key), "已改作部分标题。"),
    "accept_sure": _accept_sure, "pick": _pick,
    "area": _area, "remove_area": _remove_area, "document": _document, "phases": _phases, "group": _group,
    "clauses": _clauses, "answer": _answer, "merge_name": _merge_name, "new_unit": _new_unit,
    "new_units": _new_units, "members": _members,
}
