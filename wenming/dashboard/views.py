"""工作台: what waits for me."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import ROLES, Permission
from wenming.organisation.registry import due_items
from wenming.plan.models import Campaign
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import signed_in
from wenming.shell.responses import page

from .queries.first_steps import first_steps
from .queries.standing import evidence_of_month, standing_of
from .queries.waiting import waiting_list


@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    chosen = {name: request.GET.get(name, "") for name in ("kind", "day", "light")}
    context = {
        "on": on, "chosen": chosen, "standing": None, "steps": [],
        "cards": [ROLES[held.role] for held in viewer.held],
        "waiting": waiting_list(
            due_items(viewer, on), on, kind=chosen["kind"], day=chosen["day"], whole="all" in request.GET
        ),
    }
    if not viewer.may(Permission.READ_CAMPAIGN):
        return page(request, "dashboard/desk.html", context)
    campaign = campaign_of(viewer.organisation_id)
    if campaign is None or campaign.state == Campaign.State.PREPARING:
        context["steps"] = first_steps(viewer.organisation_id, campaign)
    else:
        context["standing"] = standing_of(campaign, viewer, on)
        context["of_month"] = evidence_of_month(viewer, on)
    return page(request, "dashboard/desk.html", context)
