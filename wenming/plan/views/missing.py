"""What is missing, by task, each line with the button that mends it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.domain.plan.missing import Kind
from wenming.organisation.access import unit_for
from wenming.plan.access import tasks as access
from wenming.plan.queries.duties import units_with_duties
from wenming.plan.queries.missing import by_task, missing_lines, unsigned
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.responses import page


@require_GET
@needs(Permission.READ_CAMPAIGN)
def missing(request: HttpRequest) -> HttpResponse:
    """Of everything, or of one unit; a unit's own people see theirs unless they ask for all."""
    viewer = request.viewer
    campaign = campaign_of(viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(viewer)})
    own = "" if access.may_direct(viewer) or not viewer.unit_ids else str(viewer.unit_ids[0])
    asked = request.GET.get("unit", own)
    unit = unit_for(viewer, int(asked)) if asked.isdecimal() else None
    today = timezone.localdate()
    unit_id = unit.pk if unit else None
    every = missing_lines(viewer.organisation_id, campaign, today, unit_id=unit_id)
    kind, task = request.GET.get("kind", ""), request.GET.get("task", "")
    every = [line for line in every if task in {"", str(line.task.pk)}]
    lines = [line for line in every if kind in {"", line.kind}]
    return page(request, "plan/missing.html", {
        "campaign": campaign, "unit": unit, "every": every, "lines": lines, "groups": by_task(lines), "kind": kind,
        "counts": {one: sum(line.kind == one for line in every) for one in Kind}, "today": today, "of_task": task,
        "units": units_with_duties(viewer.organisation_id, campaign), "asked": asked,
        "may_file": viewer.may(Permission.FILE_EVIDENCE),
        "may_sign": access.may_work_for(viewer, unit) if unit else access.may_direct(viewer),
        "unsigned": unsigned(viewer.organisation_id, campaign, today, unit_id=unit_id),
    })
