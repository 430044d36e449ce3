"""Plan documents: the list, reading one in, a frozen one to read, its source file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused, NotFound
from wenming.domain.files.secrecy import secrecy_warning
from wenming.filestore.exports import file_response
from wenming.plan.access.documents import may_edit, may_revise, revision_for
from wenming.plan.errors import AlreadyRead
from wenming.plan.forms.documents import ImportForm
from wenming.plan.intake.proposal import propose_file
from wenming.plan.models import PlanRevision, WorkPlan
from wenming.plan.queries.documents import contents_of, revisions_of
from wenming.plan.queries.revisions import frozen_of, proposal_of
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.lists import page_after
from wenming.shell.responses import done, form_again, page


@require_GET
@needs(Permission.READ_CAMPAIGN)
def documents(request: HttpRequest) -> HttpResponse:
    rows = revisions_of(request.viewer.organisation_id, also_proposed=may_edit(request.viewer))
    after = request.GET.get("after", "")
    context = {"page": page_after(rows, after, descending=("read_at", "pk")), "may_edit": may_edit(request.viewer)}
    return page(request, "plan/document_list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_PLAN)
def import_plan(request: HttpRequest) -> HttpResponse:
    return read_in(request)


def read_in(request: HttpRequest, *, revises: WorkPlan | None = None) -> HttpResponse:
    """The form that takes a document, and the reading of what was given: a new plan, or the next version of one."""
    context = {"revises": revises, "form": ImportForm(), "put_back": False}
    if request.method == "GET":
        put_back = kept.take(request)
        if put_back:
            context |= {"form": ImportForm(initial=put_back.dict()), "put_back": True}
        return page(request, "plan/document_import.html", context)
    form = ImportForm(request.POST, request.FILES)
    if form.is_valid():
        data, name = form.content()
        try:
            revision = propose_file(data=data, name=name, revises=revises, by=request.viewer, at=timezone.now())
        except AlreadyRead as known:
            return done(request, known.sentence, "plan:revision", known.revision_id)
        except InputRefused as refused:
            form.add_error(None, refused.sentence)
        else:
            said = secrecy_warning(name) + "已读入。左边是原文，右边是读出的方案，先看待定的几处。"
            return done(request, said, "plan:correct", revision.pk)
    return form_again(request, "plan/document_import.html", {**context, "form": form})


@require_GET
@needs(Permission.READ_CAMPAIGN)
def revision(request: HttpRequest, pk: int) -> HttpResponse:
    """A frozen or discarded revision to read; one still being corrected is on its own page."""
    found = revision_for(request.viewer, pk)
    if found.state == PlanRevision.State.PROPOSED:
        return redirect("plan:correct", pk)
    versions = list(frozen_of(found.work_plan))
    return page(request, "plan/document_revision.html", {
        "revision": found, "contents": contents_of(found), "versions": versions,
        "may_revise": found in versions[:1] and may_revise(request.viewer, found.work_plan),
        "proposal": proposal_of(found.work_plan) if may_edit(request.viewer) else None,
    })


@require_GET
@needs(Permission.READ_CAMPAIGN)
def source(request: HttpRequest, pk: int) -> HttpResponse:
    """The document as it was given."""
    found = revision_for(request.viewer, pk)
    if found.source_file is None:
        raise NotFound
    return file_response(request, found.source_file, name=found.source_file.original_name, inline=False)
