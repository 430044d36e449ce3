"""Files of a request: those on receipts, and plain ones of a browser without script."""

from django.http import HttpRequest
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.evidence.actions.receiving import Received, receive_file, redeem


def taken_in(request: HttpRequest) -> tuple[list[Received], list[str]]:
    """What came in, and a sentence for each file refused. Plain files are stored at once: a refusal costs no file."""
    received, refused = redeemed(request.POST.getlist("receipts"), request.viewer)
    for content in request.FILES.getlist("files"):
        try:
            received.append(receive_file(content=content, name=content.name, by=request.viewer, at=timezone.now()))
        except InputRefused as refusal:
            refused.append(refusal.sentence)
    return received, refused


def redeemed(receipts: list[str], viewer: Viewer) -> tuple[list[Received], list[str]]:
    try:
        return redeem(receipts=receipts, by=viewer), []
    except InputRefused as refusal:
        return [], [refusal.sentence]
