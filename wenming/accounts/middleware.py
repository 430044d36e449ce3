"""Around every request: who is asking, and whether this form was already sent."""

from django.http import HttpResponseRedirect
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.shell import once, refusals

from .actions import submissions
from .queries import viewer_of

ORGANISATION_KEY = "organisation"


def viewer_of_request(get_response):
    """``request.viewer``: the signed-in person with the roles held today, or None."""

    def middleware(request):
        request.viewer = None
        if request.user.is_authenticated:
            request.viewer = viewer_of(
                request.user, on=timezone.localdate(), organisation_id=request.session.get(ORGANISATION_KEY)
            )
        return get_response(request)

    return middleware


class EachFormOnce:
    """The second sending of a form (a double click, a reload) is answered with the result of the first."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.POST.get(once.FIELD, "") if request.method == "POST" and request.user.is_authenticated else ""
        if not token:
            return self.get_response(request)
        try:
            first = submissions.claim(user=request.user, token=token, at=timezone.now())
        except RuleBroken as refusal:
            return refusals.answer(request, refusal)
        if first is not None:
            return HttpResponseRedirect(first or request.path, status=303)
        try:
            response = self.get_response(request)
        except Exception:
            submissions.release(user=request.user, token=token)
            raise
        if response.status_code >= 400 or response.streaming:
            submissions.release(user=request.user, token=token)
        else:
            submissions.settle(user=request.user, token=token, location=response.headers.get("Location", ""))
        return response


