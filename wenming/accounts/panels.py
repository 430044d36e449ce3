"""Pieces of accounts on every page."""

from django.conf import settings
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from wenming.domain.passwords import days_left
from wenming.shell.panels import panel


@panel("shell:topbar", order=50)
def change_organisation(request: HttpRequest) -> str:
    """The way to the other bodies, for the few who hold roles in several."""
    if len(getattr(request, "viewers", ())) < 2:
        return ""
    return Markup('<a class="n" href="{}">换单位</a>').format(reverse("accounts:choose"))


@panel("shell:topbar", order=10)
def password_runs_out(request: HttpRequest) -> str:
    """Some days before the password must be changed: the way to the page, while there is still a choice of when."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or request.detour:
        return ""
    left = days_left(user.password_since, timezone.now(), settings.PASSWORD_DAYS)
    if left is None:
        return ""
    words = f"密码还有 {left} 天到期，请改" if left else "密码今天到期，请改"
    return Markup('<a class="n" href="{}">{}</a>').format(reverse("accounts:change_password"), words)


@panel("dashboard:mine", order=90)
def own_account(request: HttpRequest) -> str:
    """The way to one's sign-ins and password."""
    return render_to_string("accounts/_own_account.html", {"user": request.user}, request)
