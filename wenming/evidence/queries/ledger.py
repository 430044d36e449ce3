"""The ledger: what have we got, by task, unit and month. A view of the evidence, not a table."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q, QuerySet

from wenming.evidence.models import Evidence
from wenming.shell.lists import COUNT_LIMIT

from .counts import counts
from .wanted import Wanted, filtered


@dataclass(frozen=True, slots=True)
class Line:
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


def ledger_of(visible: QuerySet[Evidence], seen: Q, wanted: Wanted, today: date) -> Ledger:
    """Counts under the filter. Each small table leaves its own filter out, so that it offers the other choices.

    ``seen`` picks the tallies of what is ``visible``.
    """
    too_many = bool(wanted.text) and _is_past_limit(visible, wanted)
    counted, chosen = counts(visible, seen, replace(wanted, text="") if too_many else wanted), wanted.query
    months = [_of_month(month, number, chosen) for month, number in counted.months]
    by_month = {one.query["month"]: one.number for one in months}
    total = by_month.get(wanted.month, 0) if wanted.month else sum(by_month.values())
    return Ledger(
        COUNT_LIMIT if too_many else total, by_month.get(f"{today:%Y-%m}", 0), months,
        [_line(name, number, chosen, "unit", key) for key, name, number in counted.units],
        [_line(name, number, chosen, "task", key) for key, name, number in counted.tasks],
        too_many,
    )


def _is_past_limit(visible: QuerySet[Evidence], wanted: Wanted) -> bool:
    found = filtered(visible, wanted).order_by().values("pk")
    return found[: COUNT_LIMIT + 1].count() > COUNT_LIMIT


def _of_month(month: date, number: int, chosen: dict[str, object]) -> Line:
    return _line(f"{month.year}年{month.month}月", number, chosen, "month", f"{month:%Y-%m}")


def _line(label: str, number: int, chosen: dict[str, object], name: str, value: object) -> Line:
    """A line opens what is ``chosen`` with its own ``value`` in the place of ``name``."""
    return Line(label, number, {**chosen, name: value}, chosen.get(name) == value)
