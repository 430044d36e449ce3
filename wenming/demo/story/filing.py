"""Units file what they have done; some of it serves a second task, some comes late, some is taken back."""

from datetime import datetime, timedelta
from random import Random

from django.core.files.base import ContentFile

from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.actions.citing import cite
from wenming.evidence.actions.filing import file_evidence
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.models import Evidence
from wenming.plan.models import Assignment, Duty, Task, TaskSlot
from wenming.standard.models import MaterialSlot

from .entries import Entry, Planner
from .founding import Body
from .material import files_of
from .timeline import Say, Timeline


class Filing:
    """Everything filed by midcourse, noted on a timeline."""

    def __init__(self, body: Body, tasks: dict[int, Task], rng: Random, scale: float, say: Say) -> None:
        self._body, self._tasks, self._rng, self._say = body, tasks, rng, say
        self._duties: dict[tuple[int, str], Duty] = {}
        self._slots: dict[int, list[MaterialSlot]] = {}
        self._filed = 0
        self._planner = Planner(body.calendar, self._read_units(), rng, scale)

    def note(self, timeline: Timeline) -> None:
        entries = self._planner.entries()
        for number, entry in enumerate(entries):
            rng = Random(f"{self._rng.random()} {number}")
            timeline.at(entry.filed_at, lambda at, entry=entry, rng=rng: self._file(entry, rng, len(entries), timeline, at))

    def _read_units(self) -> dict[int, tuple[list[str], list[str]]]:
        numbers = {task.pk: number for number, task in self._tasks.items()}
        found: dict[int, tuple[list[str], list[str]]] = {number: ([], []) for number in self._tasks}
        rows = Duty.objects.of(self._body.organisation.pk).select_related("unit", "task", "assignment")
        for duty in rows.order_by("assignment__position", "unit__position"):
            number = numbers[duty.task_id]
            self._duties[number, duty.unit.name] = duty
            found[number][1].append(duty.unit.name)
            if duty.role == Assignment.Role.LEAD:
                found[number][0].append(duty.unit.name)
        return found

    def _slots_of(self, number: int) -> list[MaterialSlot]:
        if number not in self._slots:
            rows = TaskSlot.objects.of(self._body.organisation.pk).filter(task=self._tasks[number])
            self._slots[number] = [one.slot for one in rows.select_related("slot")]
        return self._slots[number]

    def _file(self, entry: Entry, rng: Random, total: int, timeline: Timeline, at: datetime) -> None:
        people = [person.name for person in self._body.people[entry.unit]]
        unit = self._body.units[entry.unit]
        by = self._body.liaison_of(unit)
        evidence = file_evidence(
            files=[Incoming(name, ContentFile(content)) for name, content in files_of(entry, rng, people)],
            title=entry.title, unit=unit, event_on=entry.event_on, tasks=[self._tasks[entry.task]],
            duties=[self._duties[entry.task, entry.unit]],
            slots=[self._slots_of(entry.task)[entry.slot]] if entry.slot is not None else [],
            caption=entry.event.topic, place=entry.place, people=entry.people, disclosure=entry.disclosure,
            late_reason=entry.late_reason, by=by, at=at,
        )
        self._afterwards(entry, evidence, timeline, at)
        self._filed += 1
        if self._filed % 50 == 0 or self._filed == total:
            self._say(f"    已归集佐证 {self._filed}/{total} 件")

    def _afterwards(self, entry: Entry, evidence: Evidence, timeline: Timeline, at: datetime) -> None:
        """What happens to it later goes to the next play of the timeline."""
        unit = self._body.units[entry.unit]
        by = self._body.liaison_of(unit)
        if entry.serves_too is not None:
            timeline.at(at + timedelta(minutes=3), lambda at: cite(
                evidence=evidence, unit=unit, tasks=[self._tasks[entry.serves_too]], by=by, at=at))
        if entry.withdrawn:
            timeline.at(at + timedelta(hours=3), lambda at: withdraw_evidence(
                evidence=evidence, reason=entry.withdrawn, by=by, at=at))
