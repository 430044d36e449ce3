"""A worker's sign of life.

This shelf lies below ``worker`` and above ``actions``.
"""

import logging
import os
import socket
import time
from typing import Any

from django.db import DatabaseError, InterfaceError
from django.utils import timezone

from .actions import signs
from .queries import WORKER

log = logging.getLogger(__name__)
SIGN_EVERY_SECONDS = 10
CLOCK_JUMP_SECONDS = 5
"""The wall clock moving this much more or less than the monotonic one was set by hand or by a time server."""


class Pulse:
    """A worker's sign of life: when the chores were last called, and whether the clock was moved."""

    def __init__(self) -> None:
        self.name = f"{WORKER}{socket.gethostname()[:60]}:{os.getpid()}"
        self.chores: dict[str, str] = {}
        self._jump: dict[str, Any] = {}
        self._beaten = 0.0
        self._offset = time.time() - time.monotonic()

    def beat(self) -> None:
        """Give the sign if it is time. A database that is away is no reason to stop."""
        if self._beaten and time.monotonic() - self._beaten < SIGN_EVERY_SECONDS:
            return
        self._look_at_the_clock()
        now = timezone.now()
        try:
            signs.give_sign(self.name, at=now, detail={"chores": self.chores, **self._jump})
            signs.sweep_workers(at=now)
        except (DatabaseError, InterfaceError):
            log.warning("sign of life not given", exc_info=True)
            return
        self._beaten = time.monotonic()

    def end(self) -> None:
        try:
            signs.take_sign_away(self.name)
        except (DatabaseError, InterfaceError):
            log.warning("sign of life not taken away", exc_info=True)

    def _look_at_the_clock(self) -> None:
        offset = time.time() - time.monotonic()
        jumped, self._offset = offset - self._offset, offset
        if abs(jumped) > CLOCK_JUMP_SECONDS:
            log.warning("the clock of this machine was moved by %.0f s", jumped)
            self._jump = {"clock_jump_seconds": round(jumped), "clock_jump_at": timezone.now().isoformat()}
