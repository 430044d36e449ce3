"""A lease: one holder at a time; who is not heard of loses the job; who lost it can write no more."""

from datetime import timedelta

import pytest

from tests.cast import NOW
from tests.factories.jobs import make_job
from wenming.jobs.actions import queue
from wenming.jobs.actions.rows import RowRun
from wenming.jobs.errors import LeaseLost
from wenming.jobs.models import Job, RowError

LATER = NOW + timedelta(seconds=31)


@pytest.fixture
def job(cast):
    return make_job(cast.office)


def test_held_job_is_not_given_to_another(job):
    assert queue.take_next(at=NOW) == job
    assert queue.take_next(at=NOW + timedelta(seconds=29)) is None


def test_job_of_a_dead_worker_is_taken_up_after_the_lease(job):
    first = queue.take_next(at=NOW)
    second = queue.take_next(at=LATER)
    assert second == job
    assert second.worker != first.worker
    assert second.tries == 2


def test_renewed_lease_keeps_the_job(job):
    held = queue.take_next(at=NOW)
    queue.renew(held, until=NOW + timedelta(seconds=60))
    assert queue.take_next(at=LATER) is None


def test_who_lost_the_lease_writes_nothing_more(job):
    slow, begun = RowRun(queue.take_next(at=NOW)), []
    queue.take_next(at=LATER)
    with pytest.raises(LeaseLost), slow.row(1):
        begun.append(1)
    assert not begun, "the row is not even begun"
    for settle in (lambda: slow.begin(9), lambda: queue.finish(slow.job, result={}, at=LATER),
                   lambda: queue.try_later(slow.job, at=LATER), lambda: queue.give_back(slow.job, at=LATER)):
        with pytest.raises(LeaseLost):
            settle()
    queue.renew(slow.job, until=LATER + timedelta(days=1))
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("running", 0, 0)
    assert job.lease_until == LATER + queue.LEASE


def test_lease_lost_in_the_middle_of_a_row_takes_the_row_back(job):
    slow = RowRun(queue.take_next(at=NOW))

    def write():
        with slow.row(1):
            RowError.objects.create(organisation_id=1, job=job, row=99, message="写入")
            Job.objects.filter(pk=job.pk).update(worker="another")

    with pytest.raises(LeaseLost):
        write()
    assert not RowError.objects.exists()


def test_job_that_always_takes_its_worker_down_is_given_up(job):
    at = NOW
    for _ in range(queue.TRIES):
        assert queue.take_next(at=at) == job
        at += timedelta(seconds=31)
    assert queue.take_next(at=at) is None
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.message.startswith("后台服务在办理时中断了 3 次，已停下。")


def test_given_up_job_does_not_hold_back_the_next(cast, job):
    Job.objects.filter(pk=job.pk).update(state="running", tries=queue.TRIES, lease_until=NOW)
    after = make_job(cast.office)
    assert queue.take_next(at=LATER) == after


def test_job_waits_for_its_time(cast):
    make_job(cast.office, run_at=LATER)
    assert queue.take_next(at=NOW) is None
    assert queue.take_next(at=LATER) is not None
