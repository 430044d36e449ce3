"""Named reads of targets: each with its verdict, the points of its trend, every measurement ever recorded."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.months import by_month, last_months
from wenming.domain.plan.targets import Figure, Reading, in_force, judge, plotted, surplus
from wenming.domain.plan.trend import Trend, trend
from wenming.plan.models import Campaign, FormerValue, Measurement, Target, Task

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
    """The targets in force of the campaign's open tasks in their order; two queries."""
    rows = Target.objects.of(organisation_id).filter(
        task__campaign=campaign, task__state=Task.State.OPEN, closed_on=None
    )
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


@dataclass(frozen=True, slots=True)
class Month:
    """A month by its first day, with the last measurement of it; both None where it was not measured."""

    first: date
    measurement_id: int | None = None
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class MonthlyView:
    """A target with its reading and its last months; ``surplus`` is how many it has above what is wanted."""

    latest: TargetReading
    months: tuple[Month, ...]
    surplus: int | None

    @property
    def plotted(self) -> list[float | None]:
        """The months as a chart draws them; the table beneath it carries the exact figures."""
        unit = self.latest.target.unit
        return [plotted(month.reading.value, unit) if month.reading else None for month in self.months]

    @property
    def goal_plotted(self) -> float | None:
        return plotted(self.latest.target.goal.value, self.latest.target.unit)


def monthly(readings: Sequence[TargetReading], on: date, count: int) -> list[MonthlyView]:
    """The readings with the last ``count`` months up to ``on``: one more query however many."""
    months = last_months(on, count)
    targets = [one.target for one in readings]
    rows = Measurement.objects.filter(organisation_id__in={one.organisation_id for one in targets}).filter(
        target__in=targets, as_of__gte=months[0], as_of__lte=on
    )
    measured: dict[int, list[tuple[date, tuple[int, Figure]]]] = defaultdict(list)
    fields = rows.order_by("as_of", "pk").values_list("target_id", "as_of", "pk", "numerator", "denominator")
    for target_id, as_of, pk, numerator, denominator in fields:
        measured[target_id].append((as_of, (pk, Figure(numerator, denominator))))
    return [_monthly(one, months, measured[one.target.pk]) for one in readings]


def _monthly(
    latest: TargetReading, months: Sequence[date], measured: Sequence[tuple[date, tuple[int, Figure]]]
) -> MonthlyView:
    goal = latest.target.goal
    points = [
        Month(first, found[0], judge(goal, found[1])) if found else Month(first)
        for first, found in zip(months, by_month(measured, months), strict=True)
    ]
    return MonthlyView(latest, tuple(points), surplus(goal, latest.figure))


def former_values_of(target: Target) -> list[FormerValue]:
    """What the target wanted before, the latest first."""
    return list(FormerValue.objects.of(target.organisation_id).filter(target=target))


def measurements_of(target: Target) -> list[tuple[Measurement, Reading, bool]]:
    """Every measurement, the newest first, with its reading and whether a later one of the same day stands for it."""
    rows = list(Measurement.objects.of(target.organisation_id).filter(target=target).select_related("proof"))
    standing = {row.pk for _day, row in in_force((row.as_of, row) for row in reversed(rows))}
    return [(row, judge(target.goal, row.figure), row.pk not in standing) for row in rows]
