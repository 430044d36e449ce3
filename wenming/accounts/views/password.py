"""Changing one's own password."""

from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from wenming.accounts.actions.passwords import change_own_password
from wenming.accounts.actions.sessions import move_session
from wenming.accounts.forms import ChangePasswordForm
from wenming.accounts.queries.passwords import is_administrator
from wenming.domain.passwords import rules
from wenming.shell.door import open_to_all
from wenming.shell.onward import onward
from wenming.shell.origin import current_address
from wenming.shell.responses import done, page


@open_to_all("asks for the sign-in itself: a password to be changed is changed before any other page opens")
@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("accounts:sign_in", query={"next": request.path}), status=303)
    form, before = ChangePasswordForm(request.POST or None), request.session.session_key
    if request.method == "POST" and form.carries_out(
        change_own_password, user=request.user, at=timezone.now(), address=current_address(), session_key=before
    ):
        update_session_auth_hash(request, form.outcome)
        move_session(user=form.outcome, old_key=before, new_key=request.session.session_key)
        return done(request, "密码已改，下次登录用新密码。别处的登录都已退出。", onward(request))
    administrator = is_administrator(request.user, on=timezone.localdate())
    return page(request, "accounts/change_password.html", {
        "form": form, "next": onward(request), "days": settings.PASSWORD_DAYS,
        "rules": rules(administrator=administrator, days=settings.PASSWORD_DAYS),
        "forced": request.detour == request.path,
    }, form.answer_status)
