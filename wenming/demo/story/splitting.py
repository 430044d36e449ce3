"""In mid-course the office takes one task apart: each part gets its unit, its standard and its date."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from wenming.domain.plan.work_items import ItemInput
from wenming.evidence.actions.citing import cite
from wenming.evidence.models import Citation, Evidence
from wenming.plan.actions.work_items import split_task
from wenming.plan.models import Task, TaskSlot
from wenming.plan.queries.work_items import proposal_for

from .calendar import When, moment
from .founding import Body
from .receiving import receive_now
from .timeline import Timeline

NUMBER, SPLIT_AFTER = 13, 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """What the office decides of one proposed item; its words are the reader's."""

    leads: tuple[str, ...]
    standard: str
    until: When


PARTS = (
    Part(("机关党委",), "台账每月更新一次", "consolidate"),
    Part(("人教处", "离退处"), "慰问、探望有记录", "consolidate"),
    Part(("团委",), "办一期，有小结", "implement"),
)
MET, MET_BY = 2, "慰问照片"
"""The part, by its place, that is done by midcourse, and the material of the whole that shows it."""


def split(body: Body, tasks: dict[int, Task], timeline: Timeline) -> None:
    day = body.calendar.day(SPLIT_AFTER)
    timeline.at(moment(day, 10, 20), lambda at: _split(body, tasks[NUMBER], at))
    for place, name in enumerate(name for part in PARTS for name in part.leads):
        unit = body.units[name]
        timeline.at(moment(day + timedelta(days=1), 15, place), lambda at, unit=unit: receive_now(body, unit, at))
    timeline.at(moment(body.calendar.today - timedelta(days=3), 16, 5), lambda at: _show(body, tasks[NUMBER], at))


def _split(body: Body, task: Task, at: datetime) -> None:
    items = [
        ItemInput(proposed.text, part.leads, (), part.standard, body.calendar.day(part.until))
        for proposed, part in zip(proposal_for(task, ()), PARTS, strict=True)
    ]
    split_task(task=task, items=items, by=body.office, at=at)


def _show(body: Body, task: Task, at: datetime) -> None:
    """What was filed for the task serves one of its parts too."""
    own = body.organisation.pk
    of_item = TaskSlot.objects.of(own).select_related("slot").get(work_item__task=task, work_item__position=MET)
    filed = Citation.objects.of(own).filter(slot__title=MET_BY, evidence__state=Evidence.State.FILED)
    first = filed.select_related("evidence__unit").order_by("pk").first()
    if first is not None:
        unit = first.evidence.unit
        cite(evidence=first.evidence, unit=unit, slots=[of_item.slot], by=body.liaison_of(unit), at=at)
