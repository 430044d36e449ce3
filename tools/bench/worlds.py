"""Data folders to measure on, each built by a process of its own (``tools.bench.world``)."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from .processes import OURS, ROOT, Server


@dataclass(frozen=True, slots=True)
class World:
    """``sessions`` are Cookie headers by person, ``statements`` SQL statements by page; ``files`` lie in the store."""

    rows: int
    environment: dict[str, str]
    addresses: dict[str, str]
    sessions: dict[str, str]
    statements: dict[str, int]
    files: list[str]

    def server(self, workers: int = 1) -> Server:
        return Server(OURS, environment=self.environment, workers=workers)


def build(folder: Path, *, rows: int, photos: int = 0) -> World:
    """With DATABASE_URL each world gets a database of its own on that server, named after it; SQLite otherwise."""
    data = folder / f"{rows}-{photos}"
    data.mkdir(parents=True, exist_ok=True)
    environment = {"WENMING_DATA": str(data), "PYTHONPATH": str(ROOT)}
    if os.environ.get("DATABASE_URL"):
        environment["DATABASE_URL"] = _own_database(os.environ["DATABASE_URL"], f"bench_{rows}_{photos}")
    told = subprocess.run(
        [sys.executable, "-m", "tools.bench.world", str(rows), str(photos)], cwd=ROOT, check=True,
        env={**os.environ, **environment}, stdout=subprocess.PIPE, text=True,
    )
    return World(rows=rows, environment=environment, **json.loads(told.stdout.splitlines()[-1]))


def _own_database(url: str, name: str) -> str:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        known = connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone()
        if not known:
            connection.execute(f'create database "{name}"')
    return urlunsplit(urlsplit(url)._replace(path=f"/{name}"))
