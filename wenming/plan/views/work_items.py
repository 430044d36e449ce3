"""The office takes a task apart into work items, changes one, takes one back or closes it."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.plan.access import tasks as access
from wenming.plan.actions import work_items as actions
from wenming.plan.actions.work_item_removal import remove_work_item
from wenming.plan.actions.work_item_reopening import reopen_work_item
from wenming.plan.forms.work_items import OneWorkItemForm, WorkItemFormSet, input_of, inputs_of, values_of
from wenming.plan.models import WorkItem
from wenming.plan.queries.tasks import task_text
from wenming.plan.queries.work_items import (
    as_given,
    changed_in,
    closed_items_of,
    proposal_for,
    set_phrases,
    work_items_of,
)
from wenming.shell.door import needs
from wenming.shell.responses import done

from .formwork import form_page, refused, typed

SPLIT, ONE = "plan/split.html", "plan/work_item.html"


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def split(request: HttpRequest, task_id: int) -> HttpResponse:
    """The rows the reader proposes, to be put right; what is saved comes on top of the items there are."""
    task = access.task_for(request.viewer, task_id)
    access.check_task_open(task)
    held, data = list(work_items_of(task)), typed(request)
    head = forms.Form(data)
    rows = WorkItemFormSet(
        data, initial=[values_of(one) for one in proposal_for(task, held)], prefix="i",
        form_kwargs={"sets": set_phrases(task)},
    )
    context = {
        "task": task, "text": task_text(task), "rows": rows, "held": held, "closed": closed_items_of(task),
    }
    if request.method == "GET" or not (head.is_valid() and rows.is_valid()):
        return form_page(request, SPLIT, context, head)
    items = inputs_of(rows)
    try:
        made = actions.split_task(task=task, items=items, by=request.viewer, at=timezone.now())
    except RuleBroken as refusal:
        return refused(request, SPLIT, context, head, refusal)
    sentence = f"已拆出 {len(items)} 项子任务，下达 {len(made)} 项分解任务，等各单位签收。"
    return done(request, sentence, "plan:task", task.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def work_item(request: HttpRequest, item_id: int) -> HttpResponse:
    found = access.work_item_for(request.viewer, item_id)
    form = OneWorkItemForm(typed(request), initial=_initial(found))
    text = task_text(found.task)
    context = {"item": found, "task": found.task, "text": text, "changed_in": changed_in([found]).get(found.pk)}
    if request.method == "GET" or not form.is_valid():
        return form_page(request, ONE, context, form)
    given: dict[str, Any] = {"version": form.cleaned_data["version"], "given": input_of(form.cleaned_data)}
    try:
        changed = actions.change_work_item(item=found, **given, by=request.viewer, at=timezone.now())
    except ChangedMeanwhile as refusal:
        return refused(request, ONE, context, form, refusal, version=found.version)
    except RuleBroken as refusal:
        return refused(request, ONE, context, form, refusal)
    return done(request, f"已修改子任务 {changed.short_number}。", "plan:task", changed.task_id)


def _initial(item: WorkItem) -> dict[str, Any]:
    held = work_items_of(item.task).filter(pk=item.pk).first()
    return (values_of(as_given(held)) if held else {"text": item.text}) | {"version": item.version}


@require_POST
@needs(Permission.DIRECT_DUTIES)
def remove(request: HttpRequest, item_id: int) -> HttpResponse:
    found = access.work_item_for(request.viewer, item_id)
    task_id, number = found.task_id, found.short_number
    remove_work_item(item=found, by=request.viewer, at=timezone.now())
    return done(request, f"已撤销子任务 {number}。", "plan:task", task_id)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def close(request: HttpRequest, item_id: int) -> HttpResponse:
    found = access.work_item_for(request.viewer, item_id)
    reason = request.POST.get("reason", "")[:200]
    ended = actions.close_work_item(item=found, reason=reason, by=request.viewer, at=timezone.now())
    sentence = f"已停办子任务 {found.short_number}，{len(ended)} 项分解任务随之撤销。"
    return done(request, sentence, "plan:task", found.task_id)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def reopen(request: HttpRequest, item_id: int) -> HttpResponse:
    found = access.work_item_for(request.viewer, item_id)
    reason = request.POST.get("reason", "")[:200]
    sent = reopen_work_item(item=found, reason=reason, by=request.viewer, at=timezone.now())
    sentence = f"子任务 {found.short_number} 重新开展，{len(sent)} 项分解任务等各单位签收。"
    return done(request, sentence, "plan:task", found.task_id)
