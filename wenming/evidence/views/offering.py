"""交材料: made for a phone. Somebody of a unit hands in what he photographed, and sees what became of it."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.filing import LATE_AFTER
from wenming.evidence import access
from wenming.evidence.actions.offering import offer_evidence
from wenming.evidence.actions.receiving import Incoming, Received
from wenming.evidence.forms import OfferForm
from wenming.evidence.queries.offers import offers_of
from wenming.shell import kept
from wenming.shell.door import needs
from wenming.shell.responses import done, form_again, page

from .taking_in import redeemed, taken_in


@dataclass
class Sheet:
    """What was typed, the files taken in and those refused; ``restored`` after the sign-in ran out."""

    form: OfferForm
    received: list[Received] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    restored: bool = False


@needs(Permission.OFFER_EVIDENCE)
@require_http_methods(["GET", "POST"])
def offer(request: HttpRequest) -> HttpResponse:
    if request.method == "GET":
        return page(request, "evidence/offer.html", _drawn(request, _blank(request)))
    sheet = Sheet(OfferForm(request.POST, on=timezone.localdate()), *taken_in(request))
    try:
        if not sheet.refused and sheet.form.is_valid():
            files = [Incoming(one.name, stored=one.stored) for one in sheet.received]
            made = offer_evidence(files=files, by=request.viewer, at=timezone.now(), **sheet.form.cleaned_data)
            return done(request, f"“{made.title}”已交给{made.unit}联络员，确认后才计数。", "evidence:offer")
    except InputRefused as refusal:
        sheet.form.refuse(refusal)
    return form_again(request, "evidence/offer.html", _drawn(request, sheet))


def _blank(request: HttpRequest) -> Sheet:
    today, typed = timezone.localdate(), kept.take(request)
    if typed is None:
        return Sheet(OfferForm(on=today))
    received, refused = redeemed(typed.getlist("receipts"), request.viewer)
    return Sheet(OfferForm(typed, on=today), received, refused, restored=True)


def _drawn(request: HttpRequest, sheet: Sheet) -> dict[str, object]:
    return {
        "sheet": sheet, "unit": access.unit_to_offer_for(request.viewer), "offers": offers_of(request.viewer),
        "largest": settings.MAX_FILE_BYTES, "late_after": LATE_AFTER.days,
    }
