"""What lies in the store the test stands on, and how to harm it behind the product's back."""

import uuid
from collections.abc import Iterator
from pathlib import Path

from wenming.filestore.stores import DiskStore, the_store


def keys() -> set[str]:
    """Of everything that lies in the store; the local folder where files wait must be empty beside it."""
    found = set(_beneath(""))
    if not isinstance(the_store._wrapped, DiskStore):
        found |= {f"waiting/{path.name}" for path in the_store.waiting_room(0).iterdir()}
    return found


def overwrite(key: str, data: bytes) -> None:
    path = Path(the_store.waiting_room(key.partition("/")[0])) / uuid.uuid4().hex
    path.write_bytes(data)
    the_store.adopt(path, key)


def full(key: str) -> str:
    """What an object is called in the bucket."""
    return the_store.prefix + key


def remove(key: str) -> None:
    the_store.delete(key)


def read(key: str) -> bytes:
    with the_store.open(key) as content:
        return content.read()


def _beneath(folder: str) -> Iterator[str]:
    try:
        folders, names = the_store.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        yield f"{folder}/{name}".lstrip("/")
    for one in folders:
        yield from _beneath(f"{folder}/{one}".lstrip("/"))
