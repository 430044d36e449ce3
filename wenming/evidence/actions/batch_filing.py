"""A confirmed batch filed row by row."""

from datetime import datetime

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.domain.errors import RuleBroken
from wenming.evidence.access import served_for
from wenming.evidence.models import Batch, BatchRow, Evidence

from .filing import file_evidence
from .receiving import Incoming


@transaction.atomic
def file_row(*, row: BatchRow, by: Viewer, at: datetime) -> Evidence:
    """Make the row one piece of evidence; called again it finds it made. Raises what ``file_evidence`` refuses."""
    row = BatchRow.objects.of(by.organisation_id).select_for_update(of=("self",)).select_related(
        "batch__unit", "evidence").get(pk=row.pk)
    if row.evidence:
        return row.evidence
    if row.event_on is None:
        raise RuleBroken("活动日期没有填，没有归集。")
    served = served_for(by, [row.serves] if row.serves else [])
    files = [Incoming(one.name, stored=one.stored) for one in row.files.select_related("stored")]
    row.evidence = file_evidence(
        files=files, title=row.title, unit=row.batch.unit, event_on=row.event_on, tasks=served.tasks,
        duties=served.duties, slots=served.slots, caption=row.caption, place=row.place, people=row.people,
        late_reason=row.batch.late_reason, by=by, at=at,
    )
    row.save(update_fields=["evidence"])
    return row.evidence


@transaction.atomic
def end_filing(batch: Batch) -> Batch:
    """Filed, or open again for what could not be filed and what was not complete."""
    batch = Batch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == Batch.State.FILING:
        left = batch.rows.filter(evidence=None).exists()
        batch.state = Batch.State.OPEN if left else Batch.State.FILED
        batch.save(update_fields=["state"])
    return batch
