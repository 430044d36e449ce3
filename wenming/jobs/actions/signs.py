"""Signs of life: each worker says every few seconds that it is there, the backup when it was last good."""

from datetime import datetime, timedelta
from typing import Any

from wenming.jobs.models import SignOfLife
from wenming.jobs.queries import WORKER

FORGOTTEN_AFTER = timedelta(days=1)
"""A worker that was killed leaves its sign behind; the others sweep it away after this long."""


def give_sign(name: str, *, at: datetime, detail: dict[str, Any] | None = None) -> None:
    """Write or renew the sign ``name``."""
    SignOfLife.objects.update_or_create(name=name[:100], defaults={"at": at, "detail": detail or {}})


def take_sign_away(name: str) -> None:
    """The worker leaves on its own account: nobody shall wait for it."""
    SignOfLife.objects.filter(name=name[:100]).delete()


def sweep_workers(*, at: datetime) -> None:
    SignOfLife.objects.filter(name__startswith=WORKER, at__lt=at - FORGOTTEN_AFTER).delete()
