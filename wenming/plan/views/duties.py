"""The duty lists of units, who has received them, one duty, its standard and its deadline."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.domain.plan.concrete_plan import State, allowed
from wenming.organisation.access import unit_for
from wenming.organisation.models import Unit
from wenming.organisation.queries.units import units_of
from wenming.plan.access import tasks as access
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.duties import receive_duties, set_acceptance
from wenming.plan.forms.duties import AcceptanceForm, DoneForm, ReasonForm, UnitsForm
from wenming.plan.models import Campaign
from wenming.plan.queries import duties as queries
from wenming.plan.queries.slots import slots_of_duty
from wenming.plan.queries.tasks import campaign_of, task_text, unresolved_assignments
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .formwork import form_page, refused, typed


@require_GET
@needs(Permission.READ_CAMPAIGN)
def duties(request: HttpRequest) -> HttpResponse:
    """One unit's duties where the address or the viewer's role names a unit; else how far all units are."""
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    asked = request.GET.get("unit", "")
    own = () if access.may_direct(request.viewer) else request.viewer.unit_ids
    if asked.isdecimal() or own:
        unit = unit_for(request.viewer, int(asked) if asked.isdecimal() else own[0])
        return page(request, "plan/duties.html", _unit_context(request, campaign, unit))
    return page(request, "plan/receipts.html", _board_context(request, campaign))


def _unit_context(request: HttpRequest, campaign: Campaign, unit: Unit) -> dict:
    rows = queries.duty_rows(campaign, unit, timezone.localdate())
    role = request.GET.get("role", "")
    return {
        "campaign": campaign, "unit": unit, "every": rows, "rows": [row for row in rows if role in {"", row.duty.role}],
        "received": queries.received_moments(unit.organisation_id, unit.pk),
        "role": role, "sent": queries.count_sent(rows), "may_receive": access.may_work_for(request.viewer, unit),
        "own_units": [unit_for(request.viewer, pk) for pk in request.viewer.unit_ids if pk != unit.pk],
    }


def _board_context(request: HttpRequest, campaign: Campaign) -> dict:
    organisation_id = request.viewer.organisation_id
    rows = queries.receipts(organisation_id, campaign)
    chosen = request.GET.get("received", "")
    wanted = {"no": [row for row in rows if not row.all_received], "yes": [row for row in rows if row.all_received]}
    return {
        "campaign": campaign, "every": rows, "rows": wanted.get(chosen, rows), "chosen": chosen,
        "waiting": len(wanted["no"]), "plans": queries.plans_waiting(organisation_id, campaign),
        "unresolved": unresolved_assignments(organisation_id, campaign),
        "may_direct": access.may_direct(request.viewer),
    }


@require_POST
@needs(Permission.WORK_ON_DUTIES)
def receive(request: HttpRequest, unit_id: int) -> HttpResponse:
    unit = unit_for(request.viewer, unit_id)
    count = receive_duties(unit=unit, by=request.viewer, at=timezone.now())
    sentence = f"已签收 {count} 项任务。" if count else "任务都已签收过，不用再签。"
    return done(request, sentence, reverse("plan:duties", query={"unit": unit.pk}))


@require_GET
@needs(Permission.READ_CAMPAIGN)
def duty(request: HttpRequest, duty_id: int) -> HttpResponse:
    found, today = access.duty_for(request.viewer, duty_id), timezone.localdate()
    facts, plan = queries.facts_of_duty(found), getattr(found, "concrete_plan", None)
    reason = typed(request, reverse("plan:return_plan", args=[found.pk]))
    return page(request, "plan/duty.html", {
        "duty": found, "task": found.task, "row": queries.duty_row(facts, found, today), "today": today,
        "text": task_text(found.task), "plan": plan, "milestones": queries.milestones_of_duty(found),
        "acts": allowed(State(plan.state)) if plan else {"save"}, "slots": slots_of_duty(facts, found, today),
        "targets": facts.targets_of(found), "others": len(facts.duties_of(found.work_item_id)) - 1,
        "done_form": DoneForm(initial={"on": today}), "reason_form": ReasonForm(reason), "put_back": bool(reason),
        "may_direct": access.may_direct(request.viewer), "may_plan": access.may_plan(request.viewer, found),
        "may_work": access.may_work_for(request.viewer, found.unit),
        "may_file": request.viewer.may(Permission.FILE_EVIDENCE, found.unit_id),
    })


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def acceptance(request: HttpRequest, duty_id: int) -> HttpResponse:
    found = access.duty_for(request.viewer, duty_id)
    template, context = "plan/acceptance.html", {"duty": found, "task": found.task, "text": task_text(found.task)}
    values = {"acceptance_note": found.acceptance_note, "deadline": found.deadline, "version": found.version}
    form = AcceptanceForm(typed(request), initial=values)
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, context, form)
    try:
        set_acceptance(duty=found, **form.cleaned_data, by=request.viewer, at=timezone.now())
    except ChangedMeanwhile as refusal:
        return refused(request, template, context, form, refusal, version=found.version)
    except RuleBroken as refusal:
        return refused(request, template, context, form, refusal)
    return done(request, "已定下工作标准和完成时限。", "plan:duty", found.pk)


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def resolve(request: HttpRequest, assignment_id: int) -> HttpResponse:
    found = access.assignment_for(request.viewer, assignment_id)
    units = units_of(request.viewer.organisation_id, timezone.localdate())
    template = "plan/resolve.html"
    context = {"assignment": found, "task": found.task, "text": task_text(found.task)}
    form = UnitsForm(units, typed(request))
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, context, form)
    try:
        made = resolve_assignment(
            assignment=found, units=list(form.cleaned_data["units"]), by=request.viewer, at=timezone.now()
        )
    except RuleBroken as refusal:
        return refused(request, template, context, form, refusal)
    return done(request, f"已明确，新增 {len(made)} 项分解任务。", "plan:task", found.task_id)
