"""Signing in and out, choosing the organisation."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts.actions import sessions, signing_in
from wenming.accounts.forms import SignInForm
from wenming.accounts.queries import ORGANISATION_KEY
from wenming.domain.errors import NotFound
from wenming.shell import kept
from wenming.shell.door import open_to_all, signed_in
from wenming.shell.onward import onward
from wenming.shell.origin import current_address
from wenming.shell.responses import done, page

from .entering import first_step


@open_to_all("the door itself")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(onward(request), status=303)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.carries_out(
        signing_in.check_password, address=current_address(), at=timezone.now()
    ):
        return first_step(request, form.outcome)
    return page(request, "accounts/sign_in.html", {
        "form": form, "next": onward(request), "holding": kept.SESSION_KEY in request.session,
    }, form.answer_status)


@open_to_all("leaving needs no permission")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        sessions.leave(user=request.user, session_key=request.session.session_key, at=timezone.now())
    logout(request)
    return done(request, "已退出登录。", "accounts:sign_in")


@open_to_all("a person signed in at another time may do it too, and nobody else has anything to keep")
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """继续使用: the act that gives the session its idle time anew (``middleware.sessions_end``)."""
    return HttpResponse(status=204 if request.user.is_authenticated else 401)


@signed_in
@require_http_methods(["GET", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Which body to work for, for those who hold roles in several."""
    if request.method == "GET":
        return page(request, "accounts/choose.html", {"viewers": request.viewers})
    wanted = request.POST.get("organisation", "")
    one = next((viewer for viewer in request.viewers if str(viewer.organisation_id) == wanted), None)
    if one is None:
        raise NotFound
    request.session[ORGANISATION_KEY] = one.organisation_id
    return done(request, f"已换到{one.organisation_name}。", "/")
