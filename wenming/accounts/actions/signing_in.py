"""Signing in with a password: counted before it is checked, so that many tries at once are no way round the lock.

The decision why we count ourselves and what locks an address is docs/decisions/0013-lock-out.md.
"""

from datetime import datetime

from django.contrib.auth import authenticate
from django.db import models, transaction
from django.utils import timezone

from wenming.accounts import events
from wenming.accounts.errors import AddressLocked, NameLocked, SignInRefused
from wenming.accounts.models import FailedSignIn, User
from wenming.accounts.queries.grants import viewer_of
from wenming.accounts.queries.locks import (
    address_locked_until,
    counted_failures,
    is_at_home,
    name_failures,
    name_locked_until,
)
from wenming.audit.actions import record
from wenming.audit.registry import Kind
from wenming.domain import lockout
from wenming.domain.authority import Viewer
from wenming.organisation.models import Organisation


def check_password(*, username: str, password: str, address: str, at: datetime) -> User:
    """The account whose password this is. Raises SignInRefused, in the same words for every name.

    A correct password is not yet a sign-in: ``welcome`` is, after the second factor where there is one. The password is
    always checked, so that the time it takes tells nothing either.
    """
    known = User.objects.filter(username=username).first()
    shut = address_locked_until(address, at)
    if shut and not is_at_home(known, address):
        authenticate(username=username, password=password)
        raise AddressLocked(shut)
    claim = _claim(username, password, address, at, shut)
    user = authenticate(username=username, password=password)
    if user is None:
        refused(claim, known=known, result=_why(known, at), at=at)
        raise AddressLocked(shut) if shut else still(username, at)
    claim.delete()
    if user.must_change_password and user.one_time_until and user.one_time_until <= at:
        raise SignInRefused("一次性密码过了 72 小时，已经失效。请系统管理员重置一个新的。")
    return user


def check_own_password(*, user: User, password: str, address: str, at: datetime) -> None:
    """Whoever sits at an open session says the password again, under the same lock as a sign-in. Raises SignInRefused.

    Counted in transactions of its own: the caller's refusal must not take the count back.
    """
    claim = claim_try(username=user.username, address=address, at=at)
    if not user.check_password(password):
        refused(claim, known=user, result="已登录，现在的密码不对", at=at)
        raise still(user.username, at, wrong="现在的密码不对。")
    claim.delete()


def _claim(username: str, password: str, address: str, at: datetime, shut: datetime | None) -> FailedSignIn:
    try:
        return claim_try(username=username, address=address, at=at)
    except NameLocked:
        if shut is None:
            raise
        authenticate(username=username, password=password)
        raise AddressLocked(shut) from None


def claim_try(*, username: str, address: str, at: datetime) -> FailedSignIn:
    """Count a try as failed before it is checked. Raises NameLocked where the name's tries are used up."""
    name = lockout.counted_name(username)
    FailedSignIn.objects.filter(at__lte=at - lockout.KEPT_FOR).delete()
    until = name_locked_until(username, at)
    if until:
        raise NameLocked(until)
    claim = FailedSignIn.objects.create(username=name, address=lockout.counted_address(address), at=at)
    if len([one for one, _ in name_failures(username, at) if one > at - lockout.WINDOW]) > lockout.NAME_LIMIT:
        claim.delete()  # others of the same moment took the last tries
        raise NameLocked(at + lockout.LOCKED_FOR)
    return claim


@transaction.atomic
def refused(claim: FailedSignIn, *, known: User | None, result: str, at: datetime) -> None:
    """A try that failed: on record, and the lock too where this failure was the one that locked."""
    subject: User | FailedSignIn = known or claim
    record_unseen(events.sign_in_failed, subject, at, {"result": result, "username": str(claim)})
    full = at + lockout.LOCKED_FOR
    spoken = {"until": f"{timezone.localtime(full):%H:%M}"}
    if lockout.locked_until(counted_failures(claim.username, at), lockout.NAME_LIMIT, at) == full:
        record_unseen(events.name_locked, subject, at, spoken)
    if address_locked_until(claim.address, at) == full:
        record_unseen(events.address_locked, claim, at, {"address": claim.address, **spoken})


@transaction.atomic
def welcome(*, user: User, at: datetime) -> None:
    """The sign-in is complete: the name's failures are forgiven. Recorded where the account has a role somewhere."""
    FailedSignIn.objects.filter(username=lockout.counted_name(user.username)).delete()
    viewer = viewer_of(user, on=timezone.localdate(at))
    if viewer is not None:
        record(events.signed_in, by=viewer, at=at, on=user, after={"result": "成功"})


def _why(known: User | None, at: datetime) -> str:
    """The reason for the record alone; the person who tried is not told."""
    if known is None:
        return "没有这个登录名"
    if not known.is_active:
        return "账号已停用"
    return "密码不对" if known.is_open(timezone.localdate(at)) else "账号已过有效期"


def still(username: str, at: datetime, wrong: str = "登录名或密码不对，或账号已停用。") -> SignInRefused:
    """After a failure: what was wrong, and how many tries are left; or that the name is locked now."""
    until = name_locked_until(username, at)
    if until:
        return NameLocked(until)
    left = lockout.tries_left(name_failures(username, at), lockout.NAME_LIMIT, at)
    return SignInRefused(f"{wrong}再错 {left} 次，这个登录名将锁定 30 分钟。")


def record_unseen(kind: Kind, on: models.Model, at: datetime, after: dict[str, str]) -> None:
    """What someone not signed in did: in the record of the account's body; a name nobody has is recorded with the
    body that came first to the installation."""
    body = on.organisation_id if isinstance(on, User) else (
        Organisation.objects.order_by("pk").values_list("pk", flat=True).first()
    )
    if body is not None:
        record(kind, by=Viewer(None, "未登录的人", body), at=at, on=on, after=after)
