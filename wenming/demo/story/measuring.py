"""Once a month the four targets are measured: two are met, two are short."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.files.base import ContentFile

from wenming.demo.studio import papers
from wenming.domain.authority import Viewer
from wenming.filestore.actions import store
from wenming.organisation.actions.headcounts import record_headcount
from wenming.plan.actions.targets import record_measurement
from wenming.plan.models import Target, Task

from .calendar import moment
from .founding import PARTY_MEMBERS, STAFF, TAX_OFFICE, Body
from .timeline import Timeline

MOST = 5
VOLUNTEERS = (246, 291, 327, 352, 362)
"""Registered at each measuring; 362 of 482 are 75.10 %, above the 30 % wanted."""
PARTY_VOLUNTEERS = (264, 301, 322, 334, 338)
"""338 of 371 are 91.10 %, above the 90 % wanted."""
HAVE_SERVED = (159, 214, 262, 298, 315)
"""315 of 362 are 87.01 %, short of 90 % by 11 persons."""
HAVE_LEARNT_LAW = (None, 355, 401, 431, 449)
"""449 of 482 are 93.15 %, short of 95 % by 9 persons."""


@dataclass(frozen=True, slots=True)
class Series:
    """``place`` is that of the target among those of the task."""

    task: int
    place: int
    unit: str
    numerators: tuple[int | None, ...]
    denominators: tuple[int, ...]


SERIES = (
    Series(11, 0, "团委", VOLUNTEERS, (STAFF,) * MOST),
    Series(11, 1, "团委", PARTY_VOLUNTEERS, (PARTY_MEMBERS,) * MOST),
    Series(11, 2, "团委", HAVE_SERVED, VOLUNTEERS),
    Series(9, 0, TAX_OFFICE, HAVE_LEARNT_LAW, (STAFF,) * MOST),
)


def measure(body: Body, tasks: dict[int, Task], timeline: Timeline) -> None:
    days = body.calendar.month_ends()[-MOST:]
    yesterday = body.calendar.today - timedelta(days=1)
    for day in days:
        timeline.at(moment(min(day + timedelta(days=1), yesterday), 10), lambda at, day=day: _count(body, day, at))
    for series in SERIES:
        targets = Target.objects.of(body.organisation.pk).filter(task=tasks[series.task]).select_related("task")
        _note(body, targets[series.place], series, days, timeline)


def _note(body: Body, target: Target, series: Series, days: list[date], timeline: Timeline) -> None:
    by, yesterday = body.liaison_of(body.units[series.unit]), body.calendar.today - timedelta(days=1)
    latest = zip(days, series.numerators[-len(days):], series.denominators[-len(days):], strict=True)
    for day, numerator, denominator in latest:
        if numerator is not None:
            at = moment(min(day + timedelta(days=1), yesterday), 11, 10 * series.place)
            figures = (numerator, denominator)
            timeline.at(at, lambda at, day=day, figures=figures: _record(target, day, figures, by, at))


def _record(target: Target, day: date, figures: tuple[int, int], by: Viewer, at: datetime) -> None:
    rows = [[target.text, *figures, f"{day:%Y-%m-%d}"]]
    content = ContentFile(papers.table("测算表", ["目标", "分子", "分母", "截至"], rows, made_at=at))
    proof = store(content=content, name=f"测算表{day:%Y%m%d}.xlsx", by=by, at=at).file
    numerator, denominator = figures
    record_measurement(
        target=target, as_of=day, numerator=numerator, denominator=denominator, proof=proof, by=by, at=at
    )


def _count(body: Body, day: date, at: datetime) -> None:
    for population, count in (("职工总人数", STAFF), ("党员总数", PARTY_MEMBERS)):
        record_headcount(population=population, as_of=day, count=count, source="人教处月报", by=body.office, at=at)
