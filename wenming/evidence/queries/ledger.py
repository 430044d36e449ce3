"""The ledger: what have we got, by task, unit and month. A view of the evidence, not a table."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import QuerySet

from wenming.shell.lists import COUNT_LIMIT
from wenming.shell.prepared import prepared

from .counts import counts
from .sight import Sight
from .wanted import Cut, Wanted, filtered


class Line(NamedTuple):
    """One line of a small table: what it is, how many, and the filter that opens it."""

    label: str
    number: int
    query: dict[str, object]
    current: bool


@dataclass(frozen=True, slots=True)
class Ledger:
    """``too_many``: words found so often that ``total`` is where counting stopped, and the lines are choices alone."""

    total: int
    this_month: int
    months: list[Line]
    units: list[Line]
    tasks: list[Line]
    too_many: bool = False


def ledger_of(sight: Sight, wanted: Wanted, today: date, *, found_none: bool = False) -> Ledger:
    """Counts under the filter. Each small table leaves its own filter out, so that it offers the other choices.

    ``found_none``: the list under the filter is known to be empty; where no table has a filter of its own, all are.
    """
    if found_none and not (wanted.month or wanted.unit or wanted.task):
        return Ledger(0, 0, [], [], [])
    cut, chosen = wanted.cut, wanted.query
    too_many = bool(cut.asked and _past_limit(cut, sight, state=wanted.state, limit=COUNT_LIMIT))
    counted = counts(cut._replace(asked=()) if too_many else cut, sight, wanted.state)
    months = [_of_month(month, number, chosen) for month, number in counted.months]
    by_month = {one.query["month"]: one.number for one in months}
    total = by_month.get(wanted.month, 0) if wanted.month else sum(by_month.values())
    return Ledger(
        COUNT_LIMIT if too_many else total, by_month.get(f"{today:%Y-%m}", 0), months,
        [_line(name, number, chosen, "unit", key) for key, name, number in counted.units],
        [_line(name, number, chosen, "task", key) for key, name, number in counted.tasks],
        too_many,
    )


@prepared
def _past_limit(cut: Cut, sight: Sight, *, state: str, limit: int) -> QuerySet[Any, int]:
    """The one after the first ``limit``, wherever it stands."""
    found = filtered(sight.evidence_of(cut.organisation_id), cut, state)
    return found.order_by().values_list("pk", flat=True)[limit : limit + 1]


def _of_month(month: date, number: int, chosen: dict[str, object]) -> Line:
    return _line(f"{month.year}年{month.month}月", number, chosen, "month", f"{month.year}-{month.month:02}")


def _line(label: str, number: int, chosen: dict[str, object], name: str, value: object) -> Line:
    """A line opens what is ``chosen`` with its own ``value`` in the place of ``name``."""
    return Line(label, number, {**chosen, name: value}, chosen.get(name) == value)
