"""Workbooks of the roster: the template, the bad rows to mend, the file as it came, the people of a day."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.domain.errors import NotFound
from wenming.filestore.exports import file_response
from wenming.organisation import access
from wenming.organisation.exports.rosters import bad_rows_workbook, people_workbook, template_workbook
from wenming.organisation.intake.rosters import bad_rows_of
from wenming.organisation.models import RosterLine
from wenming.organisation.queries.people import posts_by_person
from wenming.organisation.queries.roster import lines_of, source_of
from wenming.organisation.queries.standings import people_on
from wenming.organisation.queries.units import units_of
from wenming.shell.door import needs
from wenming.shell.responses import workbook_file

from .filters import people_filter


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def template(request: HttpRequest) -> HttpResponse:
    units = units_of(request.viewer.organisation_id, timezone.localdate())
    return workbook_file(template_workbook([unit.name for unit in units]), "人员花名册模板")


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def bad_rows(request: HttpRequest, import_id: int) -> HttpResponse:
    subject = access.roster_for(request.viewer, import_id)
    lines = list(lines_of(subject, RosterLine.Verdict.BAD).order_by("-from_end"))
    if not lines:
        raise NotFound("这份名册没有有问题的行。")
    heads, cells = bad_rows_of(subject, {line.number for line in lines})
    return workbook_file(bad_rows_workbook(heads, lines, cells), f"{subject}-有问题的{len(lines)}行")


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def source(request: HttpRequest, import_id: int) -> HttpResponse:
    """The workbook as it was given."""
    subject = access.roster_for(request.viewer, import_id)
    return file_response(request, source_of(subject), name=subject.name, inline=False)


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The people of the list as filtered in the address, names masked."""
    here, chosen = request.viewer.organisation_id, people_filter(request)
    rows = list(people_on(here, chosen.on, **chosen.narrowing).order_by("unit__position", "person_id"))
    posts = posts_by_person(here, chosen.on)
    return workbook_file(people_workbook(rows, posts, chosen.on.isoformat()), f"名册{chosen.on:%Y%m%d}")
