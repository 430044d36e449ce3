"""A campaign in which every part of the wall has something to say, at any size."""

from datetime import date, datetime, timedelta
from datetime import timezone as zone

from tests.cast import Cast, make_unit
from tests.factories.plan import MadeCampaign, make_campaign, make_target, make_unresolved
from tests.rooms.dossier.filed import make_filed
from wenming.organisation.models import Unit
from wenming.plan.models import Assignment, ConcretePlan, Duty, Measurement, Milestone


def make_eventful(cast: Cast, on: date, *, tasks: int = 6, units: int = 4, names: str = "处室") -> MadeCampaign:
    """``units`` beside the three of the cast get a duty in every task; ``names`` begins their names."""
    made = make_campaign(cast, tasks, on=on)
    for number in range(units):
        _join_in(made, make_unit(cast.organisation, f"{names}{number + 1}"))
    Duty.objects.filter(task=made.tasks[0], unit=cast.responsible).update(deadline=on - timedelta(3))
    Duty.objects.filter(task=made.tasks[-1]).update(deadline=on + timedelta(2))
    Duty.objects.filter(task=made.tasks[0], unit=cast.third).update(deadline=on + timedelta(2))
    Duty.objects.filter(unit=cast.lead).update(state=Duty.State.RECEIVED, received_at=_noon(on))
    made.targets.append(make_target(made.tasks[0], "注册志愿者人数占职工总人数的比例≥30%", value_numerator=30))
    for days in (75, 45, 2):
        _measure(made, on - timedelta(days), 449 - days)
    _plan(made.duty(cast.lead), ConcretePlan.State.SUBMITTED, on)
    accepted = _plan(made.duty(cast.lead, tasks - 1), ConcretePlan.State.ACCEPTED, on)
    for days, done in ((-70, True), (-5, False), (4, False), (65, False)):
        Milestone.objects.create(
            organisation=cast.organisation, duty=accepted.duty, title=f"节点{days}", due_on=on + timedelta(days),
            done_on=on + timedelta(days) if done else None,
        )
    make_unresolved(made.tasks[0])
    for days in (70, 40, 5, 1):
        make_filed(cast.lead, made.tasks[0], title=f"讲座{days}", event_on=on - timedelta(days))
    return made


def _join_in(made: MadeCampaign, unit: Unit) -> None:
    own = {"organisation_id": unit.organisation_id}
    role = Assignment.Role.RESPONSIBLE
    for task in made.tasks:
        given = Assignment.objects.create(task=task, role=role, position=9, unit=unit, phrase=unit.name, **own)
        deadline = Duty.objects.filter(task=task).latest("deadline").deadline
        Duty.objects.create(task=task, assignment=given, unit=unit, role=role, deadline=deadline, **own)


def _noon(on: date) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=zone(timedelta(hours=8)))


def _measure(made: MadeCampaign, as_of: date, numerator: int) -> None:
    Measurement.objects.create(
        organisation_id=made.campaign.organisation_id, target=made.targets[0], as_of=as_of, numerator=numerator,
        denominator=482, recorded_at=_noon(as_of), recorded_by="经办人",
    )


def _plan(duty: Duty, state: str, on: date) -> ConcretePlan:
    return ConcretePlan.objects.create(
        organisation_id=duty.organisation_id, duty=duty, state=state, submitted_at=_noon(on - timedelta(6))
    )
