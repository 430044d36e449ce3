"""The ledger as a page and as a table to take away."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.domain.language.excerpts import marked
from wenming.evidence.access import sight_for, visible_to
from wenming.evidence.exports.ledger import ledger_workbook
from wenming.evidence.models import Evidence
from wenming.evidence.queries.found import finds_of
from wenming.evidence.queries.ledger import ledger_of
from wenming.evidence.queries.links import bad_links
from wenming.evidence.queries.open_doubts import doubt_marks
from wenming.evidence.queries.pages import page_of_ledger
from wenming.evidence.queries.rows import for_workbook, rows_of
from wenming.evidence.queries.wanted import KINDS, STATES, Wanted, filtered
from wenming.shell.door import needs
from wenming.shell.lists import Page
from wenming.shell.responses import page


@needs(Permission.READ_CAMPAIGN)
@require_GET
def ledger(request: HttpRequest) -> HttpResponse:
    sight, wanted = sight_for(request.viewer), Wanted.read(request.GET, request.viewer.organisation_id)
    after = request.GET.get("after", "")
    found = page_of_ledger(sight, wanted, after)
    counted = ledger_of(sight, wanted, timezone.localdate(), found_none=not (found.rows or after))
    keys = [one.pk for one in found.rows]
    return page(request, "evidence/ledger.html", {
        "ledger": counted, "wanted": wanted, "kinds": KINDS.items(), "states": STATES.items(),
        "page": Page(rows_of(found.rows), found.after), "may_file": request.viewer.may(Permission.FILE_EVIDENCE),
        "today": timezone.localdate(), "marked": lambda text: marked(text, wanted.terms),
        "links": bad_links(wanted.organisation_id, [one.pk for one in found.rows if one.kind == Evidence.Kind.LINK]),
        "doubts": doubt_marks(keys),
        "finds": finds_of(wanted.organisation_id, keys, wanted.terms) if wanted.text and keys else {},
    })


@needs(Permission.READ_CAMPAIGN)
@require_GET
def ledger_xlsx(request: HttpRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET, request.viewer.organisation_id)
    rows = for_workbook(filtered(visible_to(request.viewer), wanted.cut, wanted.state)).order_by("-event_on", "-pk")
    name = f"台账_{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(ledger_workbook(rows), as_attachment=True, filename=name)
