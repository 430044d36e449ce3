"""Lead units hand in their concrete plans; the office accepts most of them; milestones are done, late or still open."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from wenming.domain.authority import Viewer
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.notices.actions import mark_all_read
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
ENDINGS = {
    (10, "财政事务管理中心"): SUBMITTED, (17, "离退处"): SUBMITTED, (24, "信息网络中心"): DRAFT,
    (13, "人教处"): RETURNED, (25, "机关党委"): SUBMITTED, (19, "工会"): DRAFT,
}
"""How plans of a task and a unit end that are not simply accepted; a sentence is the reason of a return. These are
written lately, and only of what lies ahead."""
RECENTLY = {SUBMITTED: timedelta(days=4), DRAFT: timedelta(days=6), RETURNED: timedelta(days=13)}
DIVIDE, HAND_IN = ("明确本单位分工", 0.16, 1), ("报送本单位材料", 0.78, 2)
"""The plan of a lead unit that is not the first named: what, when, days late. HAND_IN is open in an open task."""


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    due_on: date
    done_on: date | None


@dataclass(frozen=True, slots=True)
class Draft:
    """The plan one lead unit writes, by whom, and how it ends."""

    duty: Duty
    steps: tuple[Step, ...]
    ending: str
    by: Viewer
    owner: str

    def stored(self) -> ConcretePlan:
        return ConcretePlan.objects.select_related("duty__task", "duty__unit").get(duty=self.duty)


def plan(body: Body, tasks: dict[int, Task], rng: Random, timeline: Timeline) -> None:
    for card in script.tasks():
        leads = Duty.objects.of(body.organisation.pk).filter(task=tasks[card.number], role=Assignment.Role.LEAD)
        for place, duty in enumerate(leads.select_related("unit", "task").order_by("assignment__position", "pk")):
            name = duty.unit.name
            ending = ENDINGS.get((card.number, name), ACCEPTED)
            if name not in script.NOT_RECEIVED and not (card.light == "grey" and ending == ACCEPTED):
                steps = _steps(body, card, first=place == 0)
                if ending != ACCEPTED:
                    steps = [step for step in steps if step.done_on is None]
                draft = Draft(duty, tuple(steps), ending, body.liaison_of(duty.unit), body.people[name][0].name)
                _note(body, draft, rng, timeline)


def _steps(body: Body, card: script.TaskCard, *, first: bool) -> list[Step]:
    if first and card.steps:
        return [_step(body, one.title, body.calendar.day(one.due), one.late) for one in card.steps]
    title, share, late = HAND_IN
    done = card.light == "blue"
    until = body.calendar.day(share) if done else deadline_of(card, body.calendar)
    return [
        _step(body, DIVIDE[0], body.calendar.day(DIVIDE[1]), DIVIDE[2]),
        _step(body, title, until, late if done else None),
    ]


def _step(body: Body, title: str, due_on: date, late: int | None) -> Step:
    yesterday = body.calendar.today - timedelta(days=1)
    return Step(title, due_on, None if late is None else min(due_on + timedelta(days=late), yesterday))


def _note(body: Body, draft: Draft, rng: Random, timeline: Timeline) -> None:
    early = body.calendar.frozen + timedelta(days=rng.randint(9, 12))
    day = workday(body.calendar.today - RECENTLY[draft.ending] if draft.ending in RECENTLY else early)
    written = moment(day, rng.randint(9, 16), rng.randint(0, 59))
    handed = written + timedelta(minutes=rng.randint(5, 50))
    decided = moment(workday(day + timedelta(days=4)), 10, rng.randint(0, 59))
    timeline.at(written, lambda at: _save(draft, at))
    if draft.ending == DRAFT:
        return
    timeline.at(handed, lambda at: _submit(draft, at))
    if draft.ending == SUBMITTED:
        return
    timeline.at(decided, lambda at: _decide(draft, body.office, at))
    for step in draft.steps if draft.ending == ACCEPTED else ():
        if step.done_on is not None:
            said = max(moment(step.done_on, 16, 30), decided + timedelta(hours=5))
            timeline.at(said, lambda at, step=step: _complete(draft, step, at))


def _save(draft: Draft, at: datetime) -> None:
    nodes = [MilestoneInput(step.title, step.due_on, draft.owner) for step in draft.steps]
    save_plan(duty=draft.duty, version=0, milestones=nodes, by=draft.by, at=at)


def _submit(draft: Draft, at: datetime) -> None:
    stored = draft.stored()
    submit_plan(plan=stored, version=stored.version, by=draft.by, at=at)


def _decide(draft: Draft, office: Viewer, at: datetime) -> None:
    stored = draft.stored()
    if draft.ending == ACCEPTED:
        accept_plan(plan=stored, version=stored.version, by=office, at=at)
    else:
        return_plan(plan=stored, version=stored.version, reason=draft.ending, by=office, at=at)
    mark_all_read(by=office, at=at)


def _complete(draft: Draft, step: Step, at: datetime) -> None:
    milestone = draft.duty.milestones.select_related("duty__unit", "duty__task").get(title=step.title)
    complete_milestone(milestone=milestone, on=step.done_on or at.date(), by=draft.by, at=at)
