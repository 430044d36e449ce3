"""Adding files to evidence: the next revision."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.evidence import access
from wenming.evidence.actions.filing import add_files as add_files_to
from wenming.evidence.actions.receiving import Incoming, Received
from wenming.evidence.models import Evidence
from wenming.evidence.queries.files import current_files
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.responses import done, form_again, page

from .taking_in import redeemed, taken_in


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def add_files(request: HttpRequest, evidence_id: int) -> HttpResponse:
    found = access.evidence_for(request.viewer, evidence_id)
    access.check_may_change(request.viewer, found)
    if request.method == "GET":
        typed = kept.take(request)
        received, refused = redeemed(typed.getlist("receipts"), request.viewer) if typed else ([], [])
        return page(request, "evidence/add_files.html", _drawn(found, received, refused))
    received, refused = taken_in(request)
    try:
        if not refused:
            files = [Incoming(one.name, stored=one.stored) for one in received]
            revision = add_files_to(evidence=found, files=files, by=request.viewer, at=timezone.now())
            sentence = f"已补充，现为第 {revision.number} 稿；先前各稿仍保留。"
            return done(request, sentence, "evidence:evidence", found.pk)
    except InputRefused as refusal:
        refused = [refusal.sentence]
    return form_again(request, "evidence/add_files.html", _drawn(found, received, refused))


def _drawn(found: Evidence, received: list[Received], refused: list[str]) -> dict[str, object]:
    return {
        "evidence": found, "received": received, "refused": refused, "largest": settings.MAX_FILE_BYTES,
        "broken": [one for one in current_files(found) if one.unopenable],
    }
