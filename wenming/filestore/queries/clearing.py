"""What lies in the store and serves nothing: found by looking, nothing is changed here."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from wenming.filestore.models import StoredFile
from wenming.filestore.stores import the_store

from .naming import orphans_of, uncited

LEAST_DAYS = 8
"""A receipt for a file taken in is good for seven days: what is younger may yet be filed."""
FILE, BYTES, PARTS = "file", "bytes", "parts"


@dataclass(frozen=True, slots=True)
class Leftover:
    """``kind`` is FILE (a row nothing refers to), BYTES (no row) or PARTS (an upload broken off); size in bytes."""

    kind: str
    key: str
    label: str
    size: int
    since: datetime | None = None
    pk: int = 0
    number: str = ""


def leftovers(organisation_id: int, *, before: datetime) -> Iterator[Leftover]:
    """Whatever nobody handed in, laid or went on with since ``before``. Raises StoreAway.

    Files last: the bytes of one cleared meanwhile are its own, and leave by its own job.
    """
    for key in orphans_of(organisation_id):
        laid = since(key)
        if laid and laid < before:
            yield Leftover(BYTES, key, key, the_store.size(key), laid)
    for key, number in the_store.unfinished(organisation_id, before=before):
        yield Leftover(PARTS, key, key, 0, number=number)
    for file in uncited(organisation_id, before=before).order_by("id").iterator(chunk_size=500):
        yield _of(file)


def since(key: str) -> datetime | None:
    """When the bytes were laid; None where they are gone."""
    try:
        return the_store.get_modified_time(key)
    except FileNotFoundError:
        return None


def _of(file: StoredFile) -> Leftover:
    return Leftover(FILE, file.key, file.original_name, file.size, file.again_at or file.stored_at, file.pk)
