"""创建目标: each aim of the plan with what serves it and the figures that speak for it."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import NotFound
from wenming.plan.access import tasks as access
from wenming.plan.actions.aims import confirm_aim
from wenming.plan.forms.aims import AimForm
from wenming.plan.models import Campaign, Task
from wenming.plan.queries.aims import aims_of
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.responses import done, page


@require_GET
@needs(Permission.READ_CAMPAIGN)
def aims(request: HttpRequest) -> HttpResponse:
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        return page(request, "plan/no_campaign.html", {"may_direct": access.may_direct(request.viewer)})
    return _page(request, campaign)


def _page(request: HttpRequest, campaign: Campaign, sent: AimForm | None = None) -> HttpResponse:
    """All aims; ``sent`` is a confirmation that was refused, shown at its aim as it was ticked."""
    views = aims_of(campaign, timezone.localdate())
    return page(request, "plan/aims.html", {
        "campaign": campaign, "aims": views, "may_direct": access.may_direct(request.viewer), "sent": sent,
        "astray": sent is not None and not any(sent.is_for(view.text) for view in views),
    }, sent.answer_status if sent else 200)


@require_POST
@needs(Permission.DIRECT_DUTIES)
def confirm(request: HttpRequest) -> HttpResponse:
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        raise NotFound
    tasks = Task.objects.of(campaign.organisation_id).filter(campaign=campaign, state=Task.State.OPEN)
    form = AimForm(tasks, request.POST)
    if form.carries_out(confirm_aim, campaign=campaign, by=request.viewer, at=timezone.now()):
        return done(request, f"已确认“{form.outcome.text[:20]}”由哪些任务体现。", reverse("plan:aims"))
    return _page(request, campaign, form)
