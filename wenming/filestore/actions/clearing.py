"""Clearing away what serves nothing. What is cited cannot be cleared: looked at again under a lock, and the database's
own foreign keys have the last word."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import IntegrityError, transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.filestore import events
from wenming.filestore.models import StoredFile
from wenming.filestore.queries import uncited
from wenming.filestore.queries.clearing import BYTES, FILE, Leftover, since
from wenming.filestore.stores import the_store

from .forgetting import forget, remove_bytes


@dataclass(slots=True)
class Cleared:
    """How many of each kind went, how many bytes that frees, and how many were wanted again when looked at."""

    file: int = 0
    bytes: int = 0
    parts: int = 0
    size: int = 0
    kept: int = 0

    def as_result(self) -> dict[str, int]:
        return asdict(self)


def clear(found: Iterable[Leftover], *, before: datetime, by: Viewer, at: datetime) -> Cleared:
    """Clear away what of ``found`` is still left over, each by itself. Raises StoreAway; what is done stays done."""
    cleared = Cleared()
    for one in found:
        if _cleared(one, before, by, at):
            setattr(cleared, one.kind, getattr(cleared, one.kind) + 1)
            cleared.size += one.size
        else:
            cleared.kept += 1
    return cleared


def clear_waiting_room(*, before: datetime) -> int:
    """Remove what uploads that broke off left on this machine; returns how many files."""
    old = [path for path in Path(settings.FILE_UPLOAD_TEMP_DIR).iterdir()
           if path.is_file() and path.stat().st_mtime < before.timestamp()]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _cleared(one: Leftover, before: datetime, by: Viewer, at: datetime) -> bool:
    if one.kind == FILE:
        try:
            return _file_cleared(one.pk, before, by, at)
        except IntegrityError:  # cited by a row committed while it was being looked at
            return False
    if one.kind == BYTES:
        laid = since(one.key)
        return laid is not None and laid < before and remove_bytes(by.organisation_id, one.key)
    the_store.take_back(one.key, one.number)
    return True


@transaction.atomic
def _file_cleared(pk: int, before: datetime, by: Viewer, at: datetime) -> bool:
    """Whoever holds the file now (``store``, ``hold``) is about to cite it: it is passed over."""
    own = StoredFile.objects.filter(organisation_id=by.organisation_id, pk=pk)
    file = own.select_for_update(skip_locked=True).first()
    if file is None or not uncited(by.organisation_id, before=before).filter(pk=pk).exists():
        return False
    if not forget(file=file, by=by, at=at):
        return False
    record(events.file_cleared, by=by, at=at, on=file, before={
        "digest": file.digest, "size": file.size, "stored_at": file.stored_at.isoformat(),
    })
    return True
