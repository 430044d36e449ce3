"""Figures of the tasks that go on: measured on, given another value from a day on, closed, or new."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.difference import TaskChange
from wenming.domain.plan.draft import TargetText, TaskDraft
from wenming.domain.plan.target_pairs import target_pairs
from wenming.plan import events
from wenming.plan.models import FormerValue, Target, Task

from .expansion import Expansion, new_target


def revise_targets(
    expansion: Expansion, going: Sequence[tuple[Task, TaskChange]], on: date, *, by: Viewer, at: datetime
) -> None:
    """A figure that only got another value goes on under it from ``on``, the former value is kept with its last day;
    any other change closes the one and starts another. Measurements stay with what was measured.
    """
    held: dict[int, list[Target]] = defaultdict(list)
    rows = Target.objects.select_for_update().filter(task__in=[task for task, _change in going], closed_on=None)
    for row in rows.order_by("position", "pk"):
        held[row.task_id].append(row)
    for task, change in going:
        if change.before is not None and change.after is not None:
            figures = _Figures(expansion=expansion, task=task, held=held[task.pk], on=on, by=by, at=at)
            figures.revise(change.before, change.after)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figures:
    """The targets of one task being revised; ``held`` are those in force, in the order of the former text."""

    expansion: Expansion
    task: Task
    held: list[Target]
    on: date
    by: Viewer
    at: datetime

    def revise(self, before: TaskDraft, after: TaskDraft) -> None:
        for pair in target_pairs(before.targets, after.targets):
            row = self.held[pair.before] if pair.before is not None and pair.before < len(self.held) else None
            if pair.after is None:
                if row is not None:
                    self._close(row)
            elif row is None:
                self._add(pair.after, after.targets[pair.after])
            else:
                self._go_on(row, pair.after, after.targets[pair.after])

    def _close(self, row: Target) -> None:
        row.closed_on = self.on
        row.save(update_fields=["closed_on"])
        record(events.target_closed, by=self.by, at=self.at, on=row, after={"closed_on": self.on.isoformat()})

    def _add(self, at: int, figure: TargetText) -> None:
        row = new_target(self.expansion, self.task, at + 1, figure)
        row.save()
        record(events.target_added, by=self.by, at=self.at, on=row, after={"text": row.text})

    def _go_on(self, row: Target, at: int, figure: TargetText) -> None:
        wanted = new_target(self.expansion, self.task, at + 1, figure)
        was, had = row.text, row.goal
        if had.value != wanted.goal.value:
            FormerValue.objects.create(
                target=row, until=self.on - timedelta(days=1), text=was, value_numerator=row.value_numerator,
                value_denominator=row.value_denominator, **self.expansion.own,
            )
        for name in ("position", "text", "value_numerator", "value_denominator", "spans", "numerator_population",
                     "denominator_population"):
            setattr(row, name, getattr(wanted, name))
        row.save()
        if had.value != row.goal.value:
            record(
                events.target_revised, by=self.by, at=self.at, on=row, before={"text": was}, after={"text": row.text}
            )
