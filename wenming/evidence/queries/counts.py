"""The numbers of the ledger's small tables, by month, by unit and by task, read with one statement.

They come from the tallies, so that they cost the same however long the ledger has become; under a filter the tallies
know nothing of (a kind, words of the title, the month of a task) the evidence itself is counted.
"""

from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, DateField, F, IntegerField, Q, QuerySet, Sum, Value
from django.db.models.functions import TruncMonth

from wenming.evidence.models import Citation, Evidence, MonthTally, TaskTally

from .wanted import Wanted, filtered

NOTHING = {"month_of": Value(None, DateField()), "key": Value(None, IntegerField()), "name": Value(""),
           "mark": Value(""), "rank": Value(0)}


class Number(NamedTuple):
    """One line: of a month, of a unit, or of the task numbered ``mark`` in its document. ``key`` is the id."""

    of: str
    month_of: date | None
    key: int | None
    name: str
    mark: str
    rank: int
    count: int


def counts(visible: QuerySet[Evidence], seen: Q, wanted: Wanted) -> list[Number]:
    """The latest month first, units in the order of the roster, tasks in the order of the plan.

    Each table leaves its own filter out. ``seen`` picks the tallies of what is ``visible``.
    """
    lines = (_months(visible, seen, wanted), _units(visible, seen, wanted), _tasks(visible, seen, wanted))
    rows = [Number(*row) for row in lines[0].union(*lines[1:], all=True) if row[-1]]
    return sorted(rows, key=lambda row: (-row.month_of.toordinal() if row.month_of else 0, row.rank, row.key or 0))


def filed_by_month(organisation_id: int, seen: Q) -> dict[date, int]:
    """Pieces of filed evidence by the first day of the month of their event, of those ``seen``."""
    rows = MonthTally.objects.of(organisation_id).filter(seen, state=Evidence.State.FILED)
    return dict(rows.values("month").annotate(pieces=Sum("number")).values_list("month", "pieces"))


def filed_for_task(organisation_id: int, seen: Q, task_id: int) -> int:
    """Pieces of filed evidence that serve a task, of those ``seen``."""
    rows = TaskTally.objects.of(organisation_id).filter(seen, state=Evidence.State.FILED, task_id=task_id)
    return rows.aggregate(number=Sum("number"))["number"] or 0


def _months(visible: QuerySet[Evidence], seen: Q, wanted: Wanted) -> QuerySet[Any, Any]:
    wanted = replace(wanted, month="")
    if wanted.kind or wanted.text or wanted.task:
        rows = filtered(visible, wanted).order_by().annotate(month_of=TruncMonth("event_on"))
        return _grouped(rows, "month", Count("pk"), month_of=F("month_of"))
    return _grouped(_tallies(MonthTally, seen, wanted), "month", Sum("number"), month_of=F("month"))


def _units(visible: QuerySet[Evidence], seen: Q, wanted: Wanted) -> QuerySet[Any, Any]:
    wanted = replace(wanted, unit=None)
    named = {"key": F("unit_id"), "name": F("unit__name"), "rank": F("unit__position")}
    if wanted.kind or wanted.text or wanted.task:
        return _grouped(filtered(visible, wanted).order_by(), "unit", Count("pk"), **named)
    return _grouped(_tallies(MonthTally, seen, wanted), "unit", Sum("number"), **named)


def _tasks(visible: QuerySet[Evidence], seen: Q, wanted: Wanted) -> QuerySet[Any, Any]:
    wanted = replace(wanted, task=None)
    name = "served_task" if wanted.kind or wanted.text or wanted.month else "task"
    named = {"key": F(f"{name}_id"), "name": F(f"{name}__title"), "mark": F(f"{name}__number"),
             "rank": F(f"{name}__position")}
    if name == "task":
        return _grouped(_tallies(TaskTally, seen, wanted), "task", Sum("number"), **named)
    rows = Citation.objects.of(wanted.organisation_id).filter(evidence__in=filtered(visible, wanted))
    return _grouped(rows.exclude(served_task=None), "task", Count("evidence", distinct=True), **named)


def _tallies(model: type[MonthTally | TaskTally], seen: Q, wanted: Wanted) -> QuerySet[Any]:
    rows = model.objects.of(wanted.organisation_id).filter(seen, state=wanted.state)
    if wanted.unit:
        rows = rows.filter(unit_id=wanted.unit)
    return rows.filter(month=f"{wanted.month}-01") if wanted.month else rows


def _grouped(rows: QuerySet[Any], of: str, number: Count | Sum, **named: Any) -> QuerySet[Any, Any]:
    """Rows of ``Number``, one for each different value of ``named``."""
    return rows.values(of=Value(of), **{**NOTHING, **named}).annotate(count=number).values_list(*Number._fields)
