"""What becomes of a job: done, done with rows that failed, refused, tried again, given up, handed back."""

import logging
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.cast import NOW
from wenming.domain.errors import RuleBroken
from wenming.jobs import registry
from wenming.jobs.actions import enqueue, queue
from wenming.jobs.actions.rows import RowRun
from wenming.jobs.errors import NotNow
from wenming.jobs.models import Job, RowError
from wenming.jobs.worker import call_chores, drain, work_on

PAST = {"run_at": NOW}


def test_rows_are_done_in_order_and_counted(cast, kind):
    seen = []

    def handler(run, items):
        run.begin(len(items))
        for number, item in run.remaining(items):
            with run.row(number, item):
                seen.append((number, item))
        run.finish(url="/ledger/", label="看台账")

    job = enqueue(kind("rows", handler), by=cast.office, at=NOW, arguments={"items": ["甲", "乙"]}, unique_key="k")
    assert drain() == 1
    job.refresh_from_db()
    assert seen == [(1, "甲"), (2, "乙")]
    assert (job.state, job.done, job.total, job.message, job.unique_key) == ("done", 2, 2, "", "")
    assert job.result == {"url": "/ledger/", "label": "看台账"}
    assert job.finished_at is not None


def test_refused_row_leaves_nothing_and_the_rest_goes_on(cast, kind):
    def handler(run):
        run.begin(3)
        for number, item in run.remaining("甲乙丙"):
            with run.row(number, item):
                Job.objects.create(organisation_id=0, kind="x", title=item, run_at=NOW, asked_at=NOW, state="done")
                if item == "乙":
                    raise RuleBroken("名册里没有乙。")

    job = enqueue(kind("rows", handler), by=cast.office, at=NOW)
    drain()
    job.refresh_from_db()
    assert set(Job.objects.filter(organisation_id=0).values_list("title", flat=True)) == {"甲", "丙"}
    error = RowError.objects.get()
    assert (error.job, error.row, error.label, error.message) == (job, 2, "乙", "名册里没有乙。")
    assert error.organisation_id == cast.organisation.pk
    assert (job.state, job.done) == ("done", 3)
    assert job.message == "1 项没有办成，原因见下表；其余已办好。"


def test_refused_job_is_not_tried_again(cast, kind):
    def handler(run):
        raise RuleBroken("文件已经撤下。")

    job = enqueue(kind("refused", handler), by=cast.office, at=NOW)
    drain()
    job.refresh_from_db()
    assert (job.state, job.message, job.tries) == ("failed", "文件已经撤下。", 1)


def test_faulty_job_is_tried_three_times_then_given_up(cast, kind, caplog):
    def handler(run):
        raise ZeroDivisionError("detail for the log")

    job = enqueue(kind("faulty", handler), by=cast.office, at=NOW, unique_key="k")
    for tries in (1, 2):
        assert drain() == 1
        job.refresh_from_db()
        assert (job.state, job.tries) == ("waiting", tries)
        assert job.run_at > NOW
        assert drain() == 0, "not before its time"
        Job.objects.update(**PAST)
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    drain()
    job.refresh_from_db()
    assert (job.state, job.unique_key) == ("failed", "")
    assert job.message == (
        "办理时系统出错，已试 3 次，已停下。没有留下办了一半的内容。请把本页地址告诉系统管理员，排除后再发起一次。")
    assert "detail for the log" not in job.message
    assert "ZeroDivisionError: detail for the log" in caplog.text
    caplog.clear()


def test_fault_in_the_middle_resumes_at_the_row_it_reached(cast, kind, caplog):
    written, broken = [], [True]

    def handler(run):
        run.begin(3)
        for number, item in run.remaining("甲乙丙"):
            with run.row(number, item):
                if item == "乙" and broken:
                    raise OSError("disk away")
                written.append(item)

    job = enqueue(kind("rows", handler), by=cast.office, at=NOW)
    drain()
    job.refresh_from_db()
    assert (job.state, job.done) == ("waiting", 1)
    broken.clear()
    Job.objects.update(**PAST)
    drain()
    job.refresh_from_db()
    assert (job.state, job.done, written) == ("done", 3, ["甲", "乙", "丙"])


def test_getting_on_counts_the_tries_anew(cast, kind):
    def handler(run):
        with run.row(run.done + 1):
            pass
        raise OSError

    job = enqueue(kind("creeping", handler), by=cast.office, at=NOW)
    for _ in range(5):
        drain()
        Job.objects.update(**PAST)
    job.refresh_from_db()
    assert (job.state, job.done, job.tries) == ("waiting", 5, 1)


def test_kind_of_an_older_version_does_not_stop_the_queue(cast, kind, caplog):
    Job.objects.create(organisation_id=1, kind="gone.kind", title="旧", run_at=NOW, asked_at=NOW, tries=2)
    enqueue(kind("nothing", lambda run: None), by=cast.office, at=NOW)
    drain()
    assert dict(Job.objects.values_list("kind", "state")) == {"gone.kind": "failed", "tests.nothing": "done"}
    caplog.clear()


def test_asked_to_stop_after_the_row_in_hand_and_goes_on_from_there(cast, kind):
    written, stop = [], []

    def handler(run):
        run.begin(3)
        for number, item in run.remaining("甲乙丙"):
            with run.row(number, item):
                written.append(item)
                stop.append(True)

    job = enqueue(kind("rows", handler), by=cast.office, at=NOW)
    work_on(RowRun(queue.take_next(at=NOW), stop_asked=lambda: bool(stop)))
    job.refresh_from_db()
    assert (job.state, job.done, job.tries, written) == ("waiting", 1, 0, ["甲"])
    drain()
    assert written == ["甲", "乙", "丙"]


def test_what_is_taken_is_waited_for_in_the_queue_and_costs_no_try(cast, kind):
    taken, seen = [True], []

    def handler(run):
        if taken:
            raise NotNow(timedelta(minutes=5))
        seen.append("done")

    job = enqueue(kind("busy", handler), by=cast.office, at=NOW)
    enqueue(kind("other", lambda run: seen.append("other")), by=cast.office, at=NOW)
    assert drain() == 2, "the worker goes on with something else"
    job.refresh_from_db()
    assert (job.state, job.tries, job.message, seen) == ("waiting", 0, "", ["other"])
    assert job.run_at > timezone.now() + timedelta(minutes=4)
    taken.clear()
    Job.objects.update(**PAST)
    drain()
    assert seen == ["other", "done"]


def test_what_was_said_with_a_row_is_known_to_the_next_run(cast, kind):
    known, stop = [], []

    def handler(run):
        known.append(dict(run.result))
        with run.row(1):
            run.finish(url="/found/")
        stop.append(True)
        with run.row(2):
            pass

    job = enqueue(kind("said", handler), by=cast.office, at=NOW)
    work_on(RowRun(queue.take_next(at=NOW), stop_asked=lambda: bool(stop)))
    stop.clear()
    drain()
    job.refresh_from_db()
    assert known == [{}, {"url": "/found/"}]
    assert (job.state, job.result) == ("done", {"url": "/found/"})


def test_handler_cannot_swallow_the_order_to_stop(cast, kind):
    def handler(run):
        try:
            with run.row(1):
                pass
        except Exception:
            raise AssertionError("swallowed") from None

    job = enqueue(kind("greedy", handler), by=cast.office, at=NOW)
    work_on(RowRun(queue.take_next(at=NOW), stop_asked=lambda: True))
    job.refresh_from_db()
    assert job.state == "waiting"


@pytest.fixture
def chore(monkeypatch):
    monkeypatch.setattr(registry, "_chores", {})
    return registry.every


def test_chores_come_round_when_due_and_one_in_trouble_does_not_stop_the_others(chore, caplog):
    called = []

    @chore(3600, "tests.broken")
    def broken(at):
        called.append("broken")
        raise ZeroDivisionError

    @chore(3600, "tests.sound")
    def sound(at):
        called.append("sound")

    turns = {}
    call_chores(turns)
    call_chores(turns)
    assert called == ["broken", "sound"]
    assert "chore tests.broken failed" in caplog.text
    caplog.clear()
