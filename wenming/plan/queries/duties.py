"""Named reads of duties: a unit's list, who has received theirs, one duty."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, Q, QuerySet

from wenming.domain.plan.lights import Light, light, next_due, words
from wenming.organisation.models import Unit
from wenming.plan.models import Campaign, ConcretePlan, Duty, Milestone, Task
from wenming.shell.prepared import prepared

from .duty_facts import AnyDuty
from .facts import TaskFacts, facts_of


@dataclass(frozen=True, slots=True)
class DutyRow:
    """A unit's share of a task as lists show it; ``asked`` False where nothing is demanded of it (配合)."""

    duty: AnyDuty
    light: Light
    word: str
    have: int
    want: int
    due_on: date | None
    asked: bool = True


def duty_row(facts: TaskFacts, duty: AnyDuty, on: date) -> DutyRow:
    standing = facts.duty_standing(duty)
    shown, (have, want) = light(standing, on), facts.meter(duty)
    due_on = next_due(standing)
    word = words(shown, due_on, on)
    if shown is Light.GREY:
        word = _grey_word(duty, asked=bool(standing.demands))
    return DutyRow(duty, shown, word, have, want, duty.deadline or due_on, bool(standing.demands))


def _grey_word(duty: AnyDuty, *, asked: bool) -> str:
    if duty.state == Duty.State.SENT:
        return "待签收"
    return Light.GREY.label if asked else "配合"


def duty_rows(campaign: Campaign, unit: Unit, on: date) -> list[DutyRow]:
    """The unit's duties in the order of the tasks."""
    return [
        duty_row(facts, duty, on)
        for facts in facts_of(campaign) for duty in facts.duties if duty.unit_id == unit.pk
    ]


def received_moments(organisation_id: int, unit_id: int) -> dict[int, datetime]:
    """When the unit received each of its duties, by duty."""
    rows = Duty.objects.of(organisation_id).filter(unit_id=unit_id, received_at__isnull=False)
    return dict(rows.values_list("pk", "received_at"))


@dataclass(frozen=True, slots=True)
class Receipt:
    """How far one unit is with receiving: ``received`` of ``sent`` duties, the last of them ``at``."""

    unit: Unit
    sent: int
    received: int
    at: datetime | None
    by: str

    @property
    def all_received(self) -> bool:
        return self.received == self.sent


def receipts(organisation_id: int, campaign: Campaign) -> list[Receipt]:
    """Every unit that has duties, in the order of the roster; two queries."""
    duties = Duty.objects.of(organisation_id).filter(task__campaign=campaign, task__state=Task.State.OPEN)
    counted = {
        row["unit"]: row
        for row in duties.exclude(state=Duty.State.WITHDRAWN).order_by().values("unit").annotate(
            sent=Count("pk"), received=Count("pk", filter=Q(state=Duty.State.RECEIVED)), at=Max("received_at"),
            by=Max("received_by"),
        )
    }
    units = Unit.objects.of(organisation_id).filter(pk__in=counted)
    return [
        Receipt(unit, row["sent"], row["received"], row["at"], row["by"])
        for unit in units for row in (counted[unit.pk],)
    ]


def units_with_duties(organisation_id: int, campaign: Campaign) -> list[Unit]:
    """Every unit that has a duty in the campaign, in the order of the roster."""
    of_campaign = Duty.objects.of(organisation_id).filter(task__campaign=campaign)
    open_duties = of_campaign.exclude(state=Duty.State.WITHDRAWN)
    return list(Unit.objects.of(organisation_id).filter(pk__in=open_duties.values("unit")))


def plans_waiting(organisation_id: int, campaign: Campaign) -> list[ConcretePlan]:
    """The concrete plans that wait for the office, the first submitted first."""
    plans = ConcretePlan.objects.of(organisation_id).filter(
        duty__task__campaign=campaign, state=ConcretePlan.State.SUBMITTED
    ).exclude(duty__state=Duty.State.WITHDRAWN)
    plans = plans.select_related("duty__task", "duty__work_item__task", "duty__unit")
    return list(plans.order_by("submitted_at", "pk"))


def withdrawn_duties(task: Task) -> list[Duty]:
    """The duties of a task that were closed, with their reasons, the latest first."""
    return list(_withdrawn(task.organisation_id, task.pk))


@prepared
def _withdrawn(organisation_id: int, task_id: int) -> QuerySet[Duty]:
    rows = Duty.objects.of(organisation_id).filter(task_id=task_id, state=Duty.State.WITHDRAWN)
    return rows.select_related("unit", "task", "work_item__task").order_by("-withdrawn_on", "unit__position", "pk")


def milestones_of_duty(duty: Duty) -> list[Milestone]:
    """By date, whatever the state of the plan."""
    return list(Milestone.objects.of(duty.organisation_id).filter(duty=duty))


def facts_of_duty(duty: Duty) -> TaskFacts:
    return facts_of(duty.task.campaign, task=duty.task)[0]


def count_sent(rows: Sequence[DutyRow]) -> int:
    return sum(row.duty.state == Duty.State.SENT for row in rows)
