"""Accounts of the body: the list, one account with its roles, opening, closing, one-time passwords."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wenming.accounts import access, queries
from wenming.accounts.actions import accounts as acts
from wenming.accounts.actions import grants, passwords
from wenming.accounts.forms import GrantForm, LastDayForm, OpenAccountForm
from wenming.accounts.models import User
from wenming.accounts.queries.locks import locked_names, name_locked_until
from wenming.accounts.queries.second_factors import second_factor_of
from wenming.domain.authority import ROLES, Permission, Role
from wenming.shell import kept, lists
from wenming.shell.door import needs
from wenming.shell.responses import done, page


@needs(Permission.MANAGE_ACCOUNTS, Permission.GRANT_ROLES)
@require_GET
def accounts(request: HttpRequest) -> HttpResponse:
    here, today = request.viewer.organisation_id, timezone.localdate()
    role, named = request.GET.get("role", ""), request.GET.get("named", "").strip()
    rows = queries.accounts_in_list(here, today, role=role, named=named)
    shown = lists.page_after(rows, request.GET.get("after", ""), descending=["pk"])
    return page(request, "accounts/accounts.html", {
        "page": shown, "locked": locked_names(shown.rows, timezone.now()), "today": today,
        "counts": queries.accounts_per_role(here, today), "roles": ROLES, "role": role, "named": named,
        "query": {"role": role, "named": named}, "here": here,
        "may_open": request.viewer.may(Permission.MANAGE_ACCOUNTS),
    })


@needs(Permission.MANAGE_ACCOUNTS)
@require_http_methods(["GET", "POST"])
def open_account(request: HttpRequest) -> HttpResponse:
    data = request.POST if request.method == "POST" else kept.take(request)
    form = OpenAccountForm(data)
    password = passwords.one_time_password(request.POST.get("username", ""))
    if request.method == "POST" and form.carries_out(
        acts.open_account, password=password, by=request.viewer, at=timezone.now()
    ):
        return _shown_once(request, form.outcome, password)
    restored = request.method == "GET" and data is not None
    return page(request, "accounts/open.html", {"form": form, "restored": restored}, form.answer_status)


@needs(Permission.MANAGE_ACCOUNTS, Permission.GRANT_ROLES)
@require_GET
def account(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    return _one(request, subject, _grant_form(request, kept.take(request, reverse("accounts:grant", args=[user_id]))))


@needs(Permission.GRANT_ROLES)
@require_POST
def grant(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    form = _grant_form(request, request.POST)
    if form.carries_out(grants.grant_role, user=subject, by=request.viewer, at=timezone.now()):
        label = Role(form.outcome.role).label
        return done(request, f"已授予{subject}{form.outcome.unit or ''}{label}。", "accounts:account", subject.pk)
    return _one(request, subject, form)


@needs(Permission.GRANT_ROLES)
@require_POST
def withdraw(request: HttpRequest, grant_id: int) -> HttpResponse:
    subject = access.grant_for(request.viewer, grant_id)
    grants.withdraw_role(grant=subject, by=request.viewer, at=timezone.now())
    label = Role(subject.role).label
    return done(request, f"已收回{subject.user}的{label}，立即生效。", "accounts:account", subject.user_id)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def reset_password(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    password = passwords.reset_password(user=subject, by=request.viewer, at=timezone.now())
    return _shown_once(request, subject, password)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def close(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    acts.close_account(user=subject, by=request.viewer, at=timezone.now())
    return done(request, f"{subject}的账号已停用，立即生效。", "accounts:account", subject.pk)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def reopen(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    acts.reopen_account(user=subject, by=request.viewer, at=timezone.now())
    return done(request, f"{subject}的账号已重新启用。", "accounts:account", subject.pk)


@needs(Permission.MANAGE_ACCOUNTS)
@require_POST
def last_day(request: HttpRequest, user_id: int) -> HttpResponse:
    subject = access.account_for(request.viewer, user_id)
    form = LastDayForm(request.POST)
    if form.carries_out(acts.set_last_day, user=subject, by=request.viewer, at=timezone.now()):
        return done(request, f"{subject}的账号有效期已改。", "accounts:account", subject.pk)
    return _one(request, subject, _grant_form(request), form)


def _grant_form(request: HttpRequest, data: QueryDict | None = None) -> GrantForm:
    return GrantForm(data, organisation_id=request.viewer.organisation_id, on=timezone.localdate())


def _shown_once(request: HttpRequest, subject: User, password: str) -> HttpResponse:
    """The one-time password in the answer itself: it is stored nowhere, and a second sending gets the account page."""
    response = page(request, "accounts/one_time.html", {"account": subject, "password": password})
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Location"] = reverse("accounts:account", args=[subject.pk])
    return response


def _one(
    request: HttpRequest, subject: User, form: GrantForm, last_day_form: LastDayForm | None = None
) -> HttpResponse:
    today = timezone.localdate()
    held = list(queries.grants_of(subject, request.viewer.organisation_id))
    return page(request, "accounts/account.html", {
        "account": subject, "grants": held, "now": [one for one in held if one.is_in_force(today)], "today": today,
        "roles": ROLES, "form": form, "may_grant": access.may_grant(request.viewer, subject),
        "may_keep": access.may_keep(request.viewer, subject),
        "guest": subject.organisation_id != request.viewer.organisation_id,
        "may_reset": access.may_reset(request.viewer, subject), "bound": second_factor_of(subject),
        "locked_until": name_locked_until(subject.username, timezone.now()),
        "last_day_form": last_day_form or LastDayForm(initial={"valid_until": subject.valid_until}),
    }, last_day_form.answer_status if last_day_form else form.answer_status)
