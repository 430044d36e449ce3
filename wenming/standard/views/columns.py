"""Which column of the document's tables holds what: proposed by the reader, corrected by a person, read again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.standard.layouts import from_json
from wenming.shell.door import needs
from wenming.shell.responses import done, page
from wenming.standard import access
from wenming.standard.actions.uploading import read_again
from wenming.standard.forms import ColumnsForm
from wenming.standard.models import Edition


@needs(Permission.EDIT_PLAN)
@require_http_methods(["GET", "POST"])
def columns(request: HttpRequest, edition_id: int) -> HttpResponse:
    edition = access.edition_for(request.viewer, edition_id)
    access.check_may_correct(request.viewer, edition)
    form = ColumnsForm(request.POST or None, layouts=from_json(edition.layouts), current=edition.version)
    if request.method == "POST" and form.carries_out(_again, form=form, edition=edition, by=request.viewer,
                                                     at=timezone.now()):
        return done(request, "正在按您指明的各列重新读。", "standard:edition", edition.pk)
    return page(request, "standard/columns.html", {"edition": edition, "form": form}, form.answer_status)


def _again(*, form: ColumnsForm, edition: Edition, version: int, by, at, **_chosen) -> Edition:
    return read_again(edition=edition, version=version, layouts=form.corrected(), by=by, at=at)
