"""Named reads of targets: each with its verdict, the points of its trend, every measurement ever recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.targets import Reading, in_force, judge
from wenming.domain.plan.trend import Trend, trend
from wenming.plan.models import Campaign, Measurement, Target, Task

from .facts import TargetReading, latest_readings

POINTS_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Point:
    measurement: Measurement
    reading: Reading


@dataclass(frozen=True, slots=True)
class TargetView:
    """A target as pages draw it: its reading, the last points, the line through them (None under two points)."""

    target: Target
    latest: TargetReading
    points: tuple[Point, ...]
    line: Trend | None


def targets_of(organisation_id: int, campaign: Campaign) -> list[TargetView]:
    """The targets of the campaign's open tasks in their order; two queries."""
    rows = Target.objects.of(organisation_id).filter(task__campaign=campaign, task__state=Task.State.OPEN)
    return views_of(latest_readings(rows.select_related("task").order_by("task__position", "position", "pk")))


def target_view(target: Target) -> TargetView:
    rows = Target.objects.of(target.organisation_id).filter(pk=target.pk)
    return views_of(latest_readings(rows.select_related("task__campaign")))[0]


def views_of(readings: Sequence[TargetReading]) -> list[TargetView]:
    """The readings with their trends: one more query however many."""
    measured: dict[int, list[tuple[date, Measurement]]] = defaultdict(list)
    targets = [one.target for one in readings]
    own = Measurement.objects.filter(organisation_id__in={one.organisation_id for one in targets})
    for row in own.filter(target__in=targets).order_by("pk"):
        measured[row.target_id].append((row.as_of, row))
    return [_view(one, measured[one.target.pk]) for one in readings]


def _view(latest: TargetReading, measured: Sequence[tuple[date, Measurement]]) -> TargetView:
    goal = latest.target.goal
    points = tuple(Point(row, judge(goal, row.figure)) for _day, row in in_force(measured)[-POINTS_SHOWN:])
    known = [point.reading.value for point in points]
    line = trend(known, goal.value) if sum(value is not None for value in known) > 1 else None
    return TargetView(latest.target, latest, points, line)


def measurements_of(target: Target) -> list[tuple[Measurement, Reading, bool]]:
    """Every measurement, the newest first, with its reading and whether a later one of the same day stands for it."""
    rows = list(Measurement.objects.of(target.organisation_id).filter(target=target).select_related("proof"))
    standing = {row.pk for _day, row in in_force((row.as_of, row) for row in reversed(rows))}
    return [(row, judge(target.goal, row.figure), row.pk not in standing) for row in rows]
