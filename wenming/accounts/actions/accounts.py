"""Opening, closing and reopening accounts, and their passwords. Giving roles stands beside, in ``grants``."""

import secrets
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from wenming.accounts import access, events
from wenming.accounts.models import User
from wenming.accounts.queries import viewer_of
from wenming.audit.actions import record
from wenming.audit.registry import Kind
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""No letter or digit that is mistaken for another when a password is read out (l 1 I, o 0)."""


def one_time_password() -> str:
    """Twelve characters in three groups, about 59 bits; to be changed at the first sign-in."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, by: Viewer, at: datetime, must_change_password: bool = True
) -> User:
    """A new account without any role. Raises InputRefused where the sign-in name is taken."""
    access.check_may_open(by)
    if User.objects.filter(username=username).exists():
        raise InputRefused(f"登录名“{username}”已有人使用，请换一个。", {"username": "已有人使用"})
    user = User(
        organisation_id=by.organisation_id, username=username, name=name, created_at=at,
        must_change_password=must_change_password,
    )
    user.set_password(password)
    user.save()
    record(events.account_opened, by=by, at=at, on=user, after={"username": username})
    return user


@transaction.atomic
def close_account(*, user: User, by: Viewer, at: datetime) -> User:
    """The person can no longer sign in, from the next click on; the roles stay as they are."""
    return _switch(user, by, at, active=False)


@transaction.atomic
def reopen_account(*, user: User, by: Viewer, at: datetime) -> User:
    return _switch(user, by, at, active=True)


def _switch(user: User, by: Viewer, at: datetime, *, active: bool) -> User:
    access.check_may_keep(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active is active:
        raise RuleBroken(f"“{user}”的账号本来就是{'启用' if active else '停用'}的。")
    user.is_active = active
    user.save(update_fields=["is_active"])
    record(events.account_reopened if active else events.account_closed, by=by, at=at, on=user)
    return user


@transaction.atomic
def reset_password(*, user: User, by: Viewer, at: datetime) -> str:
    """A new one-time password, returned once and kept nowhere; whoever is signed in with the old one is put out."""
    access.check_may_keep(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    password = one_time_password()
    user.set_password(password)
    user.must_change_password = True
    user.save(update_fields=["password", "must_change_password"])
    record(events.password_reset, by=by, at=at, on=user, after={"password": True})
    return password


@transaction.atomic
def change_own_password(*, user: User, password: str, at: datetime) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record_own(events.password_changed, user, at)


@transaction.atomic
def note_sign_in(*, user: User, at: datetime) -> None:
    """Signing in is recorded where the account has a role in some organisation."""
    _record_own(events.signed_in, user, at)


def _record_own(kind: Kind, user: User, at: datetime) -> None:
    viewer = viewer_of(user, on=timezone.localdate(at))
    if viewer is not None:
        record(kind, by=viewer, at=at, on=user)
