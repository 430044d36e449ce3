"""The editions of the body, and one in whatever state it is."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.domain.authority import Permission
from wenming.domain.files.secrecy import secrecy_warning
from wenming.filestore.actions import store
from wenming.filestore.exports import file_response
from wenming.jobs.queries import job_of
from wenming.shell import lists
from wenming.shell.door import needs
from wenming.shell.refusable import version_sent
from wenming.shell.responses import done, page
from wenming.standard import access
from wenming.standard.actions.deciding import freeze_edition
from wenming.standard.actions.describing import describe_edition
from wenming.standard.actions.uploading import discard_edition, upload_edition
from wenming.standard.forms import DecisionForm, FactsForm, UploadForm, facts_of
from wenming.standard.models import Edition, EditionFinding
from wenming.standard.queries.editions import editions_of, findings_of
from wenming.standard.queries.pages import page_of_lines

State = Edition.State


@needs(Permission.READ_CAMPAIGN)
@require_http_methods(["GET", "POST"])
def editions(request: HttpRequest) -> HttpResponse:
    viewer = request.viewer
    may_edit = access.may_edit(viewer)
    if request.method == "POST":
        access.check_may_edit(viewer)
    form = UploadForm(request.POST or None, request.FILES or None, organisation_id=viewer.organisation_id)
    if request.method == "POST" and form.carries_out(_take, by=viewer, at=timezone.now()):
        said = secrecy_warning(form.outcome.source_file.original_name)
        return done(request, f"{said}已收下，正在读入。", "standard:edition", form.outcome.pk)
    rows = editions_of(viewer.organisation_id, frozen_only=not may_edit)
    return page(request, "standard/editions.html", {
        "page": lists.page_after(rows, request.GET.get("after", ""), descending=["pk"]), "form": form,
        "may_edit": may_edit,
    }, form.answer_status)


def _take(*, content, standard, title, label, issuer, by, at) -> Edition:
    file = store(content=content, name=content.name, by=by, at=at).file
    return upload_edition(file=file, standard=standard, title=title, label=label, issuer=issuer, by=by, at=at)


@needs(Permission.READ_CAMPAIGN)
@require_GET
def edition(request: HttpRequest, edition_id: int) -> HttpResponse:
    return one(request, access.edition_for(request.viewer, edition_id))


def one(request: HttpRequest, subject: Edition, *, facts: FactsForm | None = None,
        refused: tuple[int, DecisionForm] | None = None) -> HttpResponse:
    """The page of an edition; ``facts``, or the decision of a finding, as it was sent where it was refused."""
    correctable = subject.state == State.PROPOSED and access.may_edit(request.viewer)
    found = findings_of(subject) if access.may_edit(request.viewer) else []
    status = facts.answer_status if facts else refused[1].answer_status if refused else 200
    return page(request, "standard/edition.html", {
        "edition": subject, "job": job_of(subject.organisation_id, subject.job_id), "correctable": correctable,
        "lines": page_of_lines(subject, request.GET.get("group", "")), "findings": found,
        "open": sum(one.state == EditionFinding.State.OPEN for one in found), "decision": DecisionForm(),
        "refused": refused, "facts": facts or FactsForm(current=subject.version, initial=facts_of(subject)),
        "vetoes": list(subject.vetoes.all()),
    }, status)


@needs(Permission.EDIT_PLAN)
@require_GET
def progress(request: HttpRequest, edition_id: int) -> HttpResponse:
    """What changes while it is being read; once it has ended, the browser is sent to the whole page."""
    subject = access.edition_for(request.viewer, edition_id)
    job = job_of(subject.organisation_id, subject.job_id)
    response = page(request, "standard/_progress.html", {"edition": subject, "job": job})
    if subject.state != State.READING or job is None or job.is_finished:
        response.headers["HX-Refresh"] = "true"
    return response


@needs(Permission.EDIT_PLAN)
@require_POST
def facts(request: HttpRequest, edition_id: int) -> HttpResponse:
    subject = access.edition_for(request.viewer, edition_id)
    form = FactsForm(request.POST, current=subject.version)
    if form.carries_out(_describe, edition=subject, by=request.viewer, at=timezone.now()):
        return done(request, "已保存，各条已重新核对。", "standard:edition", subject.pk)
    return one(request, subject, facts=form)


def _describe(*, edition, by, at, **said) -> Edition:
    return describe_edition(edition=edition, by=by, at=at, **said)


@needs(Permission.EDIT_PLAN)
@require_POST
def freeze(request: HttpRequest, edition_id: int) -> HttpResponse:
    subject = access.edition_for(request.viewer, edition_id)
    freeze_edition(edition=subject, version=version_sent(request), by=request.viewer, at=timezone.now())
    return done(request, "已定版，从现在起可以按它自查。", "standard:edition", subject.pk)


@needs(Permission.EDIT_PLAN)
@require_POST
def discard(request: HttpRequest, edition_id: int) -> HttpResponse:
    subject = access.edition_for(request.viewer, edition_id)
    discard_edition(edition=subject, by=request.viewer, at=timezone.now())
    return done(request, f"已放弃“{subject}”，没有留下任何指标。", "standard:editions")


@needs(Permission.READ_CAMPAIGN)
@require_GET
def source(request: HttpRequest, edition_id: int) -> HttpResponse:
    subject = access.edition_for(request.viewer, edition_id)
    return file_response(request, subject.source_file, name=subject.source_file.original_name, inline=False)
