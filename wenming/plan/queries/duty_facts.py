"""A duty and its concrete plan as pages read them. A campaign has hundreds: no row object is made for each."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from wenming.organisation.models import Unit
from wenming.plan.models import ConcretePlan, Duty, Task

FIELDS = (
    "task_id", "unit_id", "pk", "role", "state", "acceptance_note", "deadline", "received_at", "assignment__phrase",
    "concrete_plan__pk", "concrete_plan__state", "concrete_plan__submitted_at", "concrete_plan__reason",
)


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


@dataclass(frozen=True, slots=True)
class DutyFacts:
    """The fields of a ``Duty`` under the same names; ``phrase`` is how the plan prints the unit, ``plan`` its plan."""

    task: Task
    unit: Unit
    pk: int
    role: str
    state: str
    acceptance_note: str
    deadline: date | None
    received_at: datetime | None
    phrase: str
    plan: PlanFacts | None
    task_id: int
    unit_id: int


AnyDuty = Duty | DutyFacts


def read_duties(organisation_id: int, scope: Mapping[str, Any], tasks: Mapping[int, Task]) -> Iterator[DutyFacts]:
    """The duties not withdrawn of the tasks in ``scope``, lead units first, then by the roster; two queries."""
    units: dict[int, Unit] = Unit.objects.of(organisation_id).in_bulk()
    rows = Duty.objects.of(organisation_id).filter(**scope).exclude(state=Duty.State.WITHDRAWN)
    values: Iterable[tuple[Any, ...]] = rows.order_by("role", "unit__position", "pk").values_list(*FIELDS)
    for row in values:
        task_id, unit_id, pk, role, state, note, deadline, received_at, phrase, plan_id, *plan = row
        yield DutyFacts(
            tasks[task_id], units[unit_id], pk, role, state, note, deadline, received_at, phrase,
            PlanFacts(plan_id, *plan) if plan_id else None, task_id, unit_id,
        )
