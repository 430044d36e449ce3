"""What the viewer shows: a page of a paper as a picture, and asking for what is not made yet."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.domain.authority import Permission
from wenming.evidence.access import file_for
from wenming.evidence.queries.viewing import Asked
from wenming.filestore.actions.previews import ask_for_preview
from wenming.filestore.exports import rendition_response
from wenming.filestore.models import Rendition
from wenming.shell.addresses import address
from wenming.shell.door import needs


@needs(Permission.READ_CAMPAIGN)
@require_GET
def paper(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """One page of a paper as a picture; ``?page`` says which."""
    found, asked = file_for(request.viewer, evidence_id, file_id), Asked.of(request.GET)
    return rendition_response(request, found.stored, Rendition.Kind.PAGE, asked.page)


@needs(Permission.READ_CAMPAIGN)
@require_POST
def prepare(request: HttpRequest, evidence_id: int, file_id: int) -> HttpResponse:
    """Ask for the preview of a file; the page sends this by itself at the first look, and then looks again."""
    found, asked = file_for(request.viewer, evidence_id, file_id), Asked.of(request.POST)
    ask_for_preview(file=found.stored, page=asked.page, by=request.viewer, at=timezone.now())
    query = {"file": found.pk, "page": asked.page, "waited": 1}
    return HttpResponse(status=303, headers={"Location": address("evidence:evidence", evidence_id, query=query)})
