"""Recognising a form that is sent twice (a double click, a reload after a slow answer)."""

import time
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from wenming.accounts.models import SentForm, User
from wenming.domain.errors import RuleBroken

PATIENCE_SECONDS = 10
ABANDONED_AFTER = timedelta(minutes=2)


def claim(*, user: User, token: str, at: datetime) -> str | None:
    """None for the first sender. For a later one, the address the first was sent on to ("" where there was none).

    While the first is still working the later one waits for it, PATIENCE_SECONDS at most, then RuleBroken. A claim
    left behind by a crash is taken over after ABANDONED_AFTER.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            with transaction.atomic():
                SentForm.objects.create(user=user, token=token[:40], at=at)
            return None
        except IntegrityError:
            first = SentForm.objects.filter(user=user, token=token[:40]).first()
        if first is None:
            continue
        if first.finished:
            return first.location
        if first.at < at - ABANDONED_AFTER and _take_over(first, at):
            return None
        if time.monotonic() > deadline:
            raise RuleBroken("这张表正在办理，请稍等片刻再看结果，不必重复提交。")
        time.sleep(0.05)


def _take_over(first: SentForm, at: datetime) -> bool:
    return bool(SentForm.objects.filter(pk=first.pk, at=first.at, finished=False).update(at=at))


def release(*, user: User, token: str) -> None:
    """The act did not come about: the same form may be sent again."""
    SentForm.objects.filter(user=user, token=token[:40]).delete()


def settle(*, user: User, token: str, location: str) -> None:
    SentForm.objects.filter(user=user, token=token[:40]).update(finished=True, location=location[:500])
