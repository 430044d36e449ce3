"""What the office and the system administrator keep: texts and consents on paper, corrections, links of accounts."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.accounts.access import account_for
from wenming.domain.authority import Permission
from wenming.organisation.access import person_for
from wenming.personal import access
from wenming.personal.actions.consents import publish_text, record_paper_consent
from wenming.personal.actions.corrections import answer_correction
from wenming.personal.actions.linking import link_account, link_plain_ones, unlink_account
from wenming.personal.forms import AnswerForm, PaperConsentForm, TextForm
from wenming.personal.models import CorrectionRequest
from wenming.personal.queries.consents import consents_in_list, newest_texts
from wenming.personal.queries.linking import linked_accounts, plain_ones, unlinked_accounts
from wenming.shell.door import needs
from wenming.shell.lists import page_after
from wenming.shell.responses import done, page


@needs(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def consents(request: HttpRequest) -> HttpResponse:
    """A text is published here."""
    form = TextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries_out(publish_text, by=request.viewer, at=timezone.now()):
        return done(request, f"已发布{form.outcome}。", "personal:consents")
    return _consents(request, form, PaperConsentForm(organisation_id=request.viewer.organisation_id))


@needs(Permission.MANAGE_ORGANISATION)
@require_POST
def paper_consent(request: HttpRequest) -> HttpResponse:
    form = PaperConsentForm(request.POST, organisation_id=request.viewer.organisation_id)
    if form.carries_out(record_paper_consent, by=request.viewer, at=timezone.now()):
        return done(request, f"已登记：{form.outcome}。", "personal:consents")
    return _consents(request, TextForm(), form)


def _consents(request: HttpRequest, form: TextForm, paper: PaperConsentForm) -> HttpResponse:
    here = request.viewer.organisation_id
    return page(request, "personal/consents.html", {
        "texts": list(newest_texts(here).values()), "form": form, "paper": paper,
        "page": page_after(consents_in_list(here), request.GET.get("after", ""), descending=["pk"]),
    }, max(form.answer_status, paper.answer_status))


@needs(Permission.MANAGE_ORGANISATION)
@require_GET
def corrections(request: HttpRequest) -> HttpResponse:
    rows = CorrectionRequest.objects.of(request.viewer.organisation_id).select_related("user")
    waiting = rows.filter(state=CorrectionRequest.State.WAITING).order_by("pk")
    answered = rows.exclude(state=CorrectionRequest.State.WAITING)
    return page(request, "personal/corrections.html", {
        "waiting": list(waiting), "page": page_after(answered, request.GET.get("after", ""), descending=["pk"]),
    })


@needs(Permission.MANAGE_ORGANISATION)
@require_http_methods(["GET", "POST"])
def correction(request: HttpRequest, request_id: int) -> HttpResponse:
    asked = access.correction_for(request.viewer, request_id)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.carries_out(
        answer_correction, request=asked, by=request.viewer, at=timezone.now()
    ):
        return done(request, f"已答复{asked.user}：{form.outcome.get_state_display()}。", "personal:corrections")
    return page(request, "personal/correction.html", {"asked": asked, "form": form}, form.answer_status)


@needs(Permission.MANAGE_ACCOUNTS)
@require_GET
def links(request: HttpRequest) -> HttpResponse:
    here = request.viewer.organisation_id
    unlinked = unlinked_accounts(here)
    return page(request, "personal/links.html", {
        "unlinked": unlinked, "plain": len(plain_ones(unlinked)),
        "page": page_after(linked_accounts(here), request.GET.get("after", ""), descending=["pk"]),
    })


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def link(request: HttpRequest, user_id: int, person_id: int) -> HttpResponse:
    user, person = account_for(request.viewer, user_id), person_for(request.viewer, person_id)
    link_account(user=user, person=person, by=request.viewer, at=timezone.now())
    return done(request, f"账号“{user}”已对应到名册中的{person}（{person.unit}）。", "personal:links")


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def link_plain(request: HttpRequest) -> HttpResponse:
    count = link_plain_ones(by=request.viewer, at=timezone.now())
    return done(request, f"{count} 个账号已对应到名册中唯一同名的人，请核对下表。", "personal:links")


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def unlink(request: HttpRequest, user_id: int) -> HttpResponse:
    user = unlink_account(user=account_for(request.viewer, user_id), by=request.viewer, at=timezone.now())
    return done(request, f"账号“{user}”不再对应名册。", "personal:links")
