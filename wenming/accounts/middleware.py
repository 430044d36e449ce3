"""Around every request: who is asking, and whether this form was already sent."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.shell import once, origin, refusals

from .actions import sent_forms
from .queries import ORGANISATION_KEY, chosen, viewers_of


def viewer_of_request(get_response):
    """``request.viewer``: the signed-in person with the roles held today, or None; ``request.viewers``: the same
    person in every organisation he may choose."""

    def middleware(request):
        request.viewer, request.viewers = None, []
        if request.user.is_authenticated:
            request.viewers = viewers_of(request.user, on=timezone.localdate())
            request.viewer = chosen(request.viewers, request.session.get(ORGANISATION_KEY))
        return get_response(request)

    return middleware


class EachFormOnce:
    """The second sending of a form (a double click, a reload) is answered with the result of the first.

    A view that answers a form with a page instead of a redirect names the page to return to in Content-Location.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        token = request.POST.get(once.FIELD, "") if request.method == "POST" and request.user.is_authenticated else ""
        if not token:
            return self.get_response(request)
        try:
            first = sent_forms.claim(user=request.user, token=token, at=timezone.now())
        except RuleBroken as refusal:
            return refusals.answer(request, refusal)
        if first is not None:
            return _answered_before(request, first)
        try:
            response = self.get_response(request)
        except Exception:
            sent_forms.release(user=request.user, token=token)
            raise
        if response.status_code >= 400 or response.streaming:
            sent_forms.release(user=request.user, token=token)
        else:
            location = response.headers.get("Location") or response.headers.get("Content-Location", "")
            sent_forms.settle(user=request.user, token=token, location=location)
        return response


def _answered_before(request: HttpRequest, location: str) -> HttpResponse:
    """To where the first was sent; a script is told that nothing more is to be done, and where that was."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": location} if location else {})
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=204, headers={"Location": location} if location else {})
    return HttpResponseRedirect(location or origin.came_from(request), status=303)
