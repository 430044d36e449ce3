"""Named reads of work items: those of a task with their owners, duties and lights; what is still to be taken apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Prefetch, QuerySet, prefetch_related_objects

from wenming.domain.plan.lights import Light, light, next_due, words
from wenming.domain.plan.work_items import ItemInput, changed_behind, owners_in, proposed_items
from wenming.plan.models import Assignment, PlanRevision, Task, TaskText, WorkItem

from .duties import DutyRow, duty_row
from .facts import TaskFacts
from .revisions import in_force, tasks_by_key
from .tasks import assignments_of, task_text

IN_FORCE = Prefetch(
    "assignments", Assignment.objects.filter(withdrawn_on=None).order_by("position", "pk").select_related("unit")
)
"""The owners of items that are read together."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A work item as the page of its task shows it; ``have`` of ``want`` material."""

    item: WorkItem
    leads: str
    responsible: str
    duties: tuple[DutyRow, ...]
    light: Light
    word: str
    have: int
    want: int
    changed_in: int | None = None
    """The revision that changed its sentence since the office last looked."""


def work_items_of(task: Task) -> QuerySet[WorkItem]:
    """Those not closed with their owners, in order; two queries."""
    rows = WorkItem.objects.of(task.organisation_id).filter(task=task, closed_on=None).select_related("task")
    return rows.prefetch_related(IN_FORCE).order_by("position")


def closed_items_of(task: Task) -> list[WorkItem]:
    rows = WorkItem.objects.of(task.organisation_id).filter(task=task).exclude(closed_on=None)
    return list(rows.select_related("task").order_by("position"))


def item_rows(facts: TaskFacts, on: date) -> list[ItemRow]:
    """The work items of a task with their lights; three queries however many."""
    items = list(work_items_of(facts.task))
    changed = changed_in(items)
    return [replace(_row(facts, item, on), changed_in=changed.get(item.pk)) for item in items]


def _row(facts: TaskFacts, item: WorkItem, on: date) -> ItemRow:
    standing = facts.item_standing(item.pk)
    shown = light(standing, on)
    asked = [
        fill.full(duty.unit_id if duty else None)
        for fill, duty in facts.asked() if fill.task_slot.work_item_id == item.pk
    ]
    leads, responsible = owner_phrases(item)
    return ItemRow(
        item, "、".join(leads), "、".join(responsible),
        tuple(duty_row(facts, duty, on) for duty in facts.duties_of(item.pk)), shown,
        words(shown, next_due(standing), on), sum(asked), len(asked),
    )


def owner_phrases(item: WorkItem) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who leads and who answers, of an item read with its owners."""
    owners = list(item.assignments.all())
    return _phrases(owners, Assignment.Role.LEAD), _phrases(owners, Assignment.Role.RESPONSIBLE)


def _phrases(owners: Iterable[Assignment], role: str) -> tuple[str, ...]:
    return tuple(one.phrase for one in owners if one.role == role)


def items_under(revision: PlanRevision) -> dict[str, list[WorkItem]]:
    """The open work items of the plan in force with their owners, by the key its draft gives their task; none
    where another revision is in force."""
    newest = in_force(revision.work_plan)
    if newest is None or newest.pk != revision.pk:
        return {}
    keys = {task.pk: key for key, task in tasks_by_key(revision).items()}
    found: dict[str, list[WorkItem]] = {}
    rows = WorkItem.objects.of(revision.organisation_id).filter(
        task__campaign=revision.work_plan.campaign_id, task__state=Task.State.OPEN, closed_on=None
    )
    for item in rows.select_related("task").prefetch_related(IN_FORCE).order_by("task", "position"):
        if item.task_id in keys:
            found.setdefault(keys[item.task_id], []).append(item)
    return found


def as_given(item: WorkItem) -> ItemInput:
    """An item read with its owners as a form shows it."""
    leads, responsible = owner_phrases(item)
    return ItemInput(item.text, leads, responsible, item.acceptance_note, item.deadline)


def proposal_for(task: Task, held: Sequence[WorkItem]) -> list[ItemInput]:
    """What the reader proposes of a task's words besides the items it has; each with the units the task names, or
    those of them its words name. A set of the task (各处室、单位) is left to the office: ``set_phrases``."""
    text = task_text(task)
    owners = assignments_of(task)
    prefetch_related_objects(owners, "members__unit")
    leads, responsible = (_named(owners, role) for role in (Assignment.Role.LEAD, Assignment.Role.RESPONSIBLE))
    found = proposed_items(text.text if text else task.title, task.title if text else "", [one.text for one in held])
    return [ItemInput(one, owners_in(one, leads), owners_in(one, responsible)) for one in found]


def set_phrases(task: Task) -> dict[str, tuple[str, ...]]:
    """By role, the sets that lead or answer for a task as a whole, in the plan's words."""
    owners = [one for one in assignments_of(task) if one.resolved and one.unit_set_id]
    return {str(role): _phrases(owners, role) for role in Assignment.Role}


def _named(owners: Iterable[Assignment], role: str) -> tuple[str, ...]:
    """The units of the plan's words; where they do not say which, the units the office named for them."""
    names: dict[str, None] = {}
    for one in owners:
        if one.role == role and one.resolved and not one.unit_set_id:
            said = [one.phrase] if one.unit_id else [str(member.unit) for member in one.members.all()]
            names.update(dict.fromkeys(said))
    return tuple(names)


def changed_in(items: Sequence[WorkItem]) -> dict[int, int]:
    """The items of one task whose sentence was changed since the office last looked, with the number of the first
    revision that did; one query."""
    seen = [item.seen_revision for item in items if item.seen_revision is not None]
    if not seen:
        return {}
    texts = list(
        TaskText.objects.of(items[0].organisation_id).exclude(revision__frozen_at=None)
        .filter(task_id=items[0].task_id, revision__number__gte=min(seen)).order_by("revision__number")
        .values_list("revision__number", "text")
    )
    said, found = dict(texts), {}
    for item in items:
        if item.seen_revision in said:
            before = said[item.seen_revision]
            later = (number for number, now in texts
                     if number > item.seen_revision and changed_behind(item.text, before, now))
            first = next(later, None)
            if first is not None:
                found[item.pk] = first
    return found
