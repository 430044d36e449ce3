"""The tasks of a revision: those that go on, those that are new, those that are withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.difference import TaskChange
from wenming.domain.plan.expansion import TaskShares
from wenming.plan import events
from wenming.plan.models import Duty, Task, WorkItem
from wenming.plan.queries.revisions import Comparison, tasks_by_key
from wenming.standard.models import MaterialSlot

from .expansion import Expansion, first_sentence, new_task, put_words, write_demands, write_texts
from .revised_owners import Going, end_duties, revise_owners
from .revised_targets import revise_targets


@dataclass(slots=True)
class Revision:
    """What accepting a revision did."""

    changed: list[Task] = field(default_factory=list)
    added: list[Task] = field(default_factory=list)
    withdrawn: list[Task] = field(default_factory=list)
    given: list[Duty] = field(default_factory=list)
    ended: list[Duty] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in ("changed", "added", "withdrawn", "given", "ended")}


def revise_tasks(
    expansion: Expansion, compared: Comparison, on: date, *, by: Viewer, at: datetime
) -> Revision:
    """Bring the tasks up to the revision. ``on`` is the day from which it holds. Inside the verb's transaction."""
    former, made = tasks_by_key(compared.former), Revision()
    rows: list[Task] = []
    fresh: list[tuple[Task, TaskShares]] = []
    going: list[tuple[Going, TaskChange]] = []
    # the difference has one entry for each task of the draft, in its order, and so have the shares
    for position, (one, change) in enumerate(
        zip(expansion.tasks, compared.difference.tasks, strict=True), start=1
    ):
        task = former.get(change.before.key) if change.before else None
        if task is None or change.before is None:
            task = new_task(expansion, one, position, key=f"r{expansion.revision.number}{one.task.key}"[:20])
            fresh.append((task, one))
        else:
            put_words(expansion, task, one, position)
            going.append((Going(task, one, change.before), change))
        rows.append(task)
    Task.objects.bulk_create(task for task, _one in fresh)
    Task.objects.bulk_update([one.task for one, _change in going], ["position", "number", "title", "area_name"])
    write_texts(expansion, rows)
    _add(expansion, fresh, made, by=by, at=at)
    _go_on(expansion, compared, going, made, on, by=by, at=at)
    _withdraw([former[task.key] for task in compared.withdrawn if task.key in former], compared, made, on, by=by, at=at)
    return made


def _add(
    expansion: Expansion, fresh: Sequence[tuple[Task, TaskShares]], made: Revision, *, by: Viewer, at: datetime
) -> None:
    made.added = [task for task, _one in fresh]
    duties = write_demands(replace(expansion, tasks=[one for _task, one in fresh]), made.added)
    made.given += duties
    for task in made.added:
        count = sum(duty.task_id == task.pk for duty in duties)
        record(events.task_added, by=by, at=at, on=task, after={"title": task.title, "duties": count})


def _go_on(
    expansion: Expansion, compared: Comparison, going: Sequence[tuple[Going, TaskChange]], made: Revision, on: date,
    *, by: Viewer, at: datetime,
) -> None:
    owners = revise_owners(expansion, compared, [one for one, _change in going], on, by=by, at=at)
    made.given += owners.given
    made.ended += owners.ended
    revise_targets(expansion, [(one.task, change) for one, change in going], on, by=by, at=at)
    _reword_slots(going)
    for one, change in going:
        if change.is_change:
            made.changed.append(one.task)
            record(events.task_revised, by=by, at=at, on=one.task, after=_told(change, expansion))


def _told(change: TaskChange, expansion: Expansion) -> dict[str, str | int]:
    """The change in words, as the record keeps it."""
    parts = [f"{change.moved[0]} 移到 {change.moved[1]}"] if change.moved else []
    parts += ["改写"] if change.title or change.text else []
    for one in change.owners:
        parts += [f"增加{one.label}{'、'.join(one.came)}"] * bool(one.came)
        parts += [f"{one.label}不再有{'、'.join(one.left)}"] * bool(one.left)
    parts += [f"{len(change.targets)} 个目标有变"] if change.targets else []
    parts += [f"时限由{change.deadline[0] or '未写'}改为{change.deadline[1] or '未写'}"] if change.deadline else []
    return {"change": "；".join(parts)[:400], "revision": expansion.revision.number}


def _reword_slots(going: Sequence[tuple[Going, TaskChange]]) -> None:
    """The first material quotes the sentence that demands it: it quotes the new one, where the old was quoted."""
    for one, change in going:
        if change.text and change.after is not None:
            MaterialSlot.objects.filter(
                pk__in=one.task.task_slots.values("slot"), source_line=first_sentence(one.before.text)
            ).update(source_line=first_sentence(change.after.text))


def _withdraw(
    tasks: Sequence[Task], compared: Comparison, made: Revision, on: date, *, by: Viewer, at: datetime
) -> None:
    """Closed, with its duties; texts, material, evidence and measurements stay where they are."""
    takers = {kin: one for one in compared.continuing for kin in one.kin if one.continues}
    names = {task.key: f"{task.number}{task.title}" for task in compared.after.tasks}
    keys = {task.pk: key for key, task in tasks_by_key(compared.former).items()}
    for task in tasks:
        taker = takers.get(keys[task.pk])
        why = f"第 {compared.revised.number} 版" + (f"并入“{names[taker.key]}”" if taker else "不再列此任务")
        ended = end_duties(Duty.objects.filter(task=task), why, on)
        WorkItem.objects.filter(task=task, closed_on=None).update(closed_on=on, closed_because=why[:200])
        task.state, task.withdrawn_on, task.withdrawn_because = Task.State.WITHDRAWN, on, why[:200]
        task.save(update_fields=["state", "withdrawn_on", "withdrawn_because"])
        record(events.task_withdrawn, by=by, at=at, on=task, after={"duties": len(ended)}, reason=why)
        made.withdrawn.append(task)
        made.ended += ended
