"""Bytes into the store: into its waiting room first, under their final key only when they are whole."""

import hashlib
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.core.files.base import ContentFile

from wenming.filestore.spool import ALGORITHM, Spooled
from wenming.filestore.stores import the_store

CHUNK = 1024 * 1024


class TooLarge(Exception):
    """More bytes than allowed came."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file of this machine that waits to be adopted by the store."""

    path: Path
    digest: str
    size: int


def take_in(content: IO[bytes], *, folder: str, limit: int) -> Incoming:
    """``content``, from its beginning, into the waiting room: a spooled file is moved there, anything else is copied.

    Raises TooLarge and OSError, leaving nothing.
    """
    path = the_store.waiting_room(folder) / uuid.uuid4().hex
    if isinstance(content, Spooled):
        if content.size > limit:
            raise TooLarge
        if content.move_to(path):
            return Incoming(path, content.digest, content.size)
    content.seek(0)
    measured, size = hashlib.new(ALGORITHM), 0
    try:
        with path.open("xb") as out:
            while chunk := content.read(CHUNK):
                measured.update(chunk)
                size += len(chunk)
                if size > limit:
                    raise TooLarge
                out.write(chunk)
    except BaseException:
        _discard(path)
        raise
    return Incoming(path, measured.hexdigest(), size)


def settle(incoming: Incoming, key: str) -> None:
    """Give the bytes their final key; where the same bytes are there already, those stay untouched."""
    try:
        if not (the_store.exists(key) and the_store.size(key) == incoming.size):
            the_store.adopt(incoming.path, key)
    finally:
        _discard(incoming.path)


def put(data: bytes, *, folder: str, key: str) -> None:
    """Small bytes made here, over whatever lies under ``key``."""
    lay(take_in(ContentFile(data), folder=folder, limit=len(data)), key)


def lay(incoming: Incoming, key: str) -> None:
    """Give the bytes their final key, over whatever lies there."""
    try:
        the_store.adopt(incoming.path, key)
    finally:
        _discard(incoming.path)


def holds(key: str, digest: str, size: int) -> bool:
    """Whether these very bytes lie under ``key``; they are read."""
    if not the_store.exists(key) or the_store.size(key) != size:
        return False
    measured = hashlib.new(ALGORITHM)
    with the_store.open(key, "rb") as content:
        while chunk := content.read(CHUNK):
            measured.update(chunk)
    return measured.hexdigest() == digest


def is_there(key: str) -> bool:
    return the_store.exists(key)


def remove(key: str) -> None:
    the_store.delete(key)


def _discard(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # left behind in the waiting room, which clean-files clears
