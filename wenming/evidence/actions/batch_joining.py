"""Files into a batch: as they are received, or out of a zip; each into the row it belongs to."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.evidence.grouping import Grouping, group_of
from wenming.domain.files.types import ZIP
from wenming.evidence import events
from wenming.evidence.models import Batch, BatchArchive, BatchFile, BatchRow
from wenming.filestore.actions import hold
from wenming.filestore.models import StoredFile
from wenming.jobs.actions import enqueue

from .batches import grow, open_batch
from .receiving import Received, capture_of

MOST_IN_BATCH = 3000
UNPACK = "evidence.unpack_archive"


@transaction.atomic
def join_files(*, batch: Batch, arrived: Sequence[tuple[Received, str]], by: Viewer, at: datetime) -> int:
    """Put received files, each with its path, into the rows they belong to; those that are there already stay as they
    are, and of a zip its files join later. Returns how many are new. Raises InputRefused beyond MOST_IN_BATCH files."""
    batch = open_batch(batch, by)
    hold(one.stored for one, _ in arrived)
    parcels = {(path[:500], one.stored.pk): one.stored for one, path in arrived if _is_parcel(one.stored)}
    new = put_in(batch, [(one.stored, path) for one, path in arrived if not _is_parcel(one.stored)])
    for (path, _), stored in parcels.items():
        _have_unpacked(batch, stored, path, by, at)
    if new or parcels:
        record(events.batch_files_joined, by=by, at=at, on=batch, after={"files": new + len(parcels)})
    return new


def put_in(batch: Batch, files: Sequence[tuple[StoredFile, str]]) -> int:
    """Sort files that are not there yet into rows; returns how many. The caller holds the batch. Raises InputRefused.
    """
    new = {(path[:500], stored.pk): stored for stored, path in files}
    known = set(batch.files.filter(stored__in=new.values()).values_list("path", "stored_id"))
    new = {key: stored for key, stored in new.items() if key not in known}
    if new and batch.files.count() + len(new) > MOST_IN_BATCH:
        raise InputRefused(f"一批最多 {MOST_IN_BATCH} 个文件，请先归集这一批，其余的另开一批。")
    for (path, _), stored in new.items():
        _join(batch, path, stored)
    return len(new)


def _is_parcel(stored: StoredFile) -> bool:
    return stored.media_type == ZIP.media_type


def _have_unpacked(batch: Batch, stored: StoredFile, path: str, by: Viewer, at: datetime) -> None:
    archive = BatchArchive.objects.create(
        organisation_id=batch.organisation_id, batch=batch, stored=stored, path=path,
    )
    job = enqueue(UNPACK, title=f"展开压缩包：{archive}", by=by, at=at, arguments={"archive_id": archive.pk})
    archive.job_id, batch.state = job.pk, Batch.State.UNPACKING
    archive.save(update_fields=["job_id"])
    grow(batch)


def _join(batch: Batch, path: str, stored: StoredFile) -> None:
    moment = capture_of(stored).at
    taken = timezone.localdate(moment) if moment else None
    own = {"organisation_id": batch.organisation_id, "batch": batch}
    BatchFile.objects.create(path=path, stored=stored, taken_on=taken, row=_row_for(batch, path, taken), **own)


def _row_for(batch: Batch, path: str, taken: date | None) -> BatchRow:
    group = group_of(path, taken, Grouping(batch.grouping))
    row, _ = BatchRow.objects.get_or_create(
        batch=batch, key=group.key, evidence=None, organisation_id=batch.organisation_id,
        defaults={"title": group.title, "event_on": group.event_on},
    )
    if row.event_on is None and group.event_on:
        row.event_on = group.event_on
        row.save(update_fields=["event_on"])
    return row


@transaction.atomic
def regroup(*, batch: Batch, grouping: str, by: Viewer, at: datetime) -> Batch:
    """Sort what is not filed yet anew; a row whose files still belong together keeps what was typed."""
    batch = open_batch(batch, by)
    batch.grouping = Batch.Grouping(grouping)
    for file in batch.files.filter(row__evidence=None).select_related("stored"):
        file.row = _row_for(batch, file.path, file.taken_on)
        file.save(update_fields=["row"])
    batch.rows.filter(evidence=None, files=None).delete()
    grow(batch, "grouping")
    record(events.batch_regrouped, by=by, at=at, on=batch, after={"rows": batch.rows.filter(evidence=None).count()})
    return batch
