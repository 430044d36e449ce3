"""One line of an edition: read by all, put right while the edition is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.shell.door import needs
from wenming.shell.refusable import version_sent
from wenming.shell.responses import done, page
from wenming.standard import access
from wenming.standard.actions.correcting import add_indicator, change_indicator, remove_indicator
from wenming.standard.forms import LineForm, NewLineForm, line_of
from wenming.standard.models import Edition, Indicator
from wenming.standard.queries.pages import line_view


@needs(Permission.READ_CAMPAIGN)
@require_http_methods(["GET", "POST"])
def indicator(request: HttpRequest, indicator_id: int) -> HttpResponse:
    line = access.indicator_for(request.viewer, indicator_id)
    if request.method == "POST":
        access.check_may_correct(request.viewer, line.edition)
    form = LineForm(request.POST or None, current=line.edition.version, initial=line_of(line))
    if request.method == "POST" and form.carries_out(_change, form=form, line=line, by=request.viewer,
                                                     at=timezone.now()):
        return done(request, "已保存，各条已重新核对。", "standard:edition", line.edition_id)
    return _page(request, line, form, NewLineForm(current=line.edition.version))


def _page(request: HttpRequest, line: Indicator, form: LineForm, below: NewLineForm) -> HttpResponse:
    correctable = line.edition.state == Edition.State.PROPOSED and access.may_edit(request.viewer)
    status = max(form.answer_status, below.answer_status)
    return page(request, "standard/indicator.html", {
        "line": line, "view": line_view(line), "edition": line.edition, "form": form, "below": below,
        "correctable": correctable,
    }, status)


def _change(*, form: LineForm, line: Indicator, by, at, **said) -> Indicator:
    return change_indicator(
        indicator=line, version=said["version"], code=said["code"], name=said["name"], max_score=said["max_score"],
        cap=said["cap"], bonus=said["bonus"], levels=said["levels"], rule=form.rule(), by=by, at=at,
    )


@needs(Permission.EDIT_PLAN)
@require_POST
def remove(request: HttpRequest, indicator_id: int) -> HttpResponse:
    line = access.indicator_for(request.viewer, indicator_id)
    remove_indicator(indicator=line, version=version_sent(request), by=request.viewer, at=timezone.now())
    return done(request, f"已删去“{line}”。", "standard:edition", line.edition_id)


@needs(Permission.EDIT_PLAN)
@require_POST
def add(request: HttpRequest, edition_id: int) -> HttpResponse:
    """Under the line named by ``parent``, or at the top."""
    edition = access.edition_for(request.viewer, edition_id)
    asked = request.POST.get("parent", "")
    parent = access.indicator_for(request.viewer, int(asked)) if asked.isdecimal() else None
    form = NewLineForm(request.POST, current=edition.version)
    if form.carries_out(_add, edition=edition, parent=parent, by=request.viewer, at=timezone.now()):
        return done(request, "已增加一条，可以接着写它的计分规则。", "standard:indicator", form.outcome.pk)
    if parent is None:
        return page(request, "standard/new_line.html", {"edition": edition, "form": form}, form.answer_status)
    line_form = LineForm(current=edition.version, initial=line_of(parent))
    return _page(request, parent, line_form, form)


def _add(**said) -> Indicator:
    return add_indicator(**said)
