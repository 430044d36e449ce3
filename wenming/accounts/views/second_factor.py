"""The second factor: binding a telephone, the second step of a sign-in, and its undoing by another administrator."""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from markupsafe import Markup

from wenming.accounts import access
from wenming.accounts.actions import second_factors as acts
from wenming.accounts.forms import CodeForm
from wenming.accounts.models import SecondFactor
from wenming.accounts.queries.second_factors import (
    PASSED,
    codes_left,
    must_have_second_factor,
    second_factor_of,
)
from wenming.domain.authority import Permission
from wenming.domain.second_step import in_groups
from wenming.shell.door import needs, open_to_all
from wenming.shell.onward import onward
from wenming.shell.origin import current_address
from wenming.shell.responses import done, page

from .entering import enter, half_signed_in


@open_to_all("asks for the sign-in itself: administrators bind a telephone before any other page opens")
@require_http_methods(["GET", "POST"])
def second_factor(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("accounts:sign_in", query={"next": request.path}), status=303)
    if request.detour not in {"", request.path}:
        return HttpResponseRedirect(request.detour, status=303)
    if request.detour and second_factor_of(request.user):
        logout(request)  # bound meanwhile, and not given in this session
        return done(request, "请重新登录，并输入动态口令。", "accounts:sign_in")
    if request.POST.get("act") or "begin" in request.POST:
        return _change(request)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and form.carries_out(
        acts.confirm_binding, user=request.user, at=timezone.now(), session_key=request.session.session_key
    ):
        return _codes_once(request, form.outcome)
    return _page(request, form)


def _change(request: HttpRequest) -> HttpResponse:
    """Beginning to bind, and what a person does with a bound telephone: new recovery codes, or no second factor any
    more."""
    if "begin" in request.POST:
        acts.begin_binding(user=request.user, at=timezone.now())
        return HttpResponseRedirect(request.get_full_path(), status=303)
    form, key = CodeForm(request.POST), request.session.session_key
    who = {"user": request.user, "address": current_address(), "at": timezone.now()}
    if request.POST["act"] == "codes":
        if form.carries_out(acts.renew_recovery_codes, **who):
            return _codes_once(request, form.outcome)
    elif form.carries_out(acts.unbind, session_key=key, **who):
        request.session[PASSED] = False
        return done(request, "已解除绑定，下次登录只用密码。别处的登录都已退出。", "accounts:second_factor")
    return _page(request, form)


def _page(request: HttpRequest, form: CodeForm) -> HttpResponse:
    factor = SecondFactor.objects.filter(user=request.user).first()
    confirmed = factor is not None and factor.confirmed_at is not None
    context = {"form": form, "factor": factor, "next": onward(request), "confirmed": confirmed,
               "must": must_have_second_factor(request.viewers), "left": codes_left(factor) if confirmed else 0}
    if factor is not None and not confirmed:
        import segno

        picture = segno.make(acts.telephone_address(factor), error="m")
        context |= {"secret": in_groups(factor.secret),
                    "picture": Markup(picture.svg_inline(scale=5, border=3, dark="#000", light="#fff"))}  # noqa: S704
    response = page(request, "accounts/second_factor.html", context, form.answer_status)
    response.headers["Cache-Control"] = "no-store"
    return response


def _codes_once(request: HttpRequest, codes: list[str]) -> HttpResponse:
    """In the answer itself: only their digests are stored, and a second sending gets the page without them."""
    request.session[PASSED] = True
    request.detour = ""
    response = page(request, "accounts/recovery_codes.html", {"codes": codes, "next": onward(request)})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Location"] = reverse("accounts:second_factor")
    return response


@open_to_all("the second step of the door")
@require_http_methods(["GET", "POST"])
def second_step(request: HttpRequest) -> HttpResponse:
    """After the right password; the password is asked again where that was too long ago."""
    user = half_signed_in(request, timezone.now())
    if user is None:
        return done(request, "请重新登录：输入密码后要在五分钟内输入动态口令。", "accounts:sign_in")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.carries_out(
        acts.check_code, user=user, address=current_address(), at=timezone.now()
    ):
        return enter(request, user, passed=True)
    return page(request, "accounts/second_step.html", {"form": form, "next": onward(request)}, form.answer_status)


@needs(Permission.GRANT_ROLES)
@require_POST
def reset(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    reason = request.POST.get("reason", "")
    acts.reset_second_factor(user=subject, reason=reason, by=request.viewer, at=timezone.now())
    return done(request, f"已重置{subject}的动态口令，本人下次登录可重新绑定。", "accounts:account", subject.pk)
