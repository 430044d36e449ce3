"""The bytes of evidence: the original as it came, and the smaller pictures made from it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from wenming.domain.authority import Permission
from wenming.evidence.access import file_for
from wenming.filestore.exports import file_response, rendition_response
from wenming.filestore.models import Rendition
from wenming.shell.door import needs


@needs(Permission.READ_CAMPAIGN)
@require_GET
def file(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """The original; ``?download`` saves it, otherwise the browser shows what it safely can."""
    found = file_for(request.viewer, evidence_id, file_id)
    return file_response(request, found.stored, name=found.shown_name, inline="download" not in request.GET)


@needs(Permission.READ_CAMPAIGN)
@require_GET
def thumb(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    found = file_for(request.viewer, evidence_id, file_id)
    return rendition_response(request, found.stored, Rendition.Kind.THUMBNAIL)


@needs(Permission.READ_CAMPAIGN)
@require_GET
def preview(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    found = file_for(request.viewer, evidence_id, file_id)
    return rendition_response(request, found.stored, Rendition.Kind.PREVIEW)
