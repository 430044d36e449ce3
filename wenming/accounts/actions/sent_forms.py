"""Recognising a form that is sent twice (a double click, a reload after a slow answer, a server killed in the middle).

That the act was done is written in the act's own transaction (``note_act``); a claim whose process is gone without it
is free again at once.
"""

import os
import socket
import time
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from wenming.accounts.models import SentForm, User
from wenming.domain.errors import RuleBroken

PATIENCE_SECONDS = 10
ANSWER_SECONDS = 2
"""Between the act and the answer lies no more than drawing a page."""
ABANDONED_AFTER = timedelta(minutes=2)
"""Of a claim whose process cannot be asked after, because it ran on another machine."""


def claim(*, user: User, token: str, at: datetime) -> str | None:
    """None for the first sender. For a later one, the address the first was sent on to ("" where there was none).

    While the first is still working the later one waits for it, PATIENCE_SECONDS at most, then RuleBroken.
    """
    begun = time.monotonic()
    while True:
        try:
            with transaction.atomic():
                SentForm.objects.create(user=user, token=token[:40], at=at, holder=_holder())
            return None
        except IntegrityError:
            first = SentForm.objects.filter(user=user, token=token[:40]).first()
        if first is None:
            continue
        waited = time.monotonic() - begun
        if first.finished or (first.acted and (waited > ANSWER_SECONDS or _is_gone(first.holder))):
            return first.location
        if not first.acted and (_is_gone(first.holder) or first.at < at - ABANDONED_AFTER) and _take_over(first, at):
            return None
        if waited > PATIENCE_SECONDS:
            raise RuleBroken("这张表正在办理，请稍等片刻再看结果，不必重复提交。")
        time.sleep(0.05)


def _take_over(first: SentForm, at: datetime) -> bool:
    """True for one of those who try."""
    unchanged = SentForm.objects.filter(pk=first.pk, at=first.at, holder=first.holder, finished=False, acted=False)
    return bool(unchanged.update(at=at, holder=_holder()))


def _holder() -> str:
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _is_gone(holder: str) -> bool:
    """Whether the process that held a claim is surely dead; one on another machine is not known to be."""
    host, _, number = holder.rpartition(":")
    if os.name == "nt" or host != socket.gethostname()[:60] or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def note_act(*, user: User, token: str) -> None:
    """The form did its work; called in the transaction of the act."""
    SentForm.objects.filter(user=user, token=token[:40]).update(acted=True)


def release(*, user: User, token: str) -> None:
    """The form was refused and will be mended: it may be sent again."""
    SentForm.objects.filter(user=user, token=token[:40]).delete()


def release_unless_acted(*, user: User, token: str) -> None:
    """Something broke: the form may be sent again unless its act stands already."""
    SentForm.objects.filter(user=user, token=token[:40], acted=False).delete()


def settle(*, user: User, token: str, location: str) -> None:
    SentForm.objects.filter(user=user, token=token[:40]).update(finished=True, location=location[:500])
