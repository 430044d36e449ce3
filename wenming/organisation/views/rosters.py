"""Importing a roster: the list of imports with the upload, and one import in whatever state it is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.files.secrecy import secrecy_warning
from wenming.domain.roster.columns import CARDS
from wenming.jobs.queries import job_of
from wenming.organisation import access
from wenming.organisation.forms.rosters import ConfirmForm, RosterForm, UnitNamesForm
from wenming.organisation.intake.rosters import take_roster
from wenming.organisation.models import RosterImport, RosterLine
from wenming.organisation.queries.roster import imports_of, lines_of, unknown_units
from wenming.shell import lists
from wenming.shell.door import needs
from wenming.shell.responses import done, page

State = RosterImport.State


@needs(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def rosters(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = RosterForm(request.POST, request.FILES)
        if form.carries_out(_take, by=request.viewer, at=timezone.now()):
            return _taken(request, form.outcome)
    else:
        form = RosterForm(initial={"as_of": timezone.localdate()})
    rows = imports_of(request.viewer.organisation_id)
    return page(request, "organisation/rosters.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["pk"]), "form": form,
        "cards": CARDS.values(),
    }, form.answer_status)


def _taken(request: HttpRequest, roster: RosterImport) -> HttpResponse:
    said = f"{secrecy_warning(roster.name)}已收下“{roster}”，"
    if roster.state == State.CHECKING:
        return done(request, f"{said}正在试算，名册没有改动。", "organisation:roster", roster.pk)
    return done(request, f"{said}有的列要请您指明。", "organisation:roster_columns", roster.pk)


def _take(*, content, as_of, nature, by, at) -> RosterImport:
    return take_roster(content=content, name=content.name, as_of=as_of, nature=nature, by=by, at=at)


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def roster(request: HttpRequest, import_id: int) -> HttpResponse:
    return one(request, access.roster_for(request.viewer, import_id))


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def progress(request: HttpRequest, import_id: int) -> HttpResponse:
    """The part of the page that changes while a job runs; once it has ended, the browser is sent to the whole page."""
    subject = access.roster_for(request.viewer, import_id)
    job = job_of(subject.organisation_id, subject.job_id)
    response = page(request, "organisation/_roster_progress.html", {"roster": subject, "job": job})
    if subject.state not in {State.CHECKING, State.APPLYING} or job is None or job.is_finished:
        response.headers["HX-Refresh"] = "true"
    return response


def one(
    request: HttpRequest, subject: RosterImport, *, confirm: ConfirmForm | None = None,
    units: UnitNamesForm | None = None,
) -> HttpResponse:
    """The page of an import; a form that was refused is passed in as it was sent."""
    shows = subject.state in {State.CHECKED, State.APPLYING, State.APPLIED}
    verdict = request.GET.get("verdict", "")
    if verdict not in subject.counts:
        verdict = _first_to_look_at(subject)
    rows = lines_of(subject, verdict)
    context = {
        "roster": subject, "job": job_of(subject.organisation_id, subject.job_id), "verdict": verdict,
        "verdicts": [(value, label) for value, label in RosterLine.Verdict.choices if subject.counts.get(value)],
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["from_end"]) if shows else None,
        "query": {"verdict": verdict}, "confirm": confirm or ConfirmForm(initial={"digest": subject.digest}),
        "units": units or _unit_names(subject),
    }
    return page(request, "organisation/roster.html", context, confirm.answer_status if confirm else 200)


def _first_to_look_at(subject: RosterImport) -> str:
    """What is wrong comes first, what stays the same last."""
    order = ("bad", "status", "moved", "changed", "new", "absent", "same")
    return next((one for one in order if subject.counts.get(one)), "")


def _unit_names(subject: RosterImport) -> UnitNamesForm | None:
    """A choice for each unit name nobody goes by, while the import waits and rows are bad."""
    if subject.state != State.CHECKED or not subject.counts.get("bad"):
        return None
    names = unknown_units(subject)
    here, on = subject.organisation_id, subject.as_of
    return UnitNamesForm(names=names, organisation_id=here, on=on) if names else None
