"""Named reads of jobs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from wenming.domain.authority import Role, Viewer

from .models import Job, RowError, SignOfLife
from .registry import kinds

ROW_ERRORS_SHOWN = 200
WORKER = "worker:"
BACKUP = "backup"
"""The names of signs of life: of a worker with its host and process, of the last good backup."""
UNATTENDED_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class JobCounts:
    unfinished: int
    failed: int
    done: int


@dataclass(frozen=True, slots=True)
class JobPicture:
    """All the job's page draws. ``unattended`` says that it waits and no worker seems to be at work."""

    job: Job
    row_errors: list[RowError]
    row_error_count: int
    unattended: bool


def visible_to(viewer: Viewer) -> QuerySet[Job]:
    """The office sees its organisation's jobs, everyone else the ones they asked for."""
    jobs = Job.objects.filter(organisation_id=viewer.organisation_id)
    return jobs if viewer.has(Role.OFFICE) else jobs.filter(asked_by_id=viewer.user_id)


def listed(viewer: Viewer) -> QuerySet[Job]:
    """What the list shows of them: all but housekeeping that goes well."""
    quiet = [kind.code for kind in kinds().values() if kind.quiet]
    return visible_to(viewer).exclude(~Q(state=Job.State.FAILED), kind__in=quiet)


def job_of(organisation_id: int, job_id: int | None) -> Job | None:
    """A job another room asked for, for that room's own pages."""
    return Job.objects.filter(organisation_id=organisation_id, pk=job_id).first() if job_id else None


def is_unfinished(organisation_id: int, job_id: int) -> bool:
    return bool(unfinished(organisation_id, [job_id]))


def unfinished(organisation_id: int, job_ids: Iterable[int | None]) -> list[Job]:
    """Of jobs another room asked for, those still to be done, the first first."""
    jobs = Job.objects.filter(organisation_id=organisation_id, pk__in=[one for one in job_ids if one])
    return list(jobs.exclude(state__in=[Job.State.DONE, Job.State.FAILED]).order_by("pk"))


def row_errors_of(organisation_id: int, job_ids: Iterable[int | None]) -> list[RowError]:
    """The first rows that jobs of another room could not do, in the order of the jobs."""
    asked = [one for one in job_ids if one]
    errors = RowError.objects.filter(organisation_id=organisation_id, job__in=asked)
    return list(errors.order_by("job_id", "row")[:ROW_ERRORS_SHOWN]) if asked else []


def counts(jobs: QuerySet[Job]) -> JobCounts:
    states = Job.State
    return JobCounts(**jobs.aggregate(
        unfinished=Count("pk", filter=Q(state__in=[states.WAITING, states.RUNNING])),
        failed=Count("pk", filter=Q(state=states.FAILED)),
        done=Count("pk", filter=Q(state=states.DONE)),
    ))


def picture_of(job: Job, *, at: datetime) -> JobPicture:
    errors = job.row_errors.order_by("row")
    count = errors.count()
    waits = job.state == Job.State.WAITING and job.run_at < at - UNATTENDED_AFTER
    unattended = waits and not workers_alive(at=at)
    return JobPicture(job, list(errors[:ROW_ERRORS_SHOWN]) if count else [], count, unattended)


# --- is anybody at work? ----------------------------------------------------------------------------------------------

SILENT_AFTER = timedelta(seconds=45)
"""A worker gives a sign every ten seconds; after four it missed it is taken for gone."""


def workers_alive(*, at: datetime) -> list[SignOfLife]:
    """The signs of the workers heard of lately, the latest first."""
    return list(SignOfLife.objects.filter(name__startswith=WORKER, at__gte=at - SILENT_AFTER).order_by("-at"))


def last_backup() -> SignOfLife | None:
    """When the last good backup was written, with what it held."""
    return SignOfLife.objects.filter(name=BACKUP).first()


def jobs_by_state() -> dict[str, int]:
    """How many jobs of the whole installation are in each state; those that are done are left out."""
    open_states = [Job.State.WAITING, Job.State.RUNNING, Job.State.FAILED]
    found = Job.objects.filter(state__in=open_states).order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(map(str, open_states), 0), **dict(found)}
