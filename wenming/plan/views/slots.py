"""What material a task demands."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.plan.access import tasks as access
from wenming.plan.actions import slots as actions
from wenming.plan.forms.slots import SlotForm, initial_of
from wenming.plan.queries.tasks import task_text
from wenming.shell.door import needs
from wenming.shell.responses import done

from .formwork import form_page, refused, typed

TEMPLATE = "plan/slot.html"


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES, Permission.WORK_ON_DUTIES)
def add(request: HttpRequest, task_id: int) -> HttpResponse:
    task = access.task_for(request.viewer, task_id)
    access.check_may_add_slot(request.viewer, task)
    text = task_text(task)
    form = SlotForm(typed(request), initial={"source_line": text.text[:300] if text else ""})
    context = {"task": task, "text": text, "task_slot": None}
    if request.method == "GET" or not form.is_valid():
        return form_page(request, TEMPLATE, context, form)
    given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
    try:
        made = actions.add_slot(task=task, **given, by=request.viewer, at=timezone.now())
    except RuleBroken as refusal:
        return refused(request, TEMPLATE, context, form, refusal)
    return done(request, f"已增加材料要求“{made}”。", "plan:task", task.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES, Permission.WORK_ON_DUTIES)
def change(request: HttpRequest, slot_id: int) -> HttpResponse:
    found = access.task_slot_for(request.viewer, slot_id)
    access.check_may_change_slot(request.viewer, found)
    form = SlotForm(typed(request), initial=initial_of(found))
    context = {"task": found.task, "text": task_text(found.task), "task_slot": found}
    if request.method == "GET" or not form.is_valid():
        return form_page(request, TEMPLATE, context, form)
    given = form.cleaned_data | {"version": form.cleaned_data["version"] or 0}
    try:
        changed = actions.change_slot(task_slot=found, **given, by=request.viewer, at=timezone.now())
    except ChangedMeanwhile as refusal:
        return refused(request, TEMPLATE, context, form, refusal, version=found.version)
    except RuleBroken as refusal:
        return refused(request, TEMPLATE, context, form, refusal)
    return done(request, f"已修改材料要求“{changed}”。", "plan:task", found.task_id)


@require_POST
@needs(Permission.DIRECT_DUTIES, Permission.WORK_ON_DUTIES)
def remove(request: HttpRequest, slot_id: int) -> HttpResponse:
    found = access.task_slot_for(request.viewer, slot_id)
    task_id, title = found.task_id, str(found)
    actions.remove_slot(task_slot=found, by=request.viewer, at=timezone.now())
    return done(request, f"已撤销材料要求“{title}”。", "plan:task", task_id)
