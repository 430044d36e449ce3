"""The data map, and what is due to leave by it."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.domain.authority import Permission
from wenming.personal import access
from wenming.personal.actions.retention import confirm_plan, plan_retention
from wenming.personal.models import RetentionPlan
from wenming.personal.queries.data_map import data_map, holding_of
from wenming.personal.queries.retention import plans_of, rows_of
from wenming.personal.registry import retention_rules
from wenming.shell.door import needs, signed_in
from wenming.shell.lists import page_after
from wenming.shell.responses import done, page

SHOWN = 50


@signed_in
@require_GET
def map_of_data(request: HttpRequest) -> HttpResponse:
    return page(request, "personal/data_map.html", {"tables": data_map()})


@needs(Permission.MANAGE_ACCOUNTS)
@require_GET
def retention(request: HttpRequest) -> HttpResponse:
    here = request.viewer.organisation_id
    found = page_after(plans_of(here), request.GET.get("after", ""), descending=["pk"])
    waiting = plans_of(here).filter(state=RetentionPlan.State.PLANNED).count()
    return page(request, "personal/retention.html", {
        "page": found, "waiting": waiting, "tables": {one.model: holding_of(one.model) for one in found.rows},
        "rules": retention_rules(),
    })


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def look_again(request: HttpRequest) -> HttpResponse:
    """Plan now instead of waiting for the clock."""
    now = timezone.now()
    count = plan_retention(organisation_id=request.viewer.organisation_id, on=timezone.localdate(now), at=now)
    return done(request, f"已重新核对：{count} 类到期。" if count else "已重新核对，没有到期的。", "personal:retention")


@needs(Permission.MANAGE_ACCOUNTS)
@require_GET
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """The dry run: which rows would leave, and how."""
    one = access.plan_for(request.viewer, plan_id)
    due = rows_of(one)
    return page(request, "personal/plan.html", {
        "plan": one, "holding": holding_of(one.model), "rule": retention_rules()[one.model],
        "rows": list(due[:SHOWN]), "now": due.count(),
    })


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def confirm(request: HttpRequest, plan_id: int) -> HttpResponse:
    one = confirm_plan(plan=access.plan_for(request.viewer, plan_id), by=request.viewer, at=timezone.now())
    return done(request, f"已确认，后台正在清理{one}。", "personal:plan", one.pk)
