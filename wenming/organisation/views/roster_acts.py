"""What is done with an uploaded roster: naming its columns and units, checking again, confirming, letting be."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import RuleBroken
from wenming.organisation import access
from wenming.organisation.actions import rosters as acts
from wenming.organisation.actions.unit_names import name_units
from wenming.organisation.forms.rosters import ColumnsForm, ConfirmForm, UnitNamesForm, WhereForm
from wenming.organisation.intake.rosters import outline_of
from wenming.organisation.models import RosterImport
from wenming.organisation.queries.roster import unknown_units
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .rosters import one


@needs(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, import_id: int) -> HttpResponse:
    """Which column is which; another sheet or row of heads may be looked at first."""
    subject = access.roster_for(request.viewer, import_id)
    where = WhereForm(request.GET)
    place = where.cleaned_data if where.is_valid() else {}
    row = place.get("row")
    outline = outline_of(subject, sheet=place.get("sheet", ""), heads_at=row - 1 if row else None)
    form = ColumnsForm(request.POST if request.method == "POST" else None, outline=outline)
    if request.method == "POST" and form.is_valid() and _set_columns(request, subject, form):
        return done(request, "已按指定的列重新试算，名册没有改动。", "organisation:roster", subject.pk)
    return page(request, "organisation/roster_columns.html", {
        "roster": subject, "outline": outline, "form": form,
    }, form.answer_status)


def _set_columns(request: HttpRequest, subject: RosterImport, form: ColumnsForm) -> bool:
    try:
        acts.set_columns(
            roster=subject, layout=form.layout(), heads=form.heads(), by=request.viewer, at=timezone.now()
        )
    except RuleBroken as refusal:
        form.refuse(refusal)
        return False
    return True


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def units(request: HttpRequest, import_id: int) -> HttpResponse:
    """The units chosen for unknown names go by those names from now on; then the workbook is checked again."""
    subject = access.roster_for(request.viewer, import_id)
    names = unknown_units(subject)
    form = UnitNamesForm(request.POST, names=names, organisation_id=subject.organisation_id, on=subject.as_of)
    if not form.is_valid():
        form.answer_status = 422
        return one(request, subject, units=form)
    chosen = form.chosen()
    if chosen:
        name_units(roster=subject, names=chosen, by=request.viewer, at=timezone.now())
        return done(request, f"记住了 {len(chosen)} 个单位的写法，正在重新试算。", "organisation:roster", subject.pk)
    return done(request, "还没有为单位选对应的名称。", "organisation:roster", subject.pk)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def again(request: HttpRequest, import_id: int) -> HttpResponse:
    subject = access.roster_for(request.viewer, import_id)
    acts.check_again(roster=subject, by=request.viewer, at=timezone.now())
    return done(request, "正在重新试算，名册没有改动。", "organisation:roster", subject.pk)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def confirm(request: HttpRequest, import_id: int) -> HttpResponse:
    subject = access.roster_for(request.viewer, import_id)
    form = ConfirmForm(request.POST)
    if form.carries_out(acts.confirm_roster, roster=subject, by=request.viewer, at=timezone.now()):
        return done(request, "已确认，正在写入名册：要么全部写入，要么都不写入。", "organisation:roster", subject.pk)
    subject.refresh_from_db()
    return one(request, subject, confirm=form)


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def discard(request: HttpRequest, import_id: int) -> HttpResponse:
    subject = access.roster_for(request.viewer, import_id)
    acts.discard_roster(roster=subject, by=request.viewer, at=timezone.now())
    return done(request, f"已放弃“{subject}”，名册没有改动。", "organisation:rosters")
