"""Head-counts by population: the newest figures and all that were recorded."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.roster.populations import POPULATIONS
from wenming.organisation import access
from wenming.organisation.actions.headcounts import record_headcount
from wenming.organisation.forms.people import HeadcountForm
from wenming.organisation.queries.people import headcounts_of, latest_headcounts
from wenming.organisation.queries.standings import compared_with_roster, populations_on
from wenming.shell import kept, lists
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .filters import people_filter


@needs(Permission.READ_CAMPAIGN, Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def headcounts(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        access.check_may_manage(request.viewer)
        form = HeadcountForm(request.POST)
        if form.carries_out(record_headcount, by=request.viewer, at=timezone.now()):
            return done(request, f"已登记：{form.outcome}。", "organisation:headcounts")
        return _list(request, form)
    data = kept.take(request)
    form = HeadcountForm(data, initial={"as_of": timezone.localdate()})
    return _list(request, form, restored=data is not None)


def _list(request: HttpRequest, form: HeadcountForm, *, restored: bool = False) -> HttpResponse:
    here, population = request.viewer.organisation_id, request.GET.get("population", "")
    may_manage, chosen = access.may_manage(request.viewer), people_filter(request)
    latest = latest_headcounts(here, chosen.today)
    rows = headcounts_of(here, population=population)
    return page(request, "organisation/headcounts.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["as_of", "pk"]),
        "latest": latest, "population": population, "chosen": chosen, "populations": POPULATIONS,
        "counted": populations_on(here, chosen.on) if may_manage else {},
        "compared": compared_with_roster(here, latest.values()) if may_manage else [],
        "query": {"population": population}, "form": form, "restored": restored,
        "may_manage": may_manage,
    }, form.answer_status)
