"""The phases of the campaign."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.plan.access import tasks as access
from wenming.plan.actions.phases import change_phase
from wenming.plan.forms.phases import PhaseForm
from wenming.plan.queries.phases import phase_line
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .formwork import form_page, refused, typed


@require_GET
@needs(Permission.READ_CAMPAIGN)
def phases(request: HttpRequest) -> HttpResponse:
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    line = phase_line(campaign, timezone.localdate())
    context = {"campaign": campaign, "line": line, "may_direct": access.may_direct(request.viewer)}
    return page(request, "plan/phases.html", context | {"today": timezone.localdate()})


@require_http_methods(["GET", "POST"])
@needs(Permission.DIRECT_DUTIES)
def change(request: HttpRequest, phase_id: int) -> HttpResponse:
    found = access.phase_for(request.viewer, phase_id)
    values = {"starts_on": found.starts_on, "ends_on": found.ends_on, "version": found.version}
    form, template, context = PhaseForm(typed(request), initial=values), "plan/phase.html", {"phase": found}
    if request.method == "GET" or not form.is_valid():
        return form_page(request, template, context, form)
    try:
        change_phase(phase=found, **form.cleaned_data, by=request.viewer, at=timezone.now())
    except ChangedMeanwhile as refusal:
        return refused(request, template, context, form, refusal, version=found.version)
    except RuleBroken as refusal:
        return refused(request, template, context, form, refusal)
    return done(request, f"已调整“{found}”的起止日期。", "plan:phases")
