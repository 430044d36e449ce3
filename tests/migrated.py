"""A migrated empty SQLite database, kept between runs: walking through every migration takes longer than most tests."""

import hashlib
import os
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

import django
from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection

import wenming

_MODULES, _COMMAND = settings.MIGRATION_MODULES, migrate.Command


@cache
def kept() -> Path:
    """The file of exactly these migrations under these versions; any change of them names another file.

    Told once a process: what it has migrated never goes under the name of migrations that came to lie there meanwhile.
    """
    told = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version} {settings.INSTALLED_APPS}".encode())
    for path in sorted(Path(wenming.__file__).parent.glob("*/migrations/*.py")):
        told.update(f"{path.parent.parent.name}/{path.name}".encode() + path.read_bytes())
    return Path(tempfile.gettempdir()) / f"wenming-migrated-{told.hexdigest()[:20]}.sqlite3"


def keep(path: Path) -> None:
    """Copy the test database to ``path``: whole or not at all, whoever else does the same now."""
    unfinished = path.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(unfinished)) as copy:
        _test_database().backup(copy)
    unfinished.replace(path)


def load(path: Path) -> None:
    """Make the test database what ``path`` holds; from now on migrations count again, as pytest-django had them off."""
    settings.MIGRATION_MODULES, migrate.Command = _MODULES, _COMMAND
    with closing(sqlite3.connect(path)) as copy:
        copy.backup(_test_database())


def _test_database() -> sqlite3.Connection:
    connection.ensure_connection()
    return connection.connection
