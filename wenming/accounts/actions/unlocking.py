"""Unlocking what failed sign-ins have locked, before its time."""

from datetime import datetime

from django.db import transaction

from wenming.accounts import access, events
from wenming.accounts.models import FailedSignIn, User
from wenming.accounts.queries.locks import address_locked_until, name_locked_until
from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.domain.lockout import counted_address, counted_name


@transaction.atomic
def unlock_name(*, user: User, by: Viewer, at: datetime) -> None:
    """The person may try again at once. Raises RuleBroken where nothing is locked."""
    access.check_may_keep(by, user)
    if name_locked_until(user.username, at) is None:
        raise RuleBroken(f"“{user}”的登录现在没有锁定。")
    FailedSignIn.objects.filter(username=counted_name(user.username)).delete()
    record(events.name_unlocked, by=by, at=at, on=user)


@transaction.atomic
def unlock_address(*, address: str, by: Viewer, at: datetime) -> None:
    """Everyone behind the address may try again; the failures of single names stay counted elsewhere."""
    access.check_may_open(by)
    if address_locked_until(address, at) is None:
        raise RuleBroken("这个网络地址现在没有锁定。")
    failed = FailedSignIn.objects.filter(address=counted_address(address))
    first = failed.order_by("pk")[0]
    failed.delete()
    record(events.address_unlocked, by=by, at=at, on=first, before={"address": address})
