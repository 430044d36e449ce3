"""Answering a warning of evidence with a reason."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import RuleBroken
from wenming.evidence import access
from wenming.evidence.actions.cautioning import answer_warning
from wenming.evidence.forms import AnswerForm
from wenming.shell.door import needs
from wenming.shell.refusals import status_of
from wenming.shell.responses import done, page

from .evidence import Answering, drawn


@needs(Permission.FILE_EVIDENCE)
@require_POST
def answer(request: HttpRequest, evidence_id: int, warning_id: int) -> HttpResponse:
    warning, form, status = access.warning_for(request.viewer, evidence_id, warning_id), AnswerForm(request.POST), 422
    access.check_may_change(request.viewer, warning.evidence)
    if form.is_valid():
        try:
            answer_warning(warning=warning, by=request.viewer, at=timezone.now(), **form.cleaned_data)
            return done(request, "已记下说明。", "evidence:evidence", evidence_id)
        except RuleBroken as refusal:
            form.refuse(refusal)
            status = status_of(refusal)
    again = drawn(request, warning.evidence, answering=Answering(warning_id, form))
    return page(request, "evidence/evidence.html", again, status=status)
