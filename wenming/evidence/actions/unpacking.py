"""The files of a zip joining its batch one by one, each as any file that is received."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.domain.files.archives import Limits
from wenming.evidence import events
from wenming.evidence.access import check_may_file
from wenming.evidence.models import Batch, BatchArchive
from wenming.filestore.actions import Laid, forget, keep

from .batch_joining import put_in
from .batches import grow

MOST_MEMBERS = 5000
MOST_TIMES = 100
"""How many times its own size a zip may unpack to: papers and tables stay below twenty."""


def limits() -> Limits:
    return Limits(MOST_MEMBERS, settings.MAX_FILE_BYTES, 2 * settings.MAX_ARCHIVE_BYTES, MOST_TIMES)


@transaction.atomic
def join_member(*, archive: BatchArchive, laid: Laid, path: str, by: Viewer, at: datetime) -> None:
    """Keep a file that was unpacked and put it into its row. Raises what the store and the batch refuse."""
    batch = _held(archive)
    check_may_file(by, batch.unit)
    if batch.state != Batch.State.UNPACKING:
        raise RuleBroken("这一批已经在做别的，没有收。")
    archive.joined += put_in(batch, [(keep(laid, by=by, at=at).file, path)])
    archive.save(update_fields=["joined"])


@transaction.atomic
def end_unpacking(*, archive: BatchArchive, by: Viewer, at: datetime) -> None:
    """The zip itself is let go, and the batch may be worked on once no other is left."""
    batch, parcel = _held(archive), archive.stored
    archive.stored = None
    archive.save(update_fields=["stored"])
    if batch.state == Batch.State.UNPACKING and not batch.archives.exclude(stored=None).exists():
        batch.state = Batch.State.OPEN
    grow(batch)
    if parcel:
        forget(file=parcel, by=by, at=at)
    record(events.archive_unpacked, by=by, at=at, on=batch, after={"file": archive.path, "files": archive.joined})


def _held(archive: BatchArchive) -> Batch:
    batches = Batch.objects.of(archive.organisation_id).select_for_update(of=("self",)).select_related("unit")
    return batches.get(pk=archive.batch_id)
