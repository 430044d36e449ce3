"""Passwords: made once by the administrator, chosen by the person, and forgotten when they are old enough."""

import secrets
from datetime import datetime

from django.contrib.auth.hashers import check_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from wenming.accounts import access, events
from wenming.accounts.errors import SignInRefused
from wenming.accounts.models import UsedPassword, User
from wenming.accounts.queries.grants import viewer_of
from wenming.accounts.queries.passwords import is_administrator, words_of
from wenming.audit.actions import record
from wenming.domain import passwords
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused

from .sessions import end_sessions
from .signing_in import check_own_password

_LETTERS, _DIGITS = "abcdefghjkmnpqrstuvwxyz", "23456789"
"""No letter or digit that is mistaken for another when a password is read out (l 1 I, o 0)."""


def one_time_password(*avoid: str) -> str:
    """Twelve characters in three groups, about 59 bits, kept by the rules: letters, digits, a dash, no word of
    ``avoid`` (the sign-in name). To be changed at the first sign-in."""
    while True:
        groups = ("".join(secrets.choice(_LETTERS + _DIGITS) for _ in range(4)) for _ in range(3))
        made = "-".join(groups)
        if not passwords.broken_rules(made, administrator=True, words={"登录名": avoid}):
            return made


@transaction.atomic
def reset_password(*, user: User, by: Viewer, at: datetime) -> str:
    """A new one-time password, returned once and kept nowhere; whoever is signed in with the old one is put out."""
    access.check_may_keep(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    password = one_time_password(user.username)
    set_one_time(user, password, at)
    user.save(update_fields=["password", "must_change_password", "password_changed_at", "one_time_until"])
    end_sessions(user=user, by=by.name, at=at)
    record(events.password_reset, by=by, at=at, on=user, after={"password": True})
    return password


def set_one_time(user: User, password: str, at: datetime) -> None:
    """Put a one-time password on an account that the caller saves."""
    user.set_password(password)
    user.must_change_password = True
    user.password_changed_at, user.one_time_until = at, at + passwords.ONE_TIME_FOR


def change_own_password(
    *, user: User, old_password: str, new_password: str, at: datetime, address: str = "", session_key: str = ""
) -> User:
    """Raises InputRefused, with what is wrong beside each field. The person's other sessions end.

    A wrong present password counts as a failed sign-in from ``address``: an open session is no place to guess it.
    """
    user = User.objects.get(pk=user.pk)
    try:
        check_own_password(user=user, password=old_password, address=address, at=at)
    except SignInRefused as refusal:
        raise InputRefused("密码没有改。", {"old_password": refusal.sentence}) from refusal
    return _change_own(user, user.password, new_password, at, session_key)


@transaction.atomic
def _change_own(user: User, known_hash: str, new_password: str, at: datetime, session_key: str) -> User:
    """``known_hash`` is that of the password just given."""
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.password != known_hash:
        raise ChangedMeanwhile("密码刚在别处改过，这次没有改。请用新密码重新登录。")
    check_new_password(user, new_password, at)
    _remember_used(user, at)
    user.set_password(new_password)
    user.must_change_password, user.password_changed_at, user.one_time_until = False, at, None
    user.save(update_fields=["password", "must_change_password", "password_changed_at", "one_time_until"])
    end_sessions(user=user, by="本人改密码", at=at, keeping=session_key)
    viewer = viewer_of(user, on=timezone.localdate(at))
    if viewer is not None:
        record(events.password_changed, by=viewer, at=at, on=user, after={"password": True})
    return user


def check_new_password(user: User, password: str, at: datetime, *, administrator: bool = False) -> None:
    """Raises InputRefused with every rule the password breaks. ``user`` may be one that is not saved yet, and has
    then no role that would make it an ``administrator``."""
    known = user.pk is not None
    broken = passwords.broken_rules(
        password, administrator=administrator or (known and is_administrator(user, on=timezone.localdate(at))),
        words=words_of(user) if known else {"姓名": [user.name], "登录名": [user.username]},
    )
    if not broken and known and _was_used(user, password):
        broken = [f"与最近 {passwords.NOT_AMONG_THE_LAST} 次用过的密码相同，请换一个。"]
    broken = broken or _too_common(password, user)
    if broken:
        raise InputRefused("密码没有改。", {"new_password": " ".join(broken)})


def _was_used(user: User, password: str) -> bool:
    """Among the last ones, the present one included; the comparison is as slow as a sign-in, five times at most."""
    older = user.used_passwords.order_by("-at", "-pk").values_list("hash", flat=True)
    kept = [user.password, *older[: passwords.NOT_AMONG_THE_LAST - 1]]
    return any(check_password(password, one) for one in kept)


def _too_common(password: str, user: User) -> list[str]:
    try:
        validate_password(password, user)
    except ValidationError as refusal:
        return list(refusal.messages)
    return []


def _remember_used(user: User, at: datetime) -> None:
    UsedPassword.objects.create(user=user, hash=user.password, at=at)
    kept = user.used_passwords.order_by("-at", "-pk").values("pk")[: passwords.NOT_AMONG_THE_LAST - 1]
    user.used_passwords.exclude(pk__in=list(kept.values_list("pk", flat=True))).delete()
