"""The queue: a job is taken by lease, and only the holder of the lease may change it (docs/decisions/0004)."""

import os
import secrets
import socket
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet

from wenming.domain.authority import Viewer
from wenming.jobs.errors import LeaseLost
from wenming.jobs.models import Job
from wenming.jobs.registry import kind_of

LEASE = timedelta(seconds=30)
TRIES = 3
WAIT_BEFORE_RETRY = (timedelta(seconds=10), timedelta(minutes=1))
State = Job.State


def enqueue(
    kind_code: str, *, title: str = "", by: Viewer, at: datetime, arguments: dict[str, Any] | None = None,
    unique_key: str = "",
) -> Job:
    """Ask for a job; it exists if and only if the caller's transaction commits.

    An unfinished job of the same kind and non-empty ``unique_key`` in the organisation is returned instead of a second
    one. Raises KeyError for a kind no room declares.
    """
    kind = kind_of(kind_code)
    fields = {
        "title": (title or kind.title)[:200], "arguments": arguments or {}, "run_at": at,
        "asked_by_id": by.user_id, "asked_by_label": by.name[:60], "asked_at": at,
    }
    same = {"organisation_id": by.organisation_id, "kind": kind_code, "unique_key": unique_key}
    try:
        with transaction.atomic():
            return Job.objects.create(**same, **fields)
    except IntegrityError:  # asked for before: seldom, so it is not looked up beforehand
        # in the words of the index job_once: without them SQLite looks through all jobs the organisation ever had
        return Job.objects.exclude(unique_key="").get_or_create(**same, defaults=fields)[0]


def _due(at: datetime) -> QuerySet[Job]:
    """Jobs that wait, and running ones whose worker has not been heard of for the length of its lease."""
    return Job.objects.filter(
        Q(state=State.WAITING) | Q(state=State.RUNNING, lease_until__lt=at),
        state__in=[State.WAITING, State.RUNNING], run_at__lte=at,
    ).order_by("run_at", "id")


def take_next(*, at: datetime, lease: timedelta = LEASE) -> Job | None:
    """The next due job, now held by the caller until ``at + lease``, or None.

    ``job.worker`` names this very holding: a holder that was thought dead and comes back does not match it any more.
    A job that took its worker down TRIES times without getting on is given up.
    """
    while _due(at).exists():  # a plain read first: an idle worker never takes SQLite's write lock
        with transaction.atomic():
            job = _due(at).select_for_update(skip_locked=True).first()
            if job is None:
                return None
            if job.tries >= TRIES:
                _give_up(job, at=at, why=f"后台服务在办理时中断了 {TRIES} 次")
                continue
            job.state, job.tries, job.lease_until = State.RUNNING, job.tries + 1, at + lease
            job.worker = f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(6)}"
            job.save(update_fields=["state", "tries", "lease_until", "worker"])
        return job
    return None


def held(job: Job) -> QuerySet[Job]:
    """The job's row as long as the caller still holds it; empty otherwise."""
    return Job.objects.filter(pk=job.pk, state=State.RUNNING, worker=job.worker)


@transaction.atomic
def renew(job: Job, *, until: datetime) -> None:
    """Prolong the lease, unless a row is just being done: its own transaction keeps others off, and renews."""
    if held(job).select_for_update(skip_locked=True).first():
        held(job).update(lease_until=until)


def finish(job: Job, *, result: dict[str, Any], at: datetime) -> None:
    """Done, with what it brought. Raises LeaseLost."""
    failed_rows = job.row_errors.count()
    message = f"{failed_rows} 项没有办成，原因见下表；其余已办好。" if failed_rows else ""
    _settle(job, state=State.DONE, result=result, message=message, finished_at=at, unique_key="", lease_until=None)


def give_back(job: Job, *, at: datetime) -> None:
    """Back to the queue untouched until ``at``, not counted as a try: the worker stops, or what is needed is taken."""
    _settle(job, state=State.WAITING, run_at=at, tries=job.tries - 1, lease_until=None)


def refuse(job: Job, *, sentence: str, at: datetime) -> None:
    """Not to be done, and trying again would not help."""
    _settle(job, state=State.FAILED, message=sentence[:500], finished_at=at, unique_key="", lease_until=None)


def try_later(job: Job, *, at: datetime) -> bool:
    """After a fault: again in a while, or given up after TRIES. Returns whether it will be tried again."""
    if job.tries >= TRIES:
        _give_up(job, at=at, why=f"办理时系统出错，已试 {TRIES} 次")
        return False
    _settle(job, state=State.WAITING, run_at=at + WAIT_BEFORE_RETRY[job.tries - 1], lease_until=None,
            message=f"办理时系统出错，第 {job.tries} 次；稍后自动再试。")
    return True


def _give_up(job: Job, *, at: datetime, why: str) -> None:
    reached = f"前 {job.done} 项已办好并保留，其后的没有办。" if job.done else "没有留下办了一半的内容。"
    refuse(job, sentence=f"{why}，已停下。{reached}请把本页地址告诉系统管理员，排除后再发起一次。", at=at)


def _settle(job: Job, **fields: Any) -> None:
    if not held(job).update(**fields):
        raise LeaseLost(job.pk)
    for name, value in fields.items():
        setattr(job, name, value)
