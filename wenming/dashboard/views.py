"""工作台: what waits for me. 一张图: how the whole stands. 我的: for those who have no part in the running of it."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import ROLES, Permission, Role
from wenming.organisation.registry import due_items
from wenming.plan.models import Campaign
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs, signed_in
from wenming.shell.reading import read_once
from wenming.shell.responses import page

from .queries.first_steps import first_steps
from .queries.standing import evidence_of_month, standing_of
from .queries.waiting import waiting_list
from .queries.wall import wall_of


@signed_in
@require_GET
def landing(request: HttpRequest) -> HttpResponse:
    """Where everyone arrives: the audit administrator at the record, those who oversee but work on nothing at the wall,
    staff and retired members at 我的, all others at their desk.
    """
    viewer = request.viewer
    if viewer.has(Role.AUDIT_ADMIN):
        return HttpResponseRedirect(reverse("audit:entries"), status=303)
    if viewer.may(Permission.OVERSEE) and not viewer.may(Permission.WORK_ON_DUTIES):
        return HttpResponseRedirect(reverse("dashboard:wall"), status=303)
    if not viewer.has_part_in_running:
        return HttpResponseRedirect(reverse("dashboard:mine"), status=303)
    return _desk(request)


@signed_in
@require_GET
def mine(request: HttpRequest) -> HttpResponse:
    """One page in large type, each room telling its own part: made for a phone twice a month and for older eyes."""
    on = timezone.localdate()
    return page(request, "dashboard/mine.html", {"on": on, "waiting": waiting_list(due_items(request.viewer, on), on)})


@signed_in
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    return _desk(request)


@needs(Permission.OVERSEE)
@require_GET
def wall(request: HttpRequest) -> HttpResponse:
    """The whole on one page; ``as=table`` gives the same as plain tables."""
    viewer, on = request.viewer, timezone.localdate()
    with read_once():
        campaign = campaign_of(viewer.organisation_id)
        if campaign is None or campaign.state == Campaign.State.PREPARING:
            return page(request, "dashboard/no_wall.html", {"steps": first_steps(viewer.organisation_id, campaign)})
        shown = wall_of(campaign, viewer, on)
    template = "dashboard/wall_tables.html" if request.GET.get("as") == "table" else "dashboard/wall.html"
    return page(request, template, {"wall": shown, "on": on, "at": timezone.now()})


def _desk(request: HttpRequest) -> HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    chosen = {name: request.GET.get(name, "") for name in ("kind", "day", "light")}
    context = {
        "on": on, "chosen": chosen, "standing": None, "steps": [], "cards": [ROLES[held.role] for held in viewer.held]
    }
    with read_once():
        context["waiting"] = waiting_list(
            due_items(viewer, on), on, kind=chosen["kind"], day=chosen["day"], whole="all" in request.GET
        )
        if viewer.may(Permission.READ_CAMPAIGN):
            campaign = campaign_of(viewer.organisation_id)
            if campaign is None or campaign.state == Campaign.State.PREPARING:
                context["steps"] = first_steps(viewer.organisation_id, campaign)
            else:
                context["standing"] = standing_of(campaign, viewer, on)
                context["of_month"] = evidence_of_month(viewer, on)
    return page(request, "dashboard/desk.html", context)
