"""A duty and its concrete plan as pages read them. A campaign has hundreds: no row object is made for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from wenming.organisation.models import Unit
from wenming.plan.models import ConcretePlan, Duty, ShareOfTask, Task, WorkItem

from . import fact_rows


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """The concrete plan of a duty without its milestones."""

    pk: int
    state: str
    submitted_at: datetime | None
    reason: str

    @property
    def label(self) -> str:
        return ConcretePlan.State(self.state).label

    @property
    def waits(self) -> bool:
        """Whether the office has to accept or return it."""
        return self.state == ConcretePlan.State.SUBMITTED


class _Fields(NamedTuple):
    task: Task
    unit: Unit
    pk: int
    role: str
    state: str
    acceptance_note: str
    deadline: date | None
    phrase: str
    plan: PlanFacts | None
    task_id: int
    unit_id: int
    work_item: WorkItem | None
    work_item_id: int | None


class DutyFacts(ShareOfTask, _Fields):
    """The fields of a ``Duty`` under the same names; ``phrase`` is how the plan prints the unit, ``plan`` its plan."""

    __slots__ = ()
    task: Task
    work_item: WorkItem | None


AnyDuty = Duty | DutyFacts


def read_duties(
    organisation_id: int, whole: int, tasks: Mapping[int, Task], *, one: bool
) -> Iterator[DutyFacts]:
    """The duties not withdrawn of ``tasks`` (``fact_rows`` says which they are), lead units first, then by the roster;
    two queries."""
    items: dict[int, WorkItem] = {}
    units: dict[int, Unit] = {unit.pk: unit for unit in fact_rows.units(organisation_id)}
    for row in fact_rows.duties(organisation_id, whole, one=one):
        task_id, unit_id, pk, role, state, note, deadline, phrase, item_id, place, text, plan_id, *plan = row
        if item_id and item_id not in items:
            items[item_id] = WorkItem(pk=item_id, task=tasks[task_id], position=place, text=text)
        yield DutyFacts(
            tasks[task_id], units[unit_id], pk, role, state, note, deadline, phrase,
            PlanFacts(plan_id, *plan) if plan_id else None, task_id, unit_id,
            items.get(item_id), item_id,
        )
