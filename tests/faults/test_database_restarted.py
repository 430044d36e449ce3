"""The database restarted under load: plain refusals meanwhile, all well afterwards, and nobody had to restart us."""

import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest

from .installation import free_port, wait_until
from .person import Person

BINARIES = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


class Cluster:
    """A PostgreSQL of this test's own, on its own port and data folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port, self.bin = folder, free_port(), BINARIES[-1].parent
        self.as_postgres = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
        folder.mkdir()
        if self.as_postgres:
            shutil.chown(folder, "postgres")
        self._run("initdb", "-D", folder / "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self.port}/postgres"

    def _run(self, program: str, *words: object) -> None:
        # output to a file: a server started by pg_ctl keeps a pipe open for ever
        with (self.folder.parent / "cluster.log").open("ab") as log:
            subprocess.run([*self.as_postgres, self.bin / program, *map(str, words)], check=True, stdout=log,
                           stderr=log, cwd="/", timeout=120)

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        self._run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "fast", "-w", "stop")


@pytest.fixture
def cluster():
    if not BINARIES:
        pytest.skip("没有 PostgreSQL 服务端程序，跳过 / no PostgreSQL server programs on this machine")
    import tempfile

    folder = Path(tempfile.mkdtemp(prefix="wenming-pg-"))
    folder.chmod(0o755)
    made = Cluster(folder / "cluster")
    yield made
    subprocess.run([*made.as_postgres, made.bin / "pg_ctl", "-D", made.folder / "data", "-m", "immediate", "stop"],
                   check=False, capture_output=True, cwd="/")
    shutil.rmtree(folder)


class Load:
    """People who keep asking for a page until they are told to stop; every answer is kept."""

    def __init__(self, people, path):
        self.answers, self._over = [], threading.Event()
        self._threads = [threading.Thread(target=self._ask, args=(person, path)) for person in people]
        for thread in self._threads:
            thread.start()

    def _ask(self, person, path):
        while not self._over.is_set():
            self.answers.append(person.get(path))

    def statuses(self):
        return {answer.status for answer in self.answers}

    def end(self):
        self._over.set()
        for thread in self._threads:
            thread.join(timeout=60)


def test_restarted_under_load(install, cluster):
    place = install(url=cluster.url, settings="tests.faults.settings")
    place.wenming("migrate", "--verbosity", "0")
    said = place.wenming("create-admin", "--organisation", "示范省财政厅", "--username", "sysadmin", "--name", "示范甲",
                         "--role", "system_admin").stdout
    assert said
    process = place.start()
    people = [Person(place.address) for _ in range(3)]
    load = Load(people, "/accounts/sign-in/")
    try:
        wait_until(lambda: 200 in load.statuses(), "pages come")
        wait_until(lambda: place.get("/readyz")[0] == 200, "ready")
        cluster.stop()
        wait_until(lambda: 503 in load.statuses(), "refusals come")
        wait_until(lambda: place.get("/readyz")[0] == 503, "not ready")
        assert place.get("/healthz")[0] == 200
        cluster.start()
        wait_until(lambda: place.get("/readyz")[0] == 200, "ready again")
        so_far = len(load.answers)
        wait_until(lambda: len(load.answers) > so_far + 20, "and people go on")
    finally:
        load.end()
    assert load.statuses() == {200, 503}, "nobody saw a fault, nobody went unanswered"
    refused = next(answer for answer in load.answers if answer.status == 503)
    assert "数据库正在重启或太忙" in refused.body
    assert refused.headers["retry-after"] == "30"
    assert all(answer.status == 200 for answer in load.answers[so_far + 4:])
    assert process.poll() is None, "the web was not restarted"
    sign = "select at from jobs_signoflife where name like 'worker:%'"
    seen = place.rows(sign)
    wait_until(lambda: place.rows(sign) != seen and len(place.rows(sign)) == 1, "the same worker works on")
