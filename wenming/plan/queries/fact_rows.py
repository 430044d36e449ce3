"""The rows that facts are made of: of all open tasks of a campaign, or of one task (``one``) whatever its state.

``whole`` is the id of the campaign or of the task.
"""

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from wenming.organisation.models import Unit
from wenming.plan.models import Assignment, ConcretePlan, Duty, Measurement, Milestone, Phase, Target, Task, TaskSlot
from wenming.shell.prepared import prepared

DUTY_FIELDS = (
    "task_id", "unit_id", "pk", "role", "state", "acceptance_note", "deadline", "assignment__phrase",
    "work_item_id", "work_item__position", "work_item__text",
    "concrete_plan__pk", "concrete_plan__state", "concrete_plan__submitted_at", "concrete_plan__reason",
)


def _of(whole: int, one: bool, task: str = "task") -> dict[str, Any]:
    """Which rows belong to the tasks read, as filters on a row that has a task."""
    return {task: whole} if one else {f"{task}__campaign": whole, f"{task}__state": Task.State.OPEN}


@prepared
def tasks(organisation_id: int, whole: int, *, one: bool) -> QuerySet[Task]:
    """With ``unresolved``, whether an owner is still to be brought down to units, and the campaign's ``ends_on``."""
    rows = Task.objects.of(organisation_id)
    rows = rows.filter(pk=whole) if one else rows.filter(campaign=whole, state=Task.State.OPEN)
    unresolved = Assignment.objects.filter(task=OuterRef("pk"), resolved=False, withdrawn_on=None)
    last = Phase.objects.filter(campaign=OuterRef("campaign"), ends_on__isnull=False).order_by("-ends_on")
    return rows.annotate(unresolved=Exists(unresolved), ends_on=Subquery(last.values("ends_on")[:1]))


@prepared
def units(organisation_id: int) -> QuerySet[Unit]:
    return Unit.objects.of(organisation_id)


@prepared
def duties(organisation_id: int, whole: int, *, one: bool) -> QuerySet[Any, Any]:
    """``DUTY_FIELDS`` of those not withdrawn, lead units first, then by the roster."""
    rows = Duty.objects.of(organisation_id).filter(**_of(whole, one)).exclude(state=Duty.State.WITHDRAWN)
    return rows.order_by("role", "unit__position", "pk").values_list(*DUTY_FIELDS)


@prepared
def milestones(organisation_id: int, whole: int, *, one: bool) -> QuerySet[Milestone]:
    """Those of concrete plans the office has accepted, with ``task_id``."""
    rows = Milestone.objects.of(organisation_id).filter(**_of(whole, one, "duty__task"))
    accepted = rows.filter(duty__concrete_plan__state=ConcretePlan.State.ACCEPTED)
    return accepted.exclude(duty__state=Duty.State.WITHDRAWN).annotate(task_id=F("duty__task_id"))


@prepared
def slots(organisation_id: int, whole: int, *, one: bool) -> QuerySet[TaskSlot]:
    """Those of work items only while the item is open."""
    rows = TaskSlot.objects.of(organisation_id).filter(work_item__closed_on=None, **_of(whole, one))
    return rows.select_related("slot", "work_item")


@prepared
def targets(organisation_id: int, whole: int, *, one: bool) -> QuerySet[Target]:
    """Those in force."""
    return with_latest(Target.objects.of(organisation_id).filter(closed_on=None, **_of(whole, one)))


def with_latest(rows: QuerySet[Target]) -> QuerySet[Target]:
    """Each target with its latest measurement as ``measured_numerator``, ``_denominator`` and ``_as_of``."""
    newest = Measurement.objects.filter(target=OuterRef("pk")).order_by("-as_of", "-pk")
    return rows.annotate(
        measured_numerator=Subquery(newest.values("numerator")[:1]),
        measured_denominator=Subquery(newest.values("denominator")[:1]),
        measured_as_of=Subquery(newest.values("as_of")[:1]),
    )
