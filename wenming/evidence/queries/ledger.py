"""The ledger: what have we got, by task, unit and month. A view of the evidence, not a table."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth

from wenming.evidence.models import Citation, Evidence
from wenming.plan.models import Task

from .serving import citations_for, with_task


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whose ledger, under which filter as the address holds it; a value that does not fit is no filter."""

    organisation_id: int
    task: int | None = None
    unit: int | None = None
    month: str = ""
    kind: str = ""
    text: str = ""
    state: str = Evidence.State.FILED.value

    @classmethod
    def read(cls, given: Mapping[str, str], organisation_id: int) -> "Wanted":
        month, kind, state = given.get("month", ""), given.get("kind", ""), given.get("state", "")
        return cls(
            organisation_id=organisation_id,
            task=_number(given.get("task", "")), unit=_number(given.get("unit", "")),
            month=month if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", month) else "",
            kind=kind if kind in Evidence.Kind.values else "", text=given.get("text", "").strip()[:60],
            state=state if state in Evidence.State.values else Evidence.State.FILED.value,
        )

    @property
    def query(self) -> dict[str, object]:
        """For the address: only what is filtered."""
        state = "" if self.state == Evidence.State.FILED else self.state
        values = {"task": self.task, "unit": self.unit, "month": self.month, "kind": self.kind, "text": self.text}
        return {name: value for name, value in {**values, "state": state}.items() if value}


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


def filtered(visible: QuerySet[Evidence], wanted: Wanted) -> QuerySet[Evidence]:
    rows = visible.filter(state=wanted.state)
    if wanted.task:
        rows = rows.filter(pk__in=citations_for(wanted.organisation_id, [wanted.task]).values("evidence_id"))
    if wanted.unit:
        rows = rows.filter(unit_id=wanted.unit)
    if wanted.month:
        first = date.fromisoformat(f"{wanted.month}-01")
        rows = rows.filter(event_on__gte=first, event_on__lt=_next_month(first))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    return rows.filter(title__contains=wanted.text) if wanted.text else rows


def ledger_of(visible: QuerySet[Evidence], wanted: Wanted, today: date) -> Ledger:
    """Counts under the filter. Each small table leaves its own filter out, so that it offers the other choices."""
    months = _months(visible, wanted)
    by_month = {one.query.get("month"): one.number for one in months}
    total = by_month.get(wanted.month, 0) if wanted.month else sum(by_month.values())
    return Ledger(
        total, by_month.get(f"{today:%Y-%m}", 0), months, _units(visible, wanted), _tasks(visible, wanted)
    )


def _months(visible: QuerySet[Evidence], wanted: Wanted) -> list[Line]:
    rows = filtered(visible, replace(wanted, month="")).order_by().annotate(month=TruncMonth("event_on"))
    counted = rows.values("month").annotate(number=Count("pk")).order_by("-month").values_list("month", "number")
    return [
        Line(f"{month.year}年{month.month}月", number, replace(wanted, month=f"{month:%Y-%m}").query,
               wanted.month == f"{month:%Y-%m}")
        for month, number in counted
    ]


def _units(visible: QuerySet[Evidence], wanted: Wanted) -> list[Line]:
    rows = filtered(visible, replace(wanted, unit=None)).order_by().values("unit_id", "unit__name", "unit__position")
    counted = rows.annotate(number=Count("pk")).order_by("unit__position", "unit_id")
    return [
        Line(row["unit__name"], row["number"], replace(wanted, unit=row["unit_id"]).query,
               wanted.unit == row["unit_id"])
        for row in counted
    ]


def _tasks(visible: QuerySet[Evidence], wanted: Wanted) -> list[Line]:
    rows = filtered(visible, replace(wanted, task=None))
    citations = Citation.objects.of(wanted.organisation_id).filter(evidence__in=rows)
    cited = with_task(citations).values("served_task_id").annotate(number=Count("evidence", distinct=True))
    numbers = dict(cited.values_list("served_task_id", "number"))
    tasks = Task.objects.of(wanted.organisation_id).filter(pk__in=[pk for pk in numbers if pk])
    return [
        Line(f"{task.short_number} {task.title}", numbers[task.pk], replace(wanted, task=task.pk).query,
               wanted.task == task.pk)
        for task in tasks.order_by("campaign_id", "position")
    ]


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
