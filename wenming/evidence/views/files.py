"""The bytes of evidence: the original as it came, and the smaller pictures made from it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.evidence.access import check_may_take_original, evidence_for, file_for
from wenming.evidence.queries.covering import shown_of
from wenming.filestore.exports import file_response, rendition_response
from wenming.filestore.models import Rendition
from wenming.shell.door import needs


@needs(Permission.READ_CAMPAIGN)
@require_GET
def file(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """The original, or the covered copy in its place; ``?download`` saves it, otherwise it is shown where it can be."""
    stored, name = shown_of(file_for(request.viewer, evidence_id, file_id))
    return file_response(request, stored, name=name, inline="download" not in request.GET)


@needs(Permission.READ_CAMPAIGN)
@require_GET
def thumb(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    stored, _ = shown_of(file_for(request.viewer, evidence_id, file_id))
    return rendition_response(request, stored, Rendition.Kind.THUMBNAIL)


@needs(Permission.READ_CAMPAIGN)
@require_GET
def preview(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """``?original`` is for who may take the original of a covered picture."""
    found = file_for(request.viewer, evidence_id, file_id)
    stored, _ = shown_of(found)
    if "original" in request.GET:
        check_may_take_original(request.viewer, evidence_for(request.viewer, evidence_id))
        stored = found.stored
    return rendition_response(request, stored, Rendition.Kind.PREVIEW)
