"""A batch up to its filing: begun, its rows filled in, confirmed or let go. How files come in: ``batch_joining``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.domain.evidence.grouping import lacks
from wenming.evidence import events
from wenming.evidence.access import check_may_file
from wenming.evidence.models import Batch, BatchRow
from wenming.evidence.queries.batches import is_under_way
from wenming.jobs.actions import enqueue
from wenming.organisation.models import Unit

FILE_BATCH = "evidence.file_batch"
SAID = ("title", "event_on", "place", "people", "caption", "serves")
State = Batch.State
UNDER_WAY = {State.UNPACKING, State.FILING}


@transaction.atomic
def begin_batch(*, unit: Unit, grouping: str, by: Viewer, at: datetime) -> Batch:
    """An empty batch that files may join."""
    check_may_file(by, unit)
    batch = Batch.objects.create(
        organisation_id=by.organisation_id, unit=unit, grouping=Batch.Grouping(grouping), made_at=at,
        made_by_id=by.user_id or 0, made_by=by.name[:60],
    )
    record(events.batch_begun, by=by, at=at, on=batch)
    return batch


@transaction.atomic
def write_rows(
    *, batch: Batch, version: int, said: Mapping[int, Mapping[str, Any]], alike: Mapping[str, Any],
    ticked: Sequence[int] | None, by: Viewer, at: datetime,
) -> Batch:
    """Write what was typed, by row, and ``alike`` into every row of ``ticked`` (None: all that are not filed).

    Raises ChangedMeanwhile where another saved the rows after ``version``.
    """
    batch = open_batch(batch, by)
    if batch.version != version:
        raise ChangedMeanwhile(
            "您填写期间，这一批已被另外保存过或重新分件。您填的内容还在下面，核对后再保存就以您填的为准。"
        )
    rows, changed = batch.rows.filter(evidence=None).in_bulk(), []
    for pk, row in rows.items():
        wanted = {**said.get(pk, {}), **(alike if ticked is None or pk in ticked else {})}
        if any(getattr(row, name) != value for name, value in wanted.items()):
            for name, value in wanted.items():
                setattr(row, name, value)
            changed.append(row)
    if changed:
        BatchRow.objects.bulk_update(changed, SAID, batch_size=200)
        grow(batch)
        record(events.batch_written, by=by, at=at, on=batch, after={"rows": len(changed)})
    return batch


@transaction.atomic
def confirm_batch(*, batch: Batch, late_reason: str, by: Viewer, at: datetime) -> Batch:
    """Have every complete row filed by a job, one transaction each; what is not complete stays in the batch."""
    batch = open_batch(batch, by)
    today = timezone.localdate(at)
    ready = [row.pk for row in batch.rows.filter(evidence=None) if not lacks(row.title, row.event_on, today)]
    if not ready:
        raise RuleBroken("还没有填好的，没有归集。每件至少要有题名和活动日期。")
    batch.state, batch.late_reason = State.FILING, late_reason.strip()
    job = enqueue(FILE_BATCH, title=f"批量归集：{batch}", by=by, at=at, unique_key=f"batch:{batch.pk}",
                  arguments={"batch_id": batch.pk, "row_ids": ready})
    batch.job_id = job.pk
    grow(batch, "late_reason", "job_id")
    record(events.batch_confirmed, by=by, at=at, on=batch, after={"rows": len(ready)})
    return batch


@transaction.atomic
def discard_batch(*, batch: Batch, by: Viewer, at: datetime) -> Batch:
    """What is not filed yet is let go; evidence that was filed from it stays."""
    batch = open_batch(batch, by)
    left = batch.files.filter(row__evidence=None)
    number = left.count()
    batch.rows.filter(evidence=None).delete()
    batch.archives.update(stored=None)
    batch.state = State.DISCARDED
    grow(batch)
    record(events.batch_discarded, by=by, at=at, on=batch, after={"files": number})
    return batch


def grow(batch: Batch, *changed: str) -> None:
    """Save ``changed``; whoever began from the version before is told."""
    batch.version += 1
    batch.save(update_fields=[*changed, "state", "version"])


def open_batch(batch: Batch, by: Viewer) -> Batch:
    """The batch, held until the end, while it may be worked on."""
    batch = Batch.objects.of(by.organisation_id).select_for_update(of=("self",)).select_related("unit").get(pk=batch.pk)
    check_may_file(by, batch.unit)
    if batch.state in UNDER_WAY and not is_under_way(batch):
        batch.state = State.OPEN  # the job was given up: what it did not do may be done by hand
        batch.archives.update(stored=None)
    if batch.state != State.OPEN:
        raise RuleBroken(f"这一批{batch.get_state_display()}，现在不能再改。")
    return batch
