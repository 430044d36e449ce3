"""The list of tasks and the page of one."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.audit.queries import history
from wenming.domain.authority import Permission
from wenming.domain.errors import RuleBroken
from wenming.domain.plan.lights import Light
from wenming.plan.access import tasks as access
from wenming.plan.actions.duties import set_acceptance_of_all
from wenming.plan.exports.tasks import tasks_workbook
from wenming.plan.forms.duties import AcceptanceOfAllForm
from wenming.plan.models import Task, WorkItem
from wenming.plan.queries import tasks as queries
from wenming.plan.queries.duties import duty_row, withdrawn_duties
from wenming.plan.queries.facts import TaskFacts, facts_of
from wenming.plan.queries.missing import title_of
from wenming.plan.queries.revisions import change_of_task
from wenming.plan.queries.slots import slots_of_task
from wenming.plan.queries.targets import views_of
from wenming.plan.queries.work_items import closed_items_of, item_rows
from wenming.shell.door import needs
from wenming.shell.responses import done, page, workbook_file

from .formwork import form_page, refused, typed

READ = Permission.READ_CAMPAIGN


@require_GET
@needs(READ)
def tasks(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    campaign = queries.campaign_of(viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(viewer)})
    every = queries.task_rows(viewer.organisation_id, campaign, timezone.localdate())
    kept_rows = [row for row in every if _filter(request).keeps(row)]
    shown = [row for row in kept_rows if request.GET.get("light") in {None, "", row.light.value}]
    return page(request, "plan/tasks.html", {
        "campaign": campaign, "every": every, "counts": queries.rows_by_light(kept_rows), "kept": kept_rows,
        "shown": shown, "areas": queries.areas_of(shown),
        "all_areas": [name for name, _rows in queries.areas_of(every)],
        "units": queries.units_of_rows(every), "query": _query(request), "chosen": request.GET,
        "may_direct": access.may_direct(viewer),
    })


@require_GET
@needs(READ)
def tasks_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as filtered in the address, as a workbook."""
    campaign = queries.campaign_of(request.viewer.organisation_id)
    today = timezone.localdate()
    rows = queries.task_rows(request.viewer.organisation_id, campaign, today) if campaign else []
    light = request.GET.get("light")
    chosen = [row for row in rows if _filter(request).keeps(row) and light in {None, "", row.light.value}]
    return workbook_file(tasks_workbook(chosen, today), f"任务{today:%Y%m%d}")


@require_GET
@needs(READ)
def task(request: HttpRequest, task_id: int) -> HttpResponse:
    found, today = access.task_for(request.viewer, task_id), timezone.localdate()
    facts = facts_of(found.campaign, task=found)[0]
    text, (before, after) = queries.task_text(found), queries.neighbours(found)
    duties = [duty_row(facts, duty, today) for duty in facts.whole]
    light, closed = request.GET.get("light", ""), closed_items_of(found)
    return page(request, "plan/task.html", {
        "task": found, "row": queries.row_of(facts, today), "facts": facts, "text": text,
        "source": queries.source_of(text) if text else (), "before": before, "after": after,
        "missing": title_of(facts, today), "today": today,
        "duties": duties, "tiles": [row for row in duties if light in {"", row.light.value}], "chosen_light": light,
        "light_counts": {one: sum(row.light is one for row in duties) for one in Light},
        "items": item_rows(facts, today), "closed": closed, "milestones": queries.milestones_of(facts),
        "targets": views_of(facts.targets), "slots": slots_of_task(facts, today),
        "assignments": queries.assignments_of(found),
        "history": history(found.organisation_id, _subjects(found, facts, closed), 12),
        "change": change_of_task(text) if text else None, "withdrawn": withdrawn_duties(found),
        "may_direct": access.may_direct(request.viewer), "may_add_slot": access.may_add_slot(request.viewer, found),
        "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
    })


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def acceptance_of_all(request: HttpRequest, task_id: int) -> HttpResponse:
    """工作标准 and 完成时限 for every duty of a task that has none yet."""
    found = access.task_for(request.viewer, task_id)
    form = AcceptanceOfAllForm(typed(request))
    context, template = {"task": found}, "plan/acceptance_of_all.html"
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, context, form)
    try:
        count = set_acceptance_of_all(task=found, **form.cleaned_data, by=request.viewer, at=timezone.now())
    except RuleBroken as refusal:
        return refused(request, template, context, form, refusal)
    sentence = f"已给 {count} 个单位定下。" if count else "各单位都已有工作标准和完成时限，没有改动；要改请逐个单位改。"
    return done(request, sentence, "plan:task", found.pk)


def _filter(request: HttpRequest) -> queries.TaskFilter:
    unit, mine = request.GET.get("unit", ""), request.GET.get("mine")
    return queries.TaskFilter(
        area=request.GET.get("area", ""), unit_id=int(unit) if unit.isdecimal() else None,
        units=frozenset(request.viewer.unit_ids) if mine else None,
    )


def _query(request: HttpRequest) -> dict[str, str]:
    """The filters of the address, without the light: the tabs add it."""
    return {name: request.GET[name] for name in ("area", "unit", "mine") if request.GET.get(name)}


def _subjects(found: Task, facts: TaskFacts, closed: Sequence[WorkItem]) -> list[tuple[str, int]]:
    """The task and all that hangs on it, as the record names them."""
    subjects = [("plan.task", found.pk)]
    subjects += [("plan.workitem", item.pk) for item in closed]
    subjects += [("plan.workitem", pk) for pk in {duty.work_item_id for duty in facts.duties} if pk]
    for duty in facts.duties:
        subjects.append(("plan.duty", duty.pk))
        if duty.plan:
            subjects.append(("plan.concreteplan", duty.plan.pk))
    subjects += [("plan.milestone", node.pk) for node, _duty in queries.milestones_of(facts)]
    subjects += [("plan.taskslot", fill.task_slot.pk) for fill in facts.slots]
    return subjects + [("plan.target", one.target.pk) for one in facts.targets]


