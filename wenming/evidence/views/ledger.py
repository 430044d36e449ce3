"""The ledger as a page and as a table to take away."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.domain.language.excerpts import marked
from wenming.evidence.access import tallies_seen_by, visible_to
from wenming.evidence.exports.ledger import ledger_workbook
from wenming.evidence.models import Evidence
from wenming.evidence.queries.found import finds_of
from wenming.evidence.queries.ledger import ledger_of
from wenming.evidence.queries.links import bad_links
from wenming.evidence.queries.rows import for_lists, for_workbook, rows_of
from wenming.evidence.queries.wanted import KINDS, STATES, Wanted, filtered
from wenming.shell.door import needs
from wenming.shell.lists import Page, page_after
from wenming.shell.responses import page

NEWEST_EVENT_FIRST = ("event_on", "pk")


@needs(Permission.READ_CAMPAIGN)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    visible, wanted = visible_to(request.viewer), Wanted.read(request.GET, request.viewer.organisation_id)
    found = page_after(
        for_lists(filtered(visible, wanted)), request.GET.get("after", ""), descending=NEWEST_EVENT_FIRST
    )
    counted = ledger_of(visible, tallies_seen_by(request.viewer), wanted, timezone.localdate())
    keys = [one.pk for one in found.rows]
    return page(request, "evidence/ledger.html", {
        "ledger": counted, "wanted": wanted, "kinds": KINDS.items(), "states": STATES.items(),
        "page": Page(rows_of(found.rows), found.after), "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
        "today": timezone.localdate(), "marked": lambda text: marked(text, wanted.terms),
        "links": bad_links(wanted.organisation_id, [one.pk for one in found.rows if one.kind == Evidence.Kind.LINK]),
        "finds": finds_of(wanted.organisation_id, keys, wanted.terms) if wanted.text and keys else {},
    })


@needs(Permission.READ_CAMPAIGN)
@require_GET
def ledger_xlsx(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET, request.viewer.organisation_id)
    rows = for_workbook(filtered(visible_to(request.viewer), wanted)).order_by("-event_on", "-pk")
    name = f"台账_{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(ledger_workbook(rows), as_attachment=True, filename=name)
