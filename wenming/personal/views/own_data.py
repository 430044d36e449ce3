"""我的资料: what the system holds about oneself, consents, requests for correction, taking it away."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from wenming.personal import access
from wenming.personal.actions.consents import give_consent, withdraw_consent
from wenming.personal.actions.corrections import ask_for_correction
from wenming.personal.actions.exports import note_own_export
from wenming.personal.exports.own_data import NAME, own_data_zip
from wenming.personal.forms import CorrectionForm
from wenming.personal.queries.consents import asked_of
from wenming.personal.queries.own_data import subject_of
from wenming.personal.registry import own_sections
from wenming.shell.door import signed_in
from wenming.shell.responses import done, page


@signed_in
@require_GET
def own_data(request: HttpRequest) -> HttpResponse:
    return _page(request, CorrectionForm())


def _page(request: HttpRequest, form: CorrectionForm) -> HttpResponse:
    subject = subject_of(request.viewer)
    response = page(request, "personal/own_data.html", {
        "sections": own_sections(subject), "asked": asked_of(subject), "form": form,
    }, form.answer_status)
    response.headers["Cache-Control"] = "no-store"
    return response


@signed_in
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    form = CorrectionForm(request.POST)
    if form.carries_out(ask_for_correction, by=request.viewer, at=timezone.now()):
        return done(request, "更正申请已交给办公室，办完会在本页看到结果。", "personal:own_data")
    return _page(request, form)


@signed_in
@require_POST
def agree(request: HttpRequest, text_id: int) -> HttpResponse:
    text = access.text_for(request.viewer, text_id)
    give_consent(text=text, subject=subject_of(request.viewer), by=request.viewer, at=timezone.now())
    return done(request, f"已记下：您同意{text}。随时可以撤回。", "personal:own_data")


@signed_in
@require_POST
def withdraw(request: HttpRequest, consent_id: int) -> HttpResponse:
    consent = access.consent_for(request.viewer, consent_id)
    withdraw_consent(consent=consent, by=request.viewer, at=timezone.now())
    own = consent.user_id == request.viewer.user_id
    return done(request, f"已撤回：{consent}。", "personal:own_data" if own else "personal:consents")


@signed_in
@require_POST
def export(request: HttpRequest) -> HttpResponse:
    sections = own_sections(subject_of(request.viewer))
    note_own_export(by=request.viewer, at=timezone.now())
    response = FileResponse(own_data_zip(sections), as_attachment=True,
                            filename=f"{NAME}_{timezone.localdate():%Y%m%d}.zip")
    response.headers["Cache-Control"] = "no-store"
    return response
