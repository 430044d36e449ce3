"""Opening, closing and reopening accounts, and their last day. Giving roles stands beside, in ``grants``."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.accounts import access, events
from wenming.accounts.models import User
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken

from .passwords import set_one_time
from .sessions import end_sessions


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, by: Viewer, at: datetime, must_change_password: bool = True,
    valid_until: date | None = None,
) -> User:
    """A new account without any role, its password a one-time one unless said otherwise.

    Raises InputRefused where the sign-in name is taken, in whatever case: two names that differ so are one to people.
    """
    access.check_may_open(by)
    if User.objects.filter(username__iexact=username).exists():
        raise InputRefused(f"登录名“{username}”已有人使用，请换一个。", {"username": "已有人使用"})
    user = User(
        organisation_id=by.organisation_id, username=username, name=name, created_at=at, valid_until=valid_until,
        must_change_password=False, password_changed_at=at,
    )
    if must_change_password:
        set_one_time(user, password, at)
    else:
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


def close_reviewed(*, user: User, by: Viewer, at: datetime) -> None:
    """Close an account that a review found no longer needed, if it is not closed already; part of the review's verb."""
    access.check_may_review(by, user)
    if User.objects.get(pk=user.pk).is_active:
        _write(user, by, at, active=False)


def _switch(user: User, by: Viewer, at: datetime, *, active: bool) -> User:
    access.check_may_keep(by, user)
    return _write(user, by, at, active=active)


def _write(user: User, by: Viewer, at: datetime, *, active: bool) -> User:
    user = User.objects.select_for_update().get(pk=user.pk)
    if user.is_active is active:
        raise RuleBroken(f"“{user}”的账号本来就是{'启用' if active else '停用'}的。")
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user=user, by=by.name, at=at)
    record(events.account_reopened if active else events.account_closed, by=by, at=at, on=user)
    return user


@transaction.atomic
def set_last_day(*, user: User, valid_until: date | None, by: Viewer, at: datetime) -> User:
    """The last day of an account, or None for ever. It ends by itself; whoever is signed in then is out at the next
    click. Raises InputRefused for a day that is over."""
    access.check_may_keep(by, user)
    if valid_until and valid_until < timezone.localdate(at):
        raise InputRefused("有效期没有改。", {"valid_until": "不能早于今天；要现在就停，请用“停用账号”。"})
    user = User.objects.select_for_update().get(pk=user.pk)
    before, user.valid_until = user.valid_until, valid_until
    user.save(update_fields=["valid_until"])
    record(
        events.last_day_set, by=by, at=at, on=user, before={"valid_until": before.isoformat() if before else ""},
        after={"valid_until": valid_until.isoformat() if valid_until else "长期"},
    )
    return user
