"""From a right password to a session: by way of the second step where there is one."""

from datetime import datetime

from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from wenming.accounts.actions import sessions, signing_in
from wenming.accounts.models import User
from wenming.accounts.queries.passwords import password_is_due
from wenming.accounts.queries.second_factors import PASSED, second_factor_of
from wenming.domain.browsers import browser_in_words
from wenming.shell.onward import onward
from wenming.shell.origin import current_address

HALF = "half_signed_in"
PATIENCE_SECONDS = 300


def first_step(request: HttpRequest, user: User) -> HttpResponse:
    """The password was right: in, or on to the second step."""
    if second_factor_of(user) is None:
        return enter(request, user, passed=False)
    moment = int(timezone.now().timestamp())
    request.session[HALF] = {"user": user.pk, "at": moment, "password": user.get_session_auth_hash()}
    return HttpResponseRedirect(reverse("accounts:second_step", query={"next": onward(request)}), status=303)


def half_signed_in(request: HttpRequest, now: datetime) -> User | None:
    """Whose password was given here a moment ago, if it is still the password and the account still open."""
    half = request.session.get(HALF)
    if not half or now.timestamp() - half["at"] > PATIENCE_SECONDS:
        return None
    user = User.objects.filter(pk=half["user"]).first()
    if user is None or not user.is_open(timezone.localdate(now)):
        return None
    return user if constant_time_compare(half["password"], user.get_session_auth_hash()) else None


def enter(request: HttpRequest, user: User, *, passed: bool) -> HttpResponse:
    """The session begins; then to where the person wanted to go, by way of the password page where it must be."""
    at = timezone.now()
    login(request, user, backend="wenming.accounts.backends.OpenAccounts")
    request.session.pop(HALF, None)
    request.session[PASSED] = passed
    signing_in.welcome(user=user, at=at)
    sessions.note_session(
        user=user, session_key=request.session.session_key, address=current_address(),
        browser=browser_in_words(request.headers.get("User-Agent", "")), at=at,
    )
    if password_is_due(user, at):
        return HttpResponseRedirect(reverse("accounts:change_password", query={"next": onward(request)}), status=303)
    return HttpResponseRedirect(onward(request), status=303)
