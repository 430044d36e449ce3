"""The rows behind the numbers: every duty, every milestone, as the address narrows them."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.domain.plan.lights import Light
from wenming.plan.access import tasks as access
from wenming.plan.queries.facts import facts_of
from wenming.plan.queries.lists import Wanted, every_duty, every_node
from wenming.plan.queries.phases import phases_of
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.reading import read_once
from wenming.shell.responses import page

CAP = 200


@require_GET
@needs(Permission.READ_CAMPAIGN)
def all_duties(request: HttpRequest) -> HttpResponse:
    campaign, today = campaign_of(request.viewer.organisation_id), timezone.localdate()
    wanted = Wanted.read(request.GET)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    every = facts_of(campaign)
    context = _shown(request, every_duty(every, wanted, today), wanted)
    units = {duty.unit for facts in every for duty in facts.duties}
    return page(request, "plan/all_duties.html", context | {
        "campaign": campaign, "areas": list(dict.fromkeys(one.task.area_name for one in every)),
        "units": sorted(units, key=lambda unit: (unit.position, unit.pk)),
    })


@require_GET
@needs(Permission.READ_CAMPAIGN)
def milestones(request: HttpRequest) -> HttpResponse:
    campaign, today = campaign_of(request.viewer.organisation_id), timezone.localdate()
    wanted = Wanted.read(request.GET)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    with read_once():
        rows, phases = every_node(campaign, wanted, today), phases_of(campaign)
    return page(request, "plan/milestones.html", _shown(request, rows, wanted) | {
        "campaign": campaign, "phases": phases, "phase": next((p for p in phases if p.pk == wanted.phase_id), None),
    })


def _shown(request: HttpRequest, rows: list, wanted: Wanted) -> dict[str, object]:
    """The rows of the light asked for, at most ``CAP`` unless all are asked for, with the number of each light."""
    lit = [row for row in rows if wanted.lit(row.light, asked=row.asked)]
    return {
        "kept": rows, "total": len(lit), "rows": lit if "all" in request.GET else lit[:CAP], "wanted": wanted,
        "counts": {one: sum(row.asked and row.light is one for row in rows) for one in Light},
        "support": sum(not row.asked for row in rows),
    }
