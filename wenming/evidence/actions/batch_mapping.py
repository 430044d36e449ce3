"""A table that was looked at is written into the rows of a batch: all of it or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile
from wenming.evidence import events
from wenming.evidence.models import Batch, BatchFile, BatchRow

from .batches import grow, open_batch


@transaction.atomic
def apply_mapping(
    *, batch: Batch, version: int, said: Sequence[tuple[str, Mapping[str, Any]]], by: Viewer, at: datetime
) -> int:
    """Put each file, by its path, into the row of all files of which the same is said; returns how many rows that are.

    Raises ChangedMeanwhile where the batch is not as it was when the table was held against it.
    """
    batch = open_batch(batch, by)
    files = {one.path: one for one in batch.files.filter(row__evidence=None)}
    if batch.version != version or any(path not in files for path, _ in said):
        raise ChangedMeanwhile("看过结果以后，这一批又有改动，没有写入。请重新上传表格核对。")
    rows = {row.pk for row in (_put(batch, files[path], dict(values)) for path, values in said)}
    batch.rows.filter(evidence=None, files=None).delete()
    grow(batch)
    record(events.batch_mapped, by=by, at=at, on=batch, after={"rows": len(rows), "files": len(said)})
    return len(rows)


def _put(batch: Batch, file: BatchFile, values: dict[str, Any]) -> BatchRow:
    values["event_on"] = values.get("event_on") or file.taken_on
    key = "table:" + "\n".join(str(values[name] or "") for name in ("title", "event_on", "serves", "place"))
    file.row, _ = BatchRow.objects.update_or_create(
        batch=batch, key=key[:600], evidence=None, organisation_id=batch.organisation_id, defaults=values,
    )
    file.save(update_fields=["row"])
    return file.row
