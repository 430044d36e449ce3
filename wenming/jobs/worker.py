"""The worker: takes the next job, does it, settles it; a clock beside it keeps the lease alive and calls the chores.

This shelf lies above ``actions`` and below ``management``.
"""

import logging
import os
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, close_old_connections, connection
from django.utils import timezone

from wenming.domain.errors import RuleBroken

from .actions import queue
from .actions.queue import LEASE
from .actions.rows import RowRun, never
from .errors import LeaseLost, NotNow, StopAsked
from .models import Job
from .pulse import Pulse
from .registry import chores, kind_of

log = logging.getLogger(__name__)
PATIENCE_SECONDS = 3600
"""A handler that gives no sign of life for this long loses its lease."""


def drain(*, lease: timedelta = LEASE, stop_asked: Callable[[], bool] = never) -> int:
    """Do every job that is due, here and now; returns how many were taken up."""
    taken = 0
    while not stop_asked() and (job := queue.take_next(at=timezone.now(), lease=lease)):
        work_on(RowRun(job, lease=lease, stop_asked=stop_asked))
        taken += 1
    return taken


def work_on(run: RowRun) -> None:
    """Do one held job to an end that is written down, whatever its handler raises."""
    job = run.job
    try:
        _settle(run, job)
    except LeaseLost:
        log.warning("job %s (%s) was taken over by another worker", job.pk, job.kind)


def _settle(run: RowRun, job: Job) -> None:
    try:
        kind_of(job.kind).handler(run, **job.arguments)
    except StopAsked:
        queue.give_back(job, at=timezone.now())
    except NotNow as busy:
        queue.give_back(job, at=timezone.now() + busy.wait)
    except RuleBroken as refusal:
        queue.refuse(job, sentence=refusal.sentence, at=timezone.now())
    except Exception:
        if queue.try_later(job, at=timezone.now()):
            log.warning("job %s (%s) failed, to be tried again", job.pk, job.kind, exc_info=True)
        else:
            log.exception("job %s (%s) given up", job.pk, job.kind)
    else:
        queue.finish(job, result=run.result, at=timezone.now())


class Clock(threading.Thread):
    """Beside the worker: renews the lease of the job in hand and calls the chores, also during a long job."""

    def __init__(self, *, lease: timedelta) -> None:
        super().__init__(name="clock", daemon=True)
        self.run_in_hand: RowRun | None = None
        self._lease = lease
        self._over = threading.Event()
        self._next: dict[str, float] = {}
        self._pulse = Pulse()

    def run(self) -> None:
        try:
            self._pulse.beat()
            while not self._over.wait(min(1.0, self._lease.total_seconds() / 4)):
                close_old_connections()
                self._renew()
                self._pulse.chores.update(call_chores(self._next))
                self._pulse.beat()
            self._pulse.end()
        finally:
            connection.close()

    def end(self) -> None:
        self._over.set()
        self.join(timeout=30)

    def _renew(self) -> None:
        run = self.run_in_hand
        if run is None or time.monotonic() - run.heard > PATIENCE_SECONDS:
            return
        try:
            queue.renew(run.job, until=timezone.now() + self._lease)
        except (DatabaseError, InterfaceError):  # busy or away for a moment: the next beat tries again
            log.warning("lease of job %s not renewed", run.job.pk, exc_info=True)


def call_chores(next_call: dict[str, float] | None = None) -> dict[str, str]:
    """Call the chores that are due by ``next_call`` (monotonic time by name); all of them where it is None.

    Returns when each that went well was called.
    """
    called = {}
    for chore in chores():
        if next_call is not None and time.monotonic() < next_call.get(chore.name, 0):
            continue
        try:
            chore.act(timezone.now())
            called[chore.name] = timezone.now().isoformat(timespec="seconds")
        except (DatabaseError, InterfaceError):  # busy or away for a moment: the next round tries again
            log.warning("chore %s put off", chore.name, exc_info=True)
        except Exception:  # one chore in trouble must not keep the lease or the other chores from their turn
            log.exception("chore %s failed", chore.name)
        if next_call is not None:
            next_call[chore.name] = time.monotonic() + chore.seconds
    return called


class Worker:
    """The loop of the ``worker`` command. ``stop`` ends it after the row in hand.

    With ``parent``, the number of the process that started it, it also ends when that is gone, however that one ended.
    """

    def __init__(self, *, lease: timedelta = LEASE, poll_seconds: float = 1.0, parent: int = 0) -> None:
        self._lease, self._poll = lease, poll_seconds
        self._stop = threading.Event()
        self._parent = parent if os.name == "posix" else 0  # Windows never says that a parent is gone

    def stop(self, *_signal: object) -> None:
        self._stop.set()

    def stop_asked(self) -> bool:
        orphaned = self._parent != 0 and os.getppid() != self._parent
        return orphaned or self._stop.is_set()

    def work(self) -> None:
        clock = Clock(lease=self._lease)
        clock.start()
        try:
            while not self.stop_asked():
                if not self._step(clock):
                    self._stop.wait(self._poll)
        finally:
            clock.end()

    def _step(self, clock: Clock) -> bool:
        """Do one job if there is one. A database that is away is waited for."""
        close_old_connections()
        try:
            job = queue.take_next(at=timezone.now(), lease=self._lease)
            if job is None:
                return False
            clock.run_in_hand = run = RowRun(job, lease=self._lease, stop_asked=self.stop_asked)
            work_on(run)
        except (DatabaseError, InterfaceError):
            log.warning("the database did not answer; trying again", exc_info=True)
            return False
        finally:
            clock.run_in_hand = None
        return True
