"""Reporting from a phone: the page that keeps reports until there is a network, and where they arrive."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.forms import UploadForm
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.responses import page

from .taking_in import taken_in


@needs(Permission.FILE_EVIDENCE)
@require_GET
def phone(request: HttpRequest) -> HttpResponse:
    return page(request, "evidence/phone.html", {"form": UploadForm(viewer=request.viewer, on=timezone.localdate())})


@needs(Permission.FILE_EVIDENCE)
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """One report; answered once it is filed. Its once-token was made by the phone: sent again, it is recognised."""
    form = UploadForm(request.POST, viewer=request.viewer, on=timezone.localdate())
    received, refused = taken_in(request)
    wrong = [*refused, *(f"{form[name].label}：{errors[0]}" for name, errors in form.errors.items())]
    if wrong:
        raise InputRefused("；".join(wrong))
    files = [Incoming(one.name, stored=one.stored) for one in received]
    evidence = file_evidence(files=files, by=request.viewer, at=timezone.now(), **form.cleaned_data)
    where = address("evidence:evidence", evidence.pk)
    return JsonResponse({"url": where, "title": evidence.title}, headers={"Content-Location": where})
