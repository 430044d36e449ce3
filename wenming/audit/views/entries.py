"""操作日志: the list under its filter, one entry, and the list to take away."""

from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from wenming.audit import access
from wenming.audit.actions.reviewing import record_export
from wenming.audit.exports.log import filter_in_words, log_lines, log_workbook
from wenming.audit.queries import entries as queries
from wenming.audit.queries.chain import chain_state, in_groups
from wenming.audit.queries.wanted import Wanted, wanted_entries
from wenming.domain.authority import Permission
from wenming.shell.door import needs
from wenming.shell.lists import Page, count_up_to, page_after
from wenming.shell.responses import page


@needs(Permission.READ_AUDIT)
@require_GET
def entries(request: HttpRequest) -> HttpResponse:
    here, wanted = request.viewer.organisation_id, _wanted(request.GET)
    rows = wanted_entries(here, wanted)
    found = page_after(rows, request.GET.get("after", ""), descending=["at", "id"])
    chosen = queries.chosen_labels(here, wanted)
    return page(request, "audit/entries.html", {
        "page": Page([queries.line_of(entry) for entry in found.rows], found.after), "wanted": wanted,
        "count": count_up_to(rows), "chosen": chosen, "in_words": filter_in_words(wanted, chosen),
        "kinds": queries.kinds_by_room(), "chain": chain_state(here, at=timezone.now()),
    })


@needs(Permission.READ_AUDIT)
@require_GET
def entry(request: HttpRequest, entry_id: int) -> HttpResponse:
    found = access.entry_for(request.viewer, entry_id)
    return page(request, "audit/entry.html", {
        "line": queries.line_of(found), "changes": queries.changes_of(found), "digest": in_groups(found.digest),
    })


@needs(Permission.READ_AUDIT)
@require_POST
def entries_xlsx(request: HttpRequest) -> HttpResponse:
    """A POST, since taking the record out of the house is an act that is recorded."""
    rows = _wanted_rows(request)
    book = log_workbook(rows)
    _note(request, "xlsx")
    return FileResponse(book, as_attachment=True, filename=_name("xlsx"))


@needs(Permission.READ_AUDIT)
@require_POST
def entries_csv(request: HttpRequest) -> HttpResponse:
    rows = _wanted_rows(request)
    _note(request, "csv")
    response = StreamingHttpResponse(log_lines(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = content_disposition_header(True, _name("csv")) or "attachment"
    return response


def _wanted(given: QueryDict) -> Wanted:
    return Wanted.read(given, timezone.localdate())


def _wanted_rows(request: HttpRequest):
    return wanted_entries(request.viewer.organisation_id, _wanted(request.POST))


def _note(request: HttpRequest, format_name: str) -> None:
    wanted = _wanted(request.POST)
    said = filter_in_words(wanted, queries.chosen_labels(request.viewer.organisation_id, wanted))
    record_export(format=format_name, filter=said, by=request.viewer, at=timezone.now())


def _name(ending: str) -> str:
    return f"操作日志_{timezone.localdate():%Y%m%d}.{ending}"
