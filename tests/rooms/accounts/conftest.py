"""A clock the tests move themselves."""

from datetime import timedelta

import pytest
from django.utils import timezone


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands still until it is moved on."""

    class Clock:
        now = timezone.now()

        def on(self, **delta) -> None:
            self.now += timedelta(**delta)

    one = Clock()
    monkeypatch.setattr(timezone, "now", lambda: one.now)
    return one
