"""The office says of each task what material it demands, what it must come to and by when."""

from datetime import date, datetime, timedelta
from typing import Any

from wenming.plan.actions.duties import set_acceptance, set_acceptance_of_all
from wenming.plan.actions.slots import add_slot, change_slot
from wenming.plan.models import Assignment, Duty, Task, TaskSlot

from . import script
from .calendar import Calendar, moment
from .founding import Body
from .timeline import Timeline

OF_RESPONSIBLE = "按牵头单位的安排开展活动，活动后一周内归集材料"


def prepare(body: Body, tasks: dict[int, Task], timeline: Timeline) -> None:
    for number, card in enumerate(script.tasks()):
        at = moment(body.calendar.frozen + timedelta(days=1), 9, 2 * number)
        timeline.at(at, lambda at, card=card: _prepare(body, card, tasks[card.number], at))


def deadline_of(card: script.TaskCard, calendar: Calendar) -> date:
    """The last phase anything of the task belongs to."""
    named = [slot.until for slot in card.slots] + [step.due for step in card.steps]
    return max(calendar.phases[name].last for name in named if isinstance(name, str))


def window_of(slot: script.SlotCard, calendar: Calendar) -> tuple[date, date]:
    return calendar.phases[slot.opens].first, calendar.day(slot.until)


def _prepare(body: Body, card: script.TaskCard, task: Task, at: datetime) -> None:
    ready = TaskSlot.objects.of(body.organisation.pk).filter(task=task).select_related("slot").first()
    for slot in card.slots:
        first, last = window_of(slot, body.calendar)
        demand: dict[str, Any] = {
            "of_each_unit": slot.of_each_unit, "title": slot.title, "kind": slot.kind, "minimum": slot.minimum,
            "characters": slot.characters, "window_from": first, "window_until": last,
            "captions": slot.captions, "source_line": slot.source, "by": body.office, "at": at,
        }
        if ready is not None:
            change_slot(task_slot=ready, version=ready.version, **demand)
            ready = None
        else:
            add_slot(task=task, **demand)
    deadline = deadline_of(card, body.calendar)
    for duty in Duty.objects.of(body.organisation.pk).filter(task=task, role=Assignment.Role.LEAD):
        set_acceptance(duty=duty, version=duty.version, acceptance_note=card.standard, deadline=deadline,
                       by=body.office, at=at)
    set_acceptance_of_all(task=task, acceptance_note=OF_RESPONSIBLE, deadline=deadline, by=body.office, at=at)
