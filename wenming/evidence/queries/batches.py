"""A batch as its page shows it: its rows with their files, how far it is, where its rows may be used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery

from wenming.domain.evidence.filing import is_late
from wenming.domain.evidence.grouping import lacks
from wenming.evidence.models import Batch, BatchArchive, BatchFile, BatchRow
from wenming.jobs.models import Job, RowError
from wenming.jobs.queries import JobPicture, job_of, picture_of, row_errors_of, unfinished

from .openings import open_tasks

ROWS_AT_ONCE = 40
SHOWN_FILES = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """The rows of a batch that are not filed, counted; ``late`` are those of events long past, complete ones alone."""

    files: int
    filed: int
    open: int
    ready: int
    late: int
    firsts: tuple[int, ...]
    """The first row of each page of ROWS_AT_ONCE rows."""


def listed(batches: QuerySet[Batch]) -> QuerySet[Batch]:
    """With the numbers the list shows: files, rows, rows filed."""
    own = {"batch": OuterRef("pk")}
    files = BatchFile.objects.filter(**own).order_by().values("batch").annotate(number=Count("pk")).values("number")
    rows = BatchRow.objects.filter(**own).order_by().values("batch")
    return batches.annotate(
        file_count=Subquery(files), row_count=Subquery(rows.annotate(number=Count("pk")).values("number")),
        filed_count=Subquery(rows.annotate(number=Count("evidence")).values("number")),
    )


def standing_of(batch: Batch, today: date) -> Standing:
    """Two queries, whatever the size."""
    counted = batch.rows.aggregate(filed=Count("evidence"))
    rows = list(batch.rows.filter(evidence=None).values_list("pk", "title", "event_on"))
    ready = [day for _, title, day in rows if day and not lacks(title, day, today)]
    late = sum(is_late(day, today) for day in ready)
    firsts = tuple(pk for pk, _, _ in rows[::ROWS_AT_ONCE])
    return Standing(batch.files.count(), counted["filed"], len(rows), len(ready), late, firsts)


def rows_from(batch: Batch, first: int) -> list[BatchRow]:
    """One page of the rows that are not filed, from row ``first`` on, each with its files."""
    files = Prefetch("files", BatchFile.objects.select_related("stored").order_by("path", "pk"))
    return list(batch.rows.filter(evidence=None, pk__gte=first).prefetch_related(files)[:ROWS_AT_ONCE])


def filed_rows(batch: Batch) -> QuerySet[BatchRow]:
    return batch.rows.exclude(evidence=None).select_related("evidence").order_by("pk")


def known_files(batch: Batch) -> list[list[Any]]:
    """Path and size of every file received, for the page to pass over those chosen again."""
    return [list(one) for one in batch.files.order_by().values_list("path", "stored__size")]


def job_picture(batch: Batch, at: datetime) -> JobPicture | None:
    """The last filing of the batch with the rows it could not file."""
    job: Job | None = job_of(batch.organisation_id, batch.job_id)
    return picture_of(job, at=at) if job else None


def work_on(batch: Batch) -> list[Job]:
    """What is being done with the batch now and is not done yet."""
    if batch.state == Batch.State.FILING:
        return unfinished(batch.organisation_id, [batch.job_id])
    if batch.state == Batch.State.UNPACKING:
        asked = batch.archives.exclude(stored=None).values_list("job_id", flat=True)
        return unfinished(batch.organisation_id, asked)
    return []


def is_under_way(batch: Batch) -> bool:
    return bool(work_on(batch))


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A zip of the batch and what of it was not taken; ``given_up`` is why its job ended before its end."""

    archive: BatchArchive
    refused: list[RowError]
    given_up: str


def unpacked(batch: Batch) -> list[Unpacked]:
    """Two queries or three, however many they are; what is still being unpacked is left out."""
    busy = {job.pk for job in work_on(batch)}
    archives = [one for one in batch.archives.all() if one.job_id not in busy]
    ids = [one.job_id for one in archives]
    errors = row_errors_of(batch.organisation_id, ids)
    failed = dict(Job.objects.filter(pk__in=ids, state=Job.State.FAILED).values_list("pk", "message")) if ids else {}
    return [Unpacked(one, [error for error in errors if error.job_id == one.job_id], failed.get(one.job_id, ""))
            for one in archives]


def places(batch: Batch, *, every_task: bool, chosen: Iterable[str]) -> list[tuple[str, str]]:
    """What a row may be used for, as a list of choices: tasks and duties, each followed by its demands."""
    choices = [("", "—")]
    for one in open_tasks(batch.unit, every_task=every_task, chosen=chosen):
        choices += [(one.value, f"{one.named} {one.title[:24]}")] if one.value else []
        choices += [(slot.value, f"{one.named} › {slot.slot.title[:24]}") for slot in one.slots]
    return choices
