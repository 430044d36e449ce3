"""申报: what could be handed over today, and the package itself."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.domain.authority import Permission
from wenming.plan.queries.tasks import campaign_of
from wenming.shell.door import needs
from wenming.shell.responses import page

from . import access
from .exports.sending import package_response
from .queries import overview as queries

SHOWN = 10
"""How much of what is missing the page lists; the page 还缺什么 has all of it."""


@needs(Permission.EXPORT_PACKAGE)
@require_GET
def package(request: HttpRequest) -> HttpResponse:
    campaign = campaign_of(request.viewer.organisation_id)
    if campaign is None:
        return page(request, "dossier/no_campaign.html")
    withheld = access.takes_withheld(request.viewer)
    overview = queries.overview_of(campaign, timezone.localdate(), with_withheld=withheld)
    chosen = overview.missing_of(request.GET.get("task", ""))
    context = {
        "overview": overview, "withheld": withheld, "exports": queries.exports_of(campaign), "chosen": chosen,
        "shown": chosen if len(chosen) < len(overview.missing) else chosen[:SHOWN],
    }
    return page(request, "dossier/package.html", context)


@needs(Permission.EXPORT_PACKAGE)
@require_POST
def download(request: HttpRequest) -> HttpResponse:
    """The ZIP. A POST, since taking it is an act that is recorded."""
    return package_response(access.campaign_for(request.viewer), by=request.viewer, at=timezone.now())
