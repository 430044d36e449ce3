"""Taking a backup: into a folder of its own beside the final name, renamed when it was read again and found whole."""

import contextlib
import errno
import gzip
import os
import re
import shutil
from collections.abc import Iterator
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from django.core.files import locks
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import timezone

from wenming.audit.models import AuditEntry, Chain
from wenming.filestore.stores import StoreAway
from wenming.jobs.actions.signs import give_sign
from wenming.jobs.queries import BACKUP
from wenming.site.looks.database import unapplied

from . import files, keys, manifest, tables
from .manifest import Manifest, Table, Unsound

UNFINISHED = ".unfinished-"
_NAME = re.compile(r"\d{8}-\d{6}")


class Failed(Exception):
    """No backup came about, and nothing half-made is left; the sentence says why."""


def take(target: Path, *, at: datetime) -> tuple[Path, Manifest, files.Copied]:
    """Write a backup of this moment beneath ``target``; returns its folder and what is in it. Raises Failed."""
    if unapplied():
        raise Failed("数据库的版本比程序旧，没有备份。请用升级前的程序备份，或先运行 wenming migrate。")
    try:
        target.mkdir(parents=True, exist_ok=True, mode=0o700)
        with _alone(target):
            return _take(target, at)
    except OSError as error:
        raise Failed(_sentence(target, error)) from error


def _take(target: Path, at: datetime) -> tuple[Path, Manifest, files.Copied]:
    for left in target.glob(f"{UNFINISHED}*"):  # of a run that was killed: we are alone here
        shutil.rmtree(left)
    name = f"{timezone.localtime(at):%Y%m%d-%H%M%S}"
    final, unfinished = target / name, target / f"{UNFINISHED}{name}"
    if final.exists():
        raise Failed(f"{final} 已经有了，没有再写。")
    unfinished.mkdir(mode=0o700)
    try:
        written, copied = _written(unfinished, newest(target), at)
        wrong = next(manifest.faults(unfinished, manifest.read(unfinished)), None)
        if wrong:
            raise Failed(f"写完后重读，{wrong}备份盘可能有问题，这一份没有留下。")
        unfinished.replace(final)
        _reach_disk(target)
    except Unsound as error:
        raise Failed(str(error)) from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    give_sign(BACKUP, at=at, detail={"name": name, "rows": written.rows, "files": copied.count, "bytes": copied.bytes,
                                     "faulty": len(copied.missing) + len(copied.altered)})
    return final, written, copied


def _written(folder: Path, previous: Path | None, at: datetime) -> tuple[Manifest, files.Copied]:
    """The rows first: whatever file they name was in the store before its row was."""
    (folder / manifest.DATABASE).mkdir()
    (folder / manifest.FILES).mkdir()
    with tables.snapshot() as connection:
        dumped = [_dumped(connection, folder, name, columns) for name, columns in tables.tables().items()]
        copied, list_hash = files.copy(files.keys(connection), folder, previous)
        written = Manifest(
            taken_at=at.isoformat(), version=_version(), database=_database(connection),
            migrations=_migrations(connection), tables=dumped,
            files={"count": copied.count, "bytes": copied.bytes, "sha256": list_hash},
            audit=_heads(connection), keys=keys.fingerprints(), missing=copied.missing,
        )
    manifest.write(folder, written)
    return written, copied


def _dumped(connection: BaseDatabaseWrapper, folder: Path, name: str, columns: list) -> Table:
    path, rows, last = manifest.table_file(folder, name), 0, 0
    with gzip.open(path, "wb", compresslevel=4) as out:
        for row in tables.rows_of(connection, name, columns):
            out.write(tables.as_line(row))
            rows, last = rows + 1, row[0]
    with path.open("rb+") as content:
        os.fsync(content.fileno())
        digest, _ = manifest.hash_of(content)
    last_number = max(tables.last_number(connection, name), last if isinstance(last, int) else 0)
    return Table(name, columns, rows, last_number, digest)


def _migrations(connection: BaseDatabaseWrapper) -> list[list[str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY id")
        return [list(row) for row in cursor.fetchall()]


def _heads(connection: BaseDatabaseWrapper) -> list[dict[str, object]]:
    """Where each organisation's chain of acts ends in this snapshot."""
    chain, entry = (connection.ops.quote_name(model._meta.db_table) for model in (Chain, AuditEntry))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT organisation_id, length, head, (SELECT count(*) FROM {entry} AS e "  # noqa: S608
            f"WHERE e.organisation_id = c.organisation_id AND e.position IS NULL) FROM {chain} AS c ORDER BY 1"
        )
        return [dict(zip(("organisation", "length", "head", "unsealed"), row, strict=True)) for row in cursor]


def _database(connection: BaseDatabaseWrapper) -> str:
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"


def _version() -> str:
    with contextlib.suppress(PackageNotFoundError):
        return version("wenming")
    return "0.1.0"


# --- the place --------------------------------------------------------------------------------------------------------


def backups(target: Path) -> list[Path]:
    """The finished backups beneath ``target``, the oldest first."""
    return sorted(one for one in target.glob("*") if _NAME.fullmatch(one.name) and (one / manifest.NAME).exists())


def newest(target: Path) -> Path | None:
    found = backups(target)
    return found[-1] if found else None


def keep_only(target: Path, count: int) -> list[Path]:
    """Delete the oldest backups beyond ``count``; returns which."""
    gone = backups(target)[:-count]
    for folder in gone:
        shutil.rmtree(folder)
    return gone


@contextlib.contextmanager
def _alone(target: Path) -> Iterator[None]:
    with (target / ".lock").open("w") as held:
        if not locks.lock(held, locks.LOCK_EX | locks.LOCK_NB):
            raise Failed(f"另一个备份正在往 {target} 写，这一次没有做。")
        yield


def _reach_disk(folder: Path) -> None:
    if os.name == "nt":  # a folder cannot be opened there
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sentence(target: Path, error: OSError) -> str:
    if isinstance(error, StoreAway):
        return f"备份没有做成：{error.strerror}。没有留下做了一半的备份，以前的备份都在。请查好文件库再备份一次。"
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return f"备份没有做成：{target} 所在的磁盘已满。没有留下做了一半的备份，以前的备份都在。请腾出空间再备份一次。"
    return f"备份没有做成：{error.strerror}（{error.filename or target}）。没有留下做了一半的备份，以前的备份都在。"
