"""The numbers of the ledger's small tables: by month, by unit, by task.

They come from the tallies, so that they cost the same however long the ledger has become; under a filter the tallies
know nothing of (a kind, words of the title, the month of a task) the evidence itself is counted.
"""

from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from django.db.models import Count, DateField, IntegerField, Min, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from wenming.evidence.models import ACCEPTED, Citation, Evidence, MonthTally, TaskTally
from wenming.plan.models import Task
from wenming.shell.prepared import prepared

from .sight import Sight
from .wanted import Cut, filtered

NO_MONTH, NO_UNIT = Value(None, DateField()), Value(None, IntegerField())
NO_NAME, NO_RANK, NO_CAMPAIGN, NO_NUMBER = Value(""), Value(0), Value(0), Value("")


@dataclass(frozen=True, slots=True)
class Counts:
    """The latest month first, units in the order of the roster, tasks in the order of the plan."""

    months: list[tuple[date, int]]
    units: list[tuple[int, str, int]]
    """Id, name, pieces."""
    tasks: list[tuple[int, str, int]]
    """Id, number and title, pieces."""


def counts(cut: Cut, sight: Sight, state: str) -> Counts:
    """Of what is seen. Each table leaves its own filter out."""
    rows = [row for row in _all(cut, sight, state=state) if row[-1]]
    months: dict[date, int] = {}
    for day, *_, number in rows:
        if day:
            month = day.replace(day=1) if day.day > 1 else day
            months[month] = months.get(month, 0) + number
    counted = [row[1:] for row in rows if row[0] is None]
    units = sorted((rank, key, name, number) for key, name, rank, campaign, _, number in counted if not campaign)
    tasks = sorted((one for one in counted if one[3]), key=itemgetter(3, 2, 0))
    return Counts(
        sorted(months.items(), reverse=True), [(key, name, number) for _, key, name, number in units],
        [
            (key, f"{Task(number=mark, position=rank).short_number} {title}", number)
            for key, title, rank, _, mark, number in tasks
        ],
    )


def filed_by_month(organisation_id: int, sight: Sight | None) -> tuple[dict[date, int], int]:
    """Pieces of filed evidence by the first day of the month of their event, of those in ``sight``; how many of them
    all are accepted.
    """
    rows = list(_by_month(organisation_id, *sight.unit_ids, everything=sight.everything)) if sight else []
    filed = {month: pieces for state, month, pieces in rows if state == Evidence.State.FILED}
    return filed, sum(pieces for state, _, pieces in rows if state == ACCEPTED)


@prepared
def _by_month(organisation_id: int, *unit_ids: int, everything: bool) -> QuerySet[Any, Any]:
    rows = MonthTally.objects.of(organisation_id).filter(
        Sight(everything, unit_ids).tallies, state__in=(Evidence.State.FILED, ACCEPTED)
    )
    return rows.values("state", "month").annotate(pieces=Sum("number")).values_list("state", "month", "pieces")


def filed_for_task(organisation_id: int, sight: Sight, task_id: int) -> tuple[int, int]:
    """Pieces of filed evidence that serve a task, of those in ``sight``, and how many of them are accepted."""
    pieces = dict(_for_task(organisation_id, task_id, *sight.unit_ids, everything=sight.everything))
    return pieces.get(Evidence.State.FILED.value, 0), pieces.get(ACCEPTED, 0)


@prepared
def _for_task(organisation_id: int, task_id: int, *unit_ids: int, everything: bool) -> QuerySet[Any, Any]:
    rows = TaskTally.objects.of(organisation_id).filter(
        Sight(everything, unit_ids).tallies, state__in=(Evidence.State.FILED, ACCEPTED), task_id=task_id
    )
    return rows.values("state").annotate(pieces=Sum("number")).values_list("state", "pieces")


@prepared
def _all(cut: Cut, sight: Sight, *, state: str) -> QuerySet[Any, Any]:
    """One statement for the three: month, key, name, rank, campaign, number of the task, pieces. A line of a unit or a
    task has no month, and of a task alone a campaign."""
    months = _months(cut._replace(since=None, until=None), sight, state)
    units, tasks = _units(cut._replace(unit=None), sight, state), _tasks(cut._replace(task=None), sight, state)
    return months.union(units, tasks, all=True)


def _months(cut: Cut, sight: Sight, state: str) -> QuerySet[Any, Any]:
    nobody = (NO_UNIT, NO_NAME, NO_RANK, NO_CAMPAIGN, NO_NUMBER)
    if cut.kind or cut.asked or cut.doubt or cut.task:
        rows = filtered(sight.evidence_of(cut.organisation_id), cut, state).order_by()
        return rows.values_list("event_on", *nobody).annotate(pieces=Count("pk"))  # days: cheaper to tell than months
    return _tallies(MonthTally, cut, sight, state).values_list("month", *nobody).annotate(pieces=Sum("number"))


def _units(cut: Cut, sight: Sight, state: str) -> QuerySet[Any, Any]:
    named = {"name": Min("unit__name"), "rank": Min("unit__position"), "campaign": NO_CAMPAIGN, "mark": NO_NUMBER}
    if cut.kind or cut.asked or cut.doubt or cut.task:
        rows = filtered(sight.evidence_of(cut.organisation_id), cut, state).order_by()
        unit = Coalesce("unit_id", Value(0))  # as it stands SQLite would go through the index of units for its order
        return rows.values_list(NO_MONTH, unit).annotate(**named, pieces=Count("pk"))
    tallies = _tallies(MonthTally, cut, sight, state)
    return tallies.values_list(NO_MONTH, "unit_id").annotate(**named, pieces=Sum("number"))


def _tasks(cut: Cut, sight: Sight, state: str) -> QuerySet[Any, Any]:
    live = cut.kind or cut.asked or cut.doubt or cut.since
    task = "served_task" if live else "task"
    # grouped by the key alone, which the index has in order; the rest is the same in every row of it
    named = {
        name: Min(f"{task}__{field}") for name, field in
        (("name", "title"), ("rank", "position"), ("campaign", "campaign"), ("mark", "number"))
    }
    if live:
        found = filtered(sight.evidence_of(cut.organisation_id), cut, state)
        rows = Citation.objects.of(cut.organisation_id).filter(evidence__in=found)
        serving = rows.exclude(served_task=None).values_list(NO_MONTH, "served_task_id")
        return serving.annotate(**named, pieces=Count("evidence", distinct=True))
    tallies = _tallies(TaskTally, cut, sight, state)
    return tallies.values_list(NO_MONTH, "task_id").annotate(**named, pieces=Sum("number"))


def _tallies(model: type[MonthTally | TaskTally], cut: Cut, sight: Sight, state: str) -> QuerySet[Any]:
    rows = model.objects.of(cut.organisation_id).filter(sight.tallies, state=state)
    if cut.unit:
        rows = rows.filter(unit_id=cut.unit)
    return rows.filter(month__gte=cut.since, month__lt=cut.until) if cut.since else rows
