"""Signs of life: who is heard of, who is swept away, and a clock that was moved."""

from datetime import timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from wenming.jobs import pulse
from wenming.jobs.actions import signs
from wenming.jobs.models import SignOfLife
from wenming.jobs.queries import BACKUP, WORKER, last_backup, workers_alive

pytestmark = pytest.mark.django_db


def names():
    return set(SignOfLife.objects.values_list("name", flat=True))


def test_only_workers_heard_of_lately_are_alive():
    now = timezone.now()
    signs.give_sign(WORKER + "old:1", at=now - timedelta(minutes=2))
    signs.give_sign(BACKUP, at=now)
    assert workers_alive(at=now) == []
    signs.give_sign(WORKER + "new:2", at=now)
    assert [one.name for one in workers_alive(at=now)] == [WORKER + "new:2"]


def test_a_sign_is_renewed_not_doubled_and_the_dead_are_swept_away():
    now = timezone.now()
    signs.give_sign(WORKER + "dead:1", at=now - timedelta(days=2))
    signs.give_sign(BACKUP, at=now - timedelta(days=2))
    beating = pulse.Pulse()
    beating.chores["audit.seal"] = "then"
    beating.beat()
    beating.beat()
    assert names() == {beating.name, BACKUP}
    assert workers_alive(at=now)[0].detail == {"chores": {"audit.seal": "then"}}
    assert last_backup().at == now - timedelta(days=2)
    beating.end()
    assert names() == {BACKUP}


def test_it_beats_every_few_seconds_only(django_assert_num_queries):
    beating = pulse.Pulse()
    beating.beat()
    with django_assert_num_queries(0):
        beating.beat()


def test_a_clock_that_was_moved_is_noted(monkeypatch, caplog):
    beating = pulse.Pulse()
    monkeypatch.setattr(pulse.time, "time", lambda real=pulse.time.time: real() + 3600)
    beating.beat()
    assert workers_alive(at=timezone.now())[0].detail["clock_jump_seconds"] == 3600
    assert "moved by 3600 s" in caplog.text


def test_a_database_that_is_away_is_waited_for(monkeypatch):
    def away(*_, **__):
        raise OperationalError

    beating = pulse.Pulse()
    monkeypatch.setattr(signs, "give_sign", away)
    beating.beat()
    monkeypatch.undo()
    beating.beat()
    assert names() == {beating.name}
