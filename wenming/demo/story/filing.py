"""Units file what they have done; some of it serves a second task, some comes late, some is taken back."""

from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile

from wenming.demo.studio.chance import chance
from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.actions.citing import cite
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.models import Evidence
from wenming.plan.models import Assignment, Duty, Task, TaskSlot
from wenming.standard.models import MaterialSlot

from .entries import Entry, Owners, Planner
from .founding import Body
from .material import files_of
from .timeline import Say, Timeline

SAID_EVERY = 50


class Filing:
    """Everything filed by midcourse, noted on a timeline."""

    def __init__(self, body: Body, tasks: dict[int, Task], say: Say) -> None:
        self._body, self._tasks, self._say = body, tasks, say
        rows = Duty.objects.of(body.organisation.pk).filter(task__in=tasks.values(), work_item=None)
        self._duties = list(rows.select_related("unit", "task").order_by("assignment__position", "unit__position"))
        self._duty_of = {(duty.task_id, duty.unit.name): duty for duty in self._duties}
        self._slots: dict[int, list[MaterialSlot]] = {}
        self._filed = 0

    def note(self, timeline: Timeline, rng: Random, scale: float) -> None:
        owners = {number: self._owners(task) for number, task in self._tasks.items()}
        entries = Planner(self._body.calendar, owners, rng, scale).entries()
        for number, entry in enumerate(entries):
            own = chance(rng.random(), number)
            timeline.at(entry.filed_at, lambda at, entry=entry, own=own: self._file(entry, own, timeline, at))

    def _owners(self, task: Task) -> Owners:
        duties = [duty for duty in self._duties if duty.task_id == task.pk]
        leads = [duty.unit.name for duty in duties if duty.role == Assignment.Role.LEAD]
        return Owners(leads, [duty.unit.name for duty in duties])

    def _slot_of(self, entry: Entry) -> list[MaterialSlot]:
        if entry.slot is None:
            return []
        if entry.task not in self._slots:
            rows = TaskSlot.objects.of(self._body.organisation.pk).filter(
                task=self._tasks[entry.task], work_item=None
            )
            self._slots[entry.task] = [one.slot for one in rows.select_related("slot")]
        return [self._slots[entry.task][entry.slot]]

    def _file(self, entry: Entry, rng: Random, timeline: Timeline, at: datetime) -> None:
        body, unit, task = self._body, self._body.units[entry.unit], self._tasks[entry.task]
        people = [person.name for person in body.people[entry.unit]]
        evidence = file_evidence(
            files=[Incoming(name, ContentFile(content, name)) for name, content in files_of(entry, rng, people)],
            title=entry.title, unit=unit, event_on=entry.event_on, tasks=[task],
            duties=[self._duty_of[task.pk, entry.unit]], slots=self._slot_of(entry), caption=entry.event.topic,
            place=entry.place, people=entry.people, disclosure=entry.disclosure, late_reason=entry.late_reason,
            by=body.liaison_of(unit), at=at,
        )
        self._note_later(entry, evidence, timeline, at)
        self._filed += 1
        if self._filed % SAID_EVERY == 0:
            self._say(f"  已归集佐证 {self._filed} 件")

    def _note_later(self, entry: Entry, evidence: Evidence, timeline: Timeline, at: datetime) -> None:
        unit = self._body.units[entry.unit]
        by = self._body.liaison_of(unit)
        if entry.serves_too is not None:
            tasks = [self._tasks[entry.serves_too]]
            timeline.at(at + timedelta(minutes=3),
                        lambda at: cite(evidence=evidence, unit=unit, tasks=tasks, by=by, at=at))
        if entry.withdrawn:
            reason = entry.withdrawn
            timeline.at(at + timedelta(hours=3),
                        lambda at: withdraw_evidence(evidence=evidence, reason=reason, by=by, at=at))
