"""A whole installation with its own data folder and database, as real processes; its database is PostgreSQL where the
tests run on PostgreSQL."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

ROOT = Path(__file__).resolve().parents[2]
DEADLINE_SECONDS = 90
POSTGRESQL = os.environ.get("DATABASE_URL", "")


def wait_until(condition: Callable[[], object], what: str, seconds: float = DEADLINE_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not in {seconds} s: {what}"
        time.sleep(0.05)


def administer(sql: str) -> None:
    import psycopg

    with psycopg.connect(POSTGRESQL, autocommit=True) as door:
        door.execute(sql)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Installation:
    """``like`` is another one whose data this begins with. ``url`` names a database of the test's own."""

    def __init__(self, data: Path, *, like: "Installation | None" = None, settings: str = "wenming.site.settings",
                 postgresql: bool = bool(POSTGRESQL), url: str = "", **more: str) -> None:
        self.data, self.processes, self.own_database = data, [], ""
        kept = {name: value for name, value in os.environ.items()
                if name != "DATABASE_URL" and not name.startswith("WENMING_")}
        self.environment = {**kept, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "WENMING_DATA": str(data),
                            "WENMING_TRIAL": "1",  # no second factor of administrators
                            "DJANGO_SETTINGS_MODULE": settings, **more}
        if like:
            shutil.copytree(like.data, data, ignore=shutil.ignore_patterns("*.log", "static"))
        else:
            data.mkdir(parents=True, exist_ok=True)
        if url:
            self.environment["DATABASE_URL"] = url
        elif postgresql:
            self._create_database(like)
        self.port = free_port()

    def _create_database(self, like: "Installation | None") -> None:
        self.own_database = f"wenming_faults_{os.getpid()}_{time.monotonic_ns()}"
        template = f" template {like.own_database}" if like and like.own_database else ""
        administer(f"create database {self.own_database}{template}")
        self.environment["DATABASE_URL"] = urlunsplit(urlsplit(POSTGRESQL)._replace(path="/" + self.own_database))

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> str:
        return (self.data / "server.log").read_text(errors="replace")

    def wenming(self, *words: object, check: bool = True, **more: str) -> subprocess.CompletedProcess:
        done = subprocess.run([sys.executable, "-m", "wenming", *map(str, words)], cwd=ROOT, check=False,
                              env={**self.environment, **more}, capture_output=True, text=True,
                              timeout=DEADLINE_SECONDS * 10)
        assert not check or done.returncode == 0, done.stdout + done.stderr
        return done

    def python(self, *words: str) -> str:
        """What a program of the tests' own prints."""
        done = subprocess.run([sys.executable, *words], cwd=ROOT, env=self.environment, check=False,
                              capture_output=True, text=True, timeout=DEADLINE_SECONDS * 10)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def run(self, *words: str, **more: str) -> subprocess.Popen:
        """A program that goes on until ``stop``; what it says goes to the log."""
        with (self.data / "server.log").open("ab") as log:
            process = subprocess.Popen([sys.executable, *words], cwd=ROOT, env={**self.environment, **more},
                                       stdout=log, stderr=log)
        self.processes.append(process)
        return process

    def start(self, *words: object, wait: bool = True) -> subprocess.Popen:
        """``serve`` with ``words``; comes back when it answers."""
        process = self.run("-m", "wenming", "serve", "--port", str(self.port), *map(str, words))
        if wait:
            wait_until(lambda: self._answers(process), "the server answers")
        return process

    def go_back(self, like: "Installation") -> None:
        """The rows are what they are there; whoever is connected is cut off."""
        if self.own_database:
            administer(f"drop database {self.own_database} with (force)")
            administer(f"create database {self.own_database} template {like.own_database}")
        else:
            for leftover in self.data.glob("wenming.sqlite3-*"):
                leftover.unlink()
            shutil.copy(like._sqlite, self._sqlite)

    @property
    def _sqlite(self) -> Path:
        return self.data / "wenming.sqlite3"

    def _answers(self, process: subprocess.Popen) -> bool:
        assert process.poll() is None, self.log
        return self.get("/healthz")[0] == 200

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """Status (0 where nobody answers), body, headers."""
        try:
            asked = urllib.request.Request(self.address + path, headers=headers)
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, answer.read().decode(), dict(answer.headers)
        except urllib.error.HTTPError as answer:
            return answer.code, answer.read().decode(), dict(answer.headers)
        except (urllib.error.URLError, OSError):
            return 0, "", {}

    def _door(self) -> closing:
        """Into the database, past the product."""
        if "DATABASE_URL" in self.environment:
            import psycopg

            return closing(psycopg.connect(self.environment["DATABASE_URL"]))
        return closing(sqlite3.connect(self._sqlite, timeout=20))

    def rows(self, sql: str) -> list[tuple]:
        """What the database says."""
        with self._door() as door:
            return door.execute(sql).fetchall()

    def tables(self) -> list[str]:
        if "DATABASE_URL" in self.environment:
            sql = "select tablename from pg_tables where schemaname = 'public' order by 1"
        else:
            sql = "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by 1"
        return [name for (name,) in self.rows(sql)]

    def everything(self, *without: str) -> dict[str, list[str]]:
        """Every row of every table as text, but for tables in ``without``."""
        with self._door() as door:
            return {name: sorted(map(repr, door.execute(f'select * from "{name}"').fetchall()))
                    for name in self.tables() if name not in without}

    def give_numbers_back(self) -> None:
        """PostgreSQL keeps the numbers a killed transaction took; without gaps the rows compare with a whole run."""
        if "DATABASE_URL" not in self.environment:
            return
        with self._door() as door:
            numbered = door.execute("select table_name, column_name from information_schema.columns"
                                    " where table_schema = 'public' and is_identity = 'YES'").fetchall()
            for table, column in numbered:
                door.execute(f"""select setval(pg_get_serial_sequence('"{table}"', '{column}'),"""
                             f""" coalesce(max("{column}"), 1), count(*) > 0) from "{table}" """)
            door.commit()

    def stop(self, process: subprocess.Popen | None = None) -> None:
        for one in [process] if process else self.processes:
            if one.poll() is None:
                one.send_signal(signal.SIGTERM)
        for one in [process] if process else self.processes:
            try:
                one.wait(timeout=20)
            except subprocess.TimeoutExpired:
                one.kill()
                one.wait()

    def remove(self) -> None:
        self.stop()
        if self.own_database:
            administer(f"drop database if exists {self.own_database} with (force)")
        shutil.rmtree(self.data, ignore_errors=True)
