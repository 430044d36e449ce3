"""Stored files into a backup: named by their content they never change, so what the last backup holds is linked."""

import gzip
import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.storage import default_storage
from django.db.backends.base.base import BaseDatabaseWrapper

from wenming.filestore.models import Rendition, StoredFile

from . import manifest

CHUNK = manifest.CHUNK


@dataclass(slots=True)
class Copied:
    """What the copying came to. ``altered`` are keys whose bytes are no longer those taken in."""

    count: int = 0
    bytes: int = 0
    new: int = 0
    missing: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)


def keys(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str]]:
    """``(key, SHA-256 or "")`` of every file the rows of this snapshot name: originals, then what was made of them."""
    for model, digest in ((StoredFile, "digest"), (Rendition, "''")):
        table = connection.ops.quote_name(model._meta.db_table)
        with connection.chunked_cursor() as cursor:
            cursor.execute(f"SELECT key, {digest} FROM {table} ORDER BY id")  # noqa: S608
            while chunk := cursor.fetchmany(1000):
                yield from chunk


def copy(wanted: Iterator[tuple[str, str]], into: Path, previous: Path | None) -> tuple[Copied, str]:
    """Copy or link every wanted file beneath ``into``, and write the list of them.

    Returns what it came to and the SHA-256 of the list. A key whose bytes are gone is named and passed over.
    """
    copied, seen = Copied(), set()
    with gzip.open(into / manifest.FILE_LIST, "wb") as out:
        for key, digest in wanted:
            if key in seen:
                continue
            seen.add(key)
            try:
                found, size, is_new = _one(key, digest, into, previous)
            except FileNotFoundError:
                copied.missing.append(key)
                continue
            copied.count, copied.bytes, copied.new = copied.count + 1, copied.bytes + size, copied.new + is_new
            if digest and found != digest:
                copied.altered.append(key)
            out.write(json.dumps({"key": key, "size": size, "sha256": found}).encode() + b"\n")
    with (into / manifest.FILE_LIST).open("rb") as content:
        return copied, manifest.hash_of(content)[0]


def _one(key: str, digest: str, into: Path, previous: Path | None) -> tuple[str, int, bool]:
    """``(SHA-256, size, whether it was copied anew)``. What the last backup holds is read before it is trusted."""
    target = into / manifest.FILES / key
    target.parent.mkdir(parents=True, exist_ok=True)
    before = previous / manifest.FILES / key if previous else None
    if before and before.exists():
        with before.open("rb") as content:
            found, size = manifest.hash_of(content)
        if found == (digest or _hash_in_store(key)) and _linked(before, target):
            return found, size, False
    return *_copied(key, target), True


def _hash_in_store(key: str) -> str:
    """Of a rendition, whose name tells the digest of its original, not its own."""
    with default_storage.open(key, "rb") as content:
        return manifest.hash_of(content)[0]


def _linked(source: Path, target: Path) -> bool:
    """False where the disk knows no links (exFAT, some network disks): then it is copied."""
    try:
        os.link(source, target)
    except OSError:
        return False
    return True


def _copied(key: str, target: Path) -> tuple[str, int]:
    measured, size = hashlib.sha256(), 0
    with default_storage.open(key, "rb") as content, target.open("wb") as out:
        while chunk := content.read(CHUNK):
            measured.update(chunk)
            size += len(chunk)
            out.write(chunk)
        out.flush()
        os.fsync(out.fileno())
    return measured.hexdigest(), size
