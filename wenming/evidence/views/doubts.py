"""What the office found about a picture in doubt."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.evidence import access
from wenming.evidence.actions.doubting import answer_doubt
from wenming.evidence.forms import FindingForm
from wenming.shell.door import needs
from wenming.shell.responses import done, page

from .evidence import drawn


@needs(Permission.FILE_EVIDENCE)
@require_POST
def answer(request: HttpRequest, doubt_id: int) -> HttpResponse:
    doubt, form = access.doubt_for(request.viewer, doubt_id), FindingForm(request.POST)
    if form.carries_out(answer_doubt, doubt=doubt, by=request.viewer, at=timezone.now()):
        return done(request, "已记下核对结论。", "evidence:evidence", doubt.evidence_id)
    again = drawn(request, doubt.evidence, finding=(doubt.pk, form))
    return page(request, "evidence/evidence.html", again, status=form.answer_status)
