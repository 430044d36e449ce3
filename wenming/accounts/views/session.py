"""Signing in and out, changing one's password, choosing the organisation."""

from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST

from wenming.accounts.actions import accounts
from wenming.accounts.forms import ChangePasswordForm, SignInForm
from wenming.accounts.queries import ORGANISATION_KEY
from wenming.domain.errors import NotFound
from wenming.shell import kept
from wenming.shell.door import open_to_all, signed_in
from wenming.shell.responses import done, form_again, page


def _next(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else "/"


@open_to_all("the door itself")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(_next(request), status=303)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            login(request, user)
            accounts.note_sign_in(user=user, at=timezone.now())
            return HttpResponseRedirect(_first_page(request), status=303)
        form.refuse()
    context = {"form": form, "next": _next(request), "holding": kept.SESSION_KEY in request.session}
    return form_again(request, "accounts/sign_in.html", context) if form.errors else page(
        request, "accounts/sign_in.html", context)


def _first_page(request: HttpRequest) -> str:
    """Where the person wanted to go; by way of the password page where the password is a one-time one."""
    if request.user.must_change_password:
        return reverse("accounts:change_password", query={"next": _next(request)})
    return _next(request)


@open_to_all("leaving needs no permission")
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return done(request, "已退出登录。", "accounts:sign_in")


@open_to_all("asks for the sign-in itself: a first password must be changed before any other page opens")
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("accounts:sign_in", query={"next": request.path}), status=303)
    form = ChangePasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        accounts.change_own_password(user=request.user, password=form.cleaned_data["new_password"], at=timezone.now())
        update_session_auth_hash(request, request.user)
        return done(request, "密码已改，下次登录用新密码。", _next(request))
    context = {"form": form, "next": _next(request)}
    answer = form_again if form.errors else page
    return answer(request, "accounts/change_password.html", context)


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
