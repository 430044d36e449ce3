"""Real worker processes on a real database: killed in the middle, stopped politely, and two at once."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.db import connection

ROOT = Path(__file__).parents[3]
DEADLINE_SECONDS = 60


class Ground:
    """A database of its own, SQLite file or PostgreSQL, and processes that are gone when the test ends."""

    module = "tests.rooms.jobs.worker_process"

    def __init__(self, tmp_path):
        self.folder = tmp_path
        self.mark = tmp_path / "hanging"
        self.processes = []
        self.environment = {
            **os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "WENMING_DATA": str(tmp_path),
            "WENMING_SECRET_KEY": "tests only", "DJANGO_SETTINGS_MODULE": "wenming.site.settings",
        }
        self.on_postgresql = connection.vendor == "postgresql"
        if self.on_postgresql:
            self.name = f"wenming_kill_{os.getpid()}_{time.monotonic_ns()}"
            parts = urlsplit(os.environ["DATABASE_URL"])
            self.environment["DATABASE_URL"] = urlunsplit(parts._replace(path="/" + self.name))
            self._administer(f"create database {self.name}")

    def _administer(self, sql):
        import psycopg

        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as door:
            door.execute(sql)

    def python(self, *words, **more):
        return subprocess.Popen(
            [sys.executable, "-m", self.module, *words], cwd=ROOT,
            env={**self.environment, **more}, stdout=subprocess.DEVNULL,
        )

    def prepare(self, *numbers):
        assert self.python("prepare", *map(str, numbers)).wait(DEADLINE_SECONDS) == 0

    def worker(self, *words, **more):
        process = self.python("work", "--lease=2", *words, **more)
        self.processes.append(process)
        return process

    def rows(self, sql):
        if self.on_postgresql:
            import psycopg

            with psycopg.connect(self.environment["DATABASE_URL"]) as door:
                return door.execute(sql).fetchall()
        import sqlite3

        door = sqlite3.connect(self.folder / "wenming.sqlite3", timeout=20)
        try:
            return door.execute(sql).fetchall()
        finally:
            door.close()

    def states(self):
        return {state for (state,) in self.rows("select distinct state from jobs_job")}

    def close(self):
        for process in self.processes:
            process.kill()
            process.wait()
        if self.on_postgresql:
            self._administer(f"drop database {self.name} with (force)")


@pytest.fixture
def ground(tmp_path):
    ground = Ground(tmp_path)
    yield ground
    ground.close()


def wait_until(condition, what):
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition():
        assert time.monotonic() < deadline, f"not in {DEADLINE_SECONDS} s: {what}"
        time.sleep(0.05)


def written(ground):
    return Counter(row for (row,) in ground.rows("select row_number from written"))


def test_killed_worker_loses_nothing_and_nothing_is_done_twice(ground):
    ground.prepare(200)
    first = ground.worker(HANG_AT="101", MARK=str(ground.mark))
    wait_until(ground.mark.exists, "the first worker is in the middle of row 101")
    first.send_signal(signal.SIGKILL)
    first.wait()
    assert ground.rows("select state, done from jobs_job") == [("running", 100)]
    second = ground.worker()
    wait_until(lambda: ground.states() == {"done"}, "the second worker takes the job up and ends it")
    assert written(ground) == Counter(range(1, 201))
    assert dict(ground.rows("select pid, count(*) from written group by pid")) == {first.pid: 100, second.pid: 100}
    assert ground.rows("select done, total, row_errors from (select done, total, "
                       "(select count(*) from jobs_rowerror) as row_errors from jobs_job) as j") == [(200, 200, 0)]


def test_two_workers_share_the_jobs_and_do_each_once(ground):
    ground.prepare(40, 1)
    ground.worker()
    ground.worker()
    wait_until(lambda: ground.states() == {"done"}, "both workers have emptied the queue")
    assert written(ground) == Counter(range(1, 41))


def test_worker_asked_to_stop_leaves_cleanly(ground):
    ground.prepare(1)
    worker = ground.worker()
    wait_until(lambda: ground.states() == {"done"}, "the job is done")
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(DEADLINE_SECONDS) == 0


def test_once_empties_the_queue_and_leaves(ground):
    ground.prepare(3, 1)
    assert ground.worker("--once").wait(DEADLINE_SECONDS) == 0
    assert ground.states() == {"done"}


@pytest.mark.skipif(os.name == "nt", reason="a process of Windows keeps the number of its dead parent")
def test_child_leaves_when_its_parent_was_killed(ground):
    ground.prepare(1)
    starts_a_child = (
        "import os, subprocess, sys, time;"
        "p = subprocess.Popen([sys.executable, '-m', 'tests.rooms.jobs.worker_process', 'work',"
        " '--child', str(os.getpid())]);"
        "open(sys.argv[1], 'w').write(str(p.pid)); time.sleep(600)"
    )
    number = ground.folder / "child"
    parent = subprocess.Popen([sys.executable, "-c", starts_a_child, str(number)], cwd=ROOT, env=ground.environment,
                              stdout=subprocess.DEVNULL)
    ground.processes.append(parent)
    wait_until(lambda: ground.states() == {"done"}, "the child does its job")
    parent.kill()
    parent.wait()
    wait_until(lambda: not alive(int(number.read_text())), "the child is gone too")


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not (stat.exists() and stat.read_text().rpartition(")")[2].split()[0] == "Z")
