"""Around every request: whether the session still holds, who is asking, and whether this form was already sent."""

from datetime import datetime
from functools import partial

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone

from wenming.domain.errors import RuleBroken
from wenming.shell import once, origin, refusals

from .actions import drafts, sent_forms
from .queries import ORGANISATION_KEY, chosen, viewers_of
from .queries.passwords import password_is_due
from .queries.second_factors import PASSED, must_have_second_factor

BEGAN, LAST_ACT = "began", "last_act"
UNATTENDED = "X-Unattended"
"""The header of what a page asks by itself, as a progress bar does: no act of a person."""


def begin(request: HttpRequest, **_: object) -> None:
    """On signing in: the session's clock starts."""
    request.session[BEGAN] = request.session[LAST_ACT] = int(timezone.now().timestamp())


def sessions_end(get_response):
    """A session ends some hours after it began, whatever its use; until then each act gives it the idle time anew.

    The idle end itself is the session's own expiry, so that it also holds where nothing is asked.
    """

    def middleware(request):
        if request.user.is_authenticated:
            _end_or_renew(request, timezone.now())
        return get_response(request)

    return middleware


def _end_or_renew(request: HttpRequest, now: datetime) -> None:
    session, moment = request.session, int(now.timestamp())
    if moment - session.setdefault(BEGAN, moment) >= settings.SESSION_LONGEST_SECONDS:
        logout(request)
    elif UNATTENDED not in request.headers and moment - session.get(LAST_ACT, 0) >= settings.SESSION_RENEWED_SECONDS:
        session[LAST_ACT] = moment


def viewer_of_request(get_response):
    """``request.viewer``: the signed-in person with the roles held today, or None; ``request.viewers``: the same
    person in every organisation he may choose; ``request.detour``: the page to be dealt with first, or ""."""

    def middleware(request):
        request.viewer, request.viewers, request.detour = None, [], ""
        if request.user.is_authenticated:
            request.viewers = viewers_of(request.user, on=timezone.localdate())
            request.viewer = chosen(request.viewers, request.session.get(ORGANISATION_KEY))
            request.detour = _detour(request)
        return get_response(request)

    return middleware


def _detour(request: HttpRequest) -> str:
    if password_is_due(request.user, timezone.now()):
        return reverse("accounts:change_password")
    if must_have_second_factor(request.viewers) and not request.session.get(PASSED):
        return reverse("accounts:second_factor")
    return ""


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
        mark = partial(sent_forms.note_act, user=request.user, token=token)
        try:
            with once.in_hand(mark):
                response = self.get_response(request)
        except Exception:
            sent_forms.release_unless_acted(user=request.user, token=token)
            raise
        if response.status_code >= 500:
            sent_forms.release_unless_acted(user=request.user, token=token)
        elif response.status_code >= 400 or response.streaming:
            sent_forms.release(user=request.user, token=token)
        else:
            location = response.headers.get("Location") or response.headers.get("Content-Location", "")
            sent_forms.settle(user=request.user, token=token, location=location)
            drafts.drop_sent(user=request.user, path=request.get_full_path())
        return response


def _answered_before(request: HttpRequest, location: str) -> HttpResponse:
    """To where the first was sent; a script is told that nothing more is to be done, and where that was."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": location} if location else {})
    if request.headers.get("Accept", "").startswith("application/json"):
        return HttpResponse(status=204, headers={"Location": location} if location else {})
    return HttpResponseRedirect(location or origin.came_from(request), status=303)
