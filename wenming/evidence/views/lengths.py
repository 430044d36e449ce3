"""How long the documents of a form are before it is sent, for the demands ticked that limit it."""

from collections.abc import Sequence
from dataclasses import replace

from django.core.cache import cache

from wenming.domain.authority import Viewer
from wenming.domain.evidence.slots import Length
from wenming.evidence.access import served_for
from wenming.evidence.actions.receiving import Received
from wenming.evidence.intake.texts import reading_of
from wenming.evidence.models import FileText
from wenming.evidence.queries.lengths import documents_among, lengths_of
from wenming.filestore.models import StoredFile

LARGEST_AT_ONCE = 5 * 1024 * 1024
"""Bytes of a document that is read while somebody waits; a larger one is read once it is filed."""
SECONDS, KEPT_SECONDS = 8, 3600


def lengths_in(received: Sequence[Received], chosen: Sequence[str], viewer: Viewer) -> tuple[Length, ...]:
    """Nothing is read where no demand ticked has a limit, and no content twice within the hour."""
    slots = served_for(viewer, [one for one in chosen if one.startswith("slot:")]).slots
    if not any(one.characters for one in slots):
        return ()
    files = [(one.name, one.stored) for one in received]
    known = lengths_of(viewer.organisation_id, files)
    return tuple(
        one if one.characters is not None else replace(one, characters=_read_now(stored))
        for one, (_, stored) in zip(known, documents_among(files), strict=True)
    )


def _read_now(stored: StoredFile) -> int | None:
    if stored.size > LARGEST_AT_ONCE:
        return None
    key = f"evidence.characters:{stored.algorithm}:{stored.digest}"
    count = cache.get(key)
    if count is None:
        found = reading_of(stored, seconds=SECONDS)
        count = found.characters if found.state == FileText.State.READ else -1
        cache.set(key, count, KEPT_SECONDS)
    return None if count < 0 else count
