"""Lead units hand in their concrete plans; the office accepts most of them; milestones are done, late or still open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.plan.actions.concrete_plans import accept_plan, return_plan, save_plan, submit_plan
from wenming.plan.actions.milestones import complete_milestone
from wenming.plan.models import Assignment, ConcretePlan, Duty, Task

from . import script
from .calendar import moment, workday
from .founding import Body
from .preparing import deadline_of
from .timeline import Timeline

ACCEPTED, SUBMITTED, DRAFT = "accepted", "submitted", "draft"
RETURNED = "“报送本单位材料”写得太笼统，请写明报送哪几样、由谁负责。"
ENDINGS = {(10, "财政事务管理中心"): SUBMITTED, (17, "离退处"): SUBMITTED, (24, "信息网络中心"): DRAFT, (13, "人教处"): RETURNED,
           (25, "机关党委"): SUBMITTED, (19, "工会"): DRAFT}
"""How plans of a task and a unit end that are not simply accepted; a sentence is the reason of a return."""
SHARE_OF_OTHERS = (("明确本单位分工", 0.16, 1), ("报送本单位材料", 0.78, 2))
"""The plan of a lead unit that is not the first named; its second milestone is done where the task is."""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    due_on: date
    done_on: date | None


def plan(body: Body, tasks: dict[int, Task], rng: Random, timeline: Timeline) -> None:
    for card in script.tasks():
        leads = Duty.objects.of(body.organisation.pk).filter(task=tasks[card.number], role=Assignment.Role.LEAD)
        for place, duty in enumerate(leads.select_related("unit").order_by("assignment__position", "pk")):
            steps = _steps(body, card, first=place == 0)
            ending = ENDINGS.get((card.number, duty.unit.name), ACCEPTED)
            if duty.unit.name in script.NOT_RECEIVED or not steps or (card.light == "grey" and ending == ACCEPTED):
                continue
            _note_plan(body, duty, steps, ending, rng, timeline)


def _steps(body: Body, card: script.TaskCard, *, first: bool) -> list[Step]:
    calendar = body.calendar
    if first and card.steps:
        days = [(one, calendar.day(one.due)) for one in card.steps]
        return [Step(one.title, day, None if one.late is None else day + timedelta(days=one.late)) for one, day in days]
    (begin, share, late), (end, end_share, end_late) = SHARE_OF_OTHERS
    begun, ended = calendar.day(share), calendar.day(end_share)
    if card.light == "blue":
        return [Step(begin, begun, begun + timedelta(days=late)), Step(end, ended, ended + timedelta(days=end_late))]
    return [Step(begin, begun, begun + timedelta(days=late)), Step(end, deadline_of(card, calendar), None)]


def _note_plan(body: Body, duty: Duty, steps: list[Step], ending: str, rng: Random, timeline: Timeline) -> None:
    unit, frozen = duty.unit, body.calendar.frozen
    by, owner = body.liaison_of(unit), body.people[unit.name][0].name
    nodes = [MilestoneInput(one.title, one.due_on, owner, "") for one in steps]
    written = moment(workday(frozen + timedelta(days=rng.randint(9, 12))), rng.randint(9, 16), rng.randint(0, 59))
    timeline.at(written, lambda at: save_plan(duty=duty, version=0, milestones=nodes, by=by, at=at))
    if ending == DRAFT:
        return
    handed = written + timedelta(minutes=rng.randint(5, 50))
    timeline.at(handed, lambda at: submit_plan(plan=_plan(duty), version=_plan(duty).version, by=by, at=at))
    decided = moment(workday(handed.date() + timedelta(days=4)), 10, rng.randint(0, 59))
    if ending == ACCEPTED:
        timeline.at(decided, lambda at: accept_plan(plan=_plan(duty), version=_plan(duty).version, by=body.office, at=at))
        for step in steps:
            _note_done(body, duty, step, decided, timeline)
    elif ending != SUBMITTED:
        timeline.at(decided, lambda at: return_plan(
            plan=_plan(duty), version=_plan(duty).version, reason=ending, by=body.office, at=at))


def _note_done(body: Body, duty: Duty, step: Step, accepted: datetime, timeline: Timeline) -> None:
    done_on = step.done_on
    if done_on is None:
        return
    by = body.liaison_of(duty.unit)
    said = max(moment(done_on, 16, 30), accepted + timedelta(hours=5))
    timeline.at(said, lambda at: complete_milestone(
        milestone=duty.milestones.select_related("duty__unit", "duty__task").get(title=step.title), on=done_on, by=by, at=at))


def _plan(duty: Duty) -> ConcretePlan:
    return ConcretePlan.objects.select_related("duty__task", "duty__unit").get(duty=duty)
