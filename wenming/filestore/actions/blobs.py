"""Bytes into the storage: under a temporary key first, under their final key only when they are whole.

On disk the last step is a rename; a storage without paths (S3) writes an object whole or not at all.
"""

import hashlib
import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files import File
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, Storage, default_storage

CHUNK = 1024 * 1024
ALGORITHM = "sha256"
INCOMING = "incoming"


class TooLarge(Exception):
    """More bytes than allowed came."""


class _Measured(File):  # type: ignore[type-arg]  # not generic at run time
    """Hands the bytes on once, chunk by chunk, counting and hashing them on the way."""

    def __init__(self, content: IO[bytes], limit: int) -> None:
        super().__init__(content, name="incoming")
        self._content = content
        self.hash = hashlib.new(ALGORITHM)
        self.count = 0
        self._limit = limit

    def read(self, size: int = -1) -> bytes:
        chunk = self._content.read(size)
        self.hash.update(chunk)
        self.count += len(chunk)
        if self.count > self._limit:
            raise TooLarge
        return chunk

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        while chunk := self.read(chunk_size or CHUNK):
            yield chunk


@dataclass(frozen=True, slots=True)
class Incoming:
    """Bytes that lie under a temporary key."""

    key: str
    digest: str
    size: int


def take_in(content: IO[bytes], *, folder: str, limit: int) -> Incoming:
    """Copy ``content`` from its beginning under a temporary key. Raises TooLarge and OSError, leaving nothing."""
    storage, key = default_storage, f"{folder}/{INCOMING}/{uuid.uuid4().hex}"
    content.seek(0)
    measured = _Measured(content, limit)
    try:
        key = storage.save(key, measured)
        _reach_disk(storage, key)
    except BaseException:
        _discard(storage, key)
        raise
    return Incoming(key, measured.hash.hexdigest(), measured.count)


def settle(incoming: Incoming, key: str) -> None:
    """Give the bytes their final key; where the same bytes are there already, those stay untouched."""
    storage = default_storage
    try:
        if not (storage.exists(key) and storage.size(key) == incoming.size):
            _move(storage, incoming.key, key)
    finally:
        _discard(storage, incoming.key)


def put(data: bytes, *, folder: str, key: str) -> None:
    """Small bytes made here, over whatever lies under ``key``."""
    lay(take_in(ContentFile(data), folder=folder, limit=len(data)), key)


def lay(incoming: Incoming, key: str) -> None:
    """Give the bytes their final key, over whatever lies there."""
    try:
        _move(default_storage, incoming.key, key)
    finally:
        _discard(default_storage, incoming.key)


def holds(key: str, digest: str, size: int) -> bool:
    """Whether these very bytes lie under ``key``; they are read."""
    if not default_storage.exists(key) or default_storage.size(key) != size:
        return False
    measured = hashlib.new(ALGORITHM)
    with default_storage.open(key, "rb") as content:
        while chunk := content.read(CHUNK):
            measured.update(chunk)
    return measured.hexdigest() == digest


def is_there(key: str) -> bool:
    return default_storage.exists(key)


def move(source: str, target: str) -> None:
    """Over whatever lies under ``target``; nothing happens where ``source`` is gone already."""
    if default_storage.exists(source):
        _move(default_storage, source, target)
        default_storage.delete(source)  # a storage without paths has copied


def remove(key: str) -> None:
    default_storage.delete(key)


def _move(storage: Storage, source: str, target: str) -> None:
    if isinstance(storage, FileSystemStorage):
        target_path = Path(storage.path(target))
        target_path.parent.mkdir(parents=True, exist_ok=True)
        Path(storage.path(source)).replace(target_path)
        return
    storage.delete(target)
    with storage.open(source) as content:
        storage.save(target, content)


def _reach_disk(storage: Storage, key: str) -> None:
    """A crash of the machine after this finds the bytes whole."""
    if isinstance(storage, FileSystemStorage):
        with Path(storage.path(key)).open("rb+") as written:
            os.fsync(written.fileno())


def _discard(storage: Storage, key: str) -> None:
    try:
        storage.delete(key)
    except OSError:
        return  # an orphan in the incoming folder, which check-files names
