"""Owners and duties of the tasks that go on: who still answers keeps everything, who left is closed with the reason."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.draft import TaskDraft
from wenming.domain.plan.expansion import Share, TaskShares, deadline_of, usual_deadline
from wenming.domain.plan.succession import DutyTurns, FormerOwner, Succession, duty_turns, succession
from wenming.plan import events
from wenming.plan.models import Assignment, AssignmentMember, Duty, Task
from wenming.plan.queries.revisions import Comparison

from .expansion import Expansion, new_assignment


@dataclass(frozen=True, slots=True)
class Going:
    """A task that goes on: as it is to be, and as the former revision said it."""

    task: Task
    shares: TaskShares
    before: TaskDraft


@dataclass(slots=True)
class Owners:
    given: list[Duty] = field(default_factory=list)
    ended: list[Duty] = field(default_factory=list)


def revise_owners(
    expansion: Expansion, compared: Comparison, going: Sequence[Going], on: date, *, by: Viewer, at: datetime
) -> Owners:
    """Assignments and duties of the tasks that go on; three queries to read them, however many."""
    tasks = [one.task.pk for one in going]
    assignments, duties = _assignments(tasks), _duties(tasks)
    usual, made = usual_deadline(compared.before.phases), Owners()
    for one in going:
        held = assignments[one.task.pk]
        found = succession(one.shares, [_former(row) for row in held])
        rows = _write_assignments(expansion, one.task, found, {row.pk: row for row in held}, on)
        work = _Duties(one.task, duties[one.task.pk], found.task, rows, compared.revised.number)
        work.go_on(deadline_of(one.before) or usual)
        made.given += work.give(by=by, at=at)
        made.ended += work.end(on, by=by, at=at)
    return made


def _assignments(tasks: Iterable[int]) -> dict[int, list[Assignment]]:
    found: dict[int, list[Assignment]] = defaultdict(list)
    rows = Assignment.objects.filter(task__in=tasks, work_item=None, withdrawn_on=None).prefetch_related("members")
    for row in rows.order_by("position", "pk"):
        found[row.task_id].append(row)
    return found


def _duties(tasks: Iterable[int]) -> dict[int, dict[int, Duty]]:
    """Task → unit → its duty of the task as a whole, whatever its state; work items go on as they are."""
    found: dict[int, dict[int, Duty]] = defaultdict(dict)
    rows = Duty.objects.select_for_update(of=("self",)).filter(
        task__in=tasks, work_item=None
    ).select_related("unit", "task")
    for row in rows:
        found[row.task_id][row.unit_id] = row
    return found


def _former(row: Assignment) -> FormerOwner:
    return FormerOwner(row.pk, row.role, row.phrase, tuple(member.unit_id for member in row.members.all()))


def _write_assignments(
    expansion: Expansion, task: Task, found: Succession, held: dict[int, Assignment], on: date
) -> list[Assignment]:
    """The rows of the shares in their order; those of former owners that end are dated."""
    rows = []
    for at, (kept, share) in enumerate(zip(found.kept, found.task.shares, strict=True)):
        row = new_assignment(expansion, task, at, found.task)
        if kept is not None:
            row.pk, row.organisation_id = kept, held[kept].organisation_id
        row.save()
        known = {member.unit_id for member in held[kept].members.all()} if kept is not None else set()
        AssignmentMember.objects.filter(assignment=row, unit__in=known - set(share.members)).delete()
        AssignmentMember.objects.bulk_create(
            AssignmentMember(assignment=row, unit_id=unit_id, **expansion.own)
            for unit_id in share.members if unit_id not in known
        )
        rows.append(row)
    Assignment.objects.filter(pk__in=found.ended).update(withdrawn_on=on)
    return rows


@dataclass(slots=True)
class _Duties:
    """The duties of one task: ``held`` by unit, whatever their state."""

    task: Task
    held: dict[int, Duty]
    wanted: TaskShares
    rows: list[Assignment]
    number: int
    shares: dict[int, Share] = field(init=False)
    turns: DutyTurns = field(init=False)

    def __post_init__(self) -> None:
        self.shares = self.wanted.duties
        live = [unit_id for unit_id, duty in self.held.items() if duty.state != Duty.State.WITHDRAWN]
        self.turns = duty_turns(live, self.shares)

    def go_on(self, former_deadline: date | None) -> None:
        """State, receipt, plan and evidence stay. The deadline follows the document, except where the office set one
        of its own."""
        for unit_id in self.turns.on:
            duty = self.held[unit_id]
            before = (duty.assignment_id, duty.role, duty.deadline)
            self._name(duty)
            if duty.deadline == former_deadline:
                duty.deadline = self.wanted.deadline
            if before != (duty.assignment_id, duty.role, duty.deadline):
                duty.version += 1
                duty.save(update_fields=["assignment", "role", "deadline", "version"])

    def give(self, *, by: Viewer, at: datetime) -> list[Duty]:
        """A unit that had left and comes back takes its old duty up again, to be received anew."""
        given = []
        for unit_id in self.turns.new:
            duty = self.held.get(unit_id) or Duty(
                organisation_id=self.task.organisation_id, task=self.task, unit_id=unit_id
            )
            self._name(duty)
            duty.state, duty.received_at, duty.received_by = Duty.State.SENT, None, ""
            duty.withdrawn_on, duty.withdrawn_because = None, ""
            duty.deadline = self.wanted.deadline
            duty.save()
            record(events.duty_given, by=by, at=at, on=duty, after={"role": duty.role, "revision": self.number})
            given.append(duty)
        return given

    def end(self, on: date, *, by: Viewer, at: datetime) -> list[Duty]:
        units = [self.held[unit_id] for unit_id in self.turns.ended]
        why = f"第 {self.number} 版不再由该单位承担"
        ended = end_duties(Duty.objects.filter(pk__in=[duty.pk for duty in units]), why, on)
        for duty in ended:
            record(events.duty_withdrawn, by=by, at=at, on=duty, reason=why)
        return ended

    def _name(self, duty: Duty) -> None:
        share = self.shares[duty.unit_id]
        duty.assignment, duty.role = self.rows[self.wanted.shares.index(share)], share.role


def end_duties(duties: QuerySet[Duty], why: str, on: date) -> list[Duty]:
    """Close duties not closed yet, with the reason; nothing of them is deleted."""
    ended = list(
        duties.exclude(state=Duty.State.WITHDRAWN).select_for_update(of=("self",)).select_related("task", "unit")
    )
    for duty in ended:
        duty.state, duty.withdrawn_on, duty.withdrawn_because = Duty.State.WITHDRAWN, on, why[:200]
        duty.version += 1
    Duty.objects.bulk_update(ended, ["state", "withdrawn_on", "withdrawn_because", "version"])
    return ended
