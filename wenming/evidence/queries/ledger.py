"""The ledger: what have we got, by task, unit and month. A view of the evidence, not a table."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from wenming.evidence.models import Evidence
from wenming.plan.models import Task

from .counts import Number, counts
from .wanted import Wanted


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a small table: what it is, how many, and the filter that opens it."""

    label: str
    number: int
    query: dict[str, object]
    current: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    total: int
    this_month: int
    months: list[Line]
    units: list[Line]
    tasks: list[Line]


def ledger_of(visible: QuerySet[Evidence], seen: Q, wanted: Wanted, today: date) -> Ledger:
    """Counts under the filter. Each small table leaves its own filter out, so that it offers the other choices.

    ``seen`` picks the tallies of what is ``visible``.
    """
    lines = counts(visible, seen, wanted)
    months = [_of_month(one, wanted) for one in lines if one.of == "month"]
    units = [
        Line(one.name, one.count, replace(wanted, unit=one.key).query, wanted.unit == one.key)
        for one in lines if one.of == "unit"
    ]
    by_month = {one.query.get("month"): one.number for one in months}
    total = by_month.get(wanted.month, 0) if wanted.month else sum(by_month.values())
    tasks = [_of_task(one, wanted) for one in lines if one.of == "task"]
    return Ledger(total, by_month.get(f"{today:%Y-%m}", 0), months, units, tasks)


def _of_month(one: Number, wanted: Wanted) -> Line:
    month = f"{one.month_of:%Y-%m}"
    said = f"{int(month[:4])}年{int(month[5:])}月"
    return Line(said, one.count, replace(wanted, month=month).query, wanted.month == month)


def _of_task(one: Number, wanted: Wanted) -> Line:
    mark = Task(number=one.mark, position=one.rank).short_number
    return Line(f"{mark} {one.name}", one.count, replace(wanted, task=one.key).query, wanted.task == one.key)
