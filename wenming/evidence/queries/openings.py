"""What is open for a unit to answer with evidence, and whether more is needed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Q

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import Offer, Rule, check, is_enough, measure_word
from wenming.evidence.models import Evidence
from wenming.organisation.models import Unit
from wenming.plan.models import Campaign, Duty, Task, TaskSlot, WorkItem
from wenming.standard.models import MaterialSlot

from .demands import demand_of
from .groups import sizes_of_groups
from .serving import slot_fill

Place = tuple[int, int | None]
"""A task and, where it is only part of it, a work item: their ids."""


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """One demand before the person who files: ``value`` is what the form sends when it is ticked."""

    slot: MaterialSlot
    of_each_unit: bool
    have: int
    chosen: bool
    rules: tuple[Rule, ...] = ()
    shared: int = 0
    """How many demands one material answers, this one among them; nought where it answers this one alone."""

    @property
    def value(self) -> str:
        return f"slot:{self.slot.pk}"

    @property
    def enough(self) -> bool:
        return is_enough(demand_of(self.slot), self.have)

    @property
    def standing(self) -> str:
        lacking = self.slot.minimum - self.have
        return "已够，无需再传" if self.enough else f"还缺 {lacking} {self.word}"

    @property
    def word(self) -> str:
        return measure_word(Kind(self.slot.kind))

    @property
    def wants(self) -> str:
        """The demand in words: 图片 2–4 张."""
        most = self.slot.maximum
        count = f"{self.slot.minimum}–{most}" if most and most != self.slot.minimum else f"{self.slot.minimum}"
        kind = "" if self.slot.kind == MaterialSlot.Kind.ANY else f"{self.slot.get_kind_display()} "
        length = f"，不超过 {self.slot.characters} 字" if self.slot.characters else ""
        return f"{kind}{count} {self.word}{'（各单位各一份）' if self.of_each_unit else ''}{length}"


@dataclass(frozen=True, slots=True)
class OpenTask:
    """A task, or one of its work items, with its slots; ticking the whole cites the unit's duty where it has one."""

    task: Task
    item: WorkItem | None
    duty: Duty | None
    slots: tuple[OpenSlot, ...]
    ticked: bool

    @property
    def value(self) -> str:
        """Empty where there is nothing to tick: a work item the unit has no duty in."""
        if self.duty:
            return f"duty:{self.duty.pk}"
        return "" if self.item else f"task:{self.task.pk}"

    @property
    def named(self) -> str:
        return f"{self.task}-{self.item.position}" if self.item else str(self.task)

    @property
    def title(self) -> str:
        return self.item.text if self.item else self.task.title

    @property
    def chosen(self) -> bool:
        return self.ticked or any(slot.chosen for slot in self.slots)

    @property
    def lacking(self) -> int:
        return sum(not slot.enough for slot in self.slots)


def open_tasks(
    unit: Unit, *, every_task: bool, chosen: Iterable[str] = (), offer: Offer | None = None
) -> list[OpenTask]:
    """Tasks of the running campaign with their slots, work items after their task: those of the unit, or all of them
    for the office.

    ``chosen`` holds what is ticked already, and brings its task along; a ticked slot is checked against ``offer``.
    Four queries, one more where demands share a material.
    """
    organisation_id, ticked = unit.organisation_id, set(chosen)
    held = Duty.objects.of(organisation_id).filter(unit=unit).exclude(state=Duty.State.WITHDRAWN)
    duties = {(duty.task_id, duty.work_item_id): duty for duty in held.select_related("work_item")}
    tasks = Task.objects.of(organisation_id).filter(state=Task.State.OPEN, campaign__state=Campaign.State.OPEN)
    if not every_task:
        asked = TaskSlot.objects.of(organisation_id).filter(slot_id__in=_ids("slot", ticked)).values("task_id")
        own_tasks = {task_id for task_id, _item in duties}
        tasks = tasks.filter(Q(pk__in=own_tasks) | Q(pk__in=_ids("task", ticked)) | Q(pk__in=asked))
    slots: dict[Place, list[TaskSlot]] = defaultdict(list)
    rows = TaskSlot.objects.of(organisation_id).filter(task__in=tasks, work_item__closed_on=None)
    for one in rows.select_related("slot", "work_item"):
        slots[one.task_id, one.work_item_id].append(one)
    items = _items(duties, slots, ticked)
    every = [one for group in slots.values() for one in group]
    fill, shared = slot_fill(organisation_id, [one.slot_id for one in every]), sizes_of_groups(organisation_id, every)
    opened = []
    for task in tasks:
        for item in (None, *items.get(task.pk, ())):
            place = (task.pk, item.pk if item else None)
            duty = duties.get(place)
            own = tuple(
                replace(_open_slot(one, unit, fill.get(one.slot_id, {}), ticked, offer),
                        shared=shared.get((task.campaign_id, one.slot.group), 0))
                for one in slots[place]
            )
            whole = {f"duty:{duty.pk}" if duty else "", "" if item else f"task:{task.pk}"}
            opened.append(OpenTask(task, item, duty, own, bool(ticked & whole)))
    return opened


def _items(
    duties: Mapping[Place, Duty], slots: Mapping[Place, list[TaskSlot]], ticked: set[str]
) -> dict[int, list[WorkItem]]:
    """By task in order: the work items the unit has a duty in, and those of a slot that is ticked."""
    found = {duty.work_item for duty in duties.values() if duty.work_item}
    found |= {
        one.work_item for group in slots.values() for one in group
        if one.work_item and f"slot:{one.slot_id}" in ticked
    }
    items: dict[int, list[WorkItem]] = defaultdict(list)
    for item in sorted(found, key=lambda one: one.position):
        items[item.task_id].append(item)
    return items


def meant(opened: Iterable[OpenTask], chosen: list[str]) -> list[str]:
    """What coming from a page most likely means: the one demand its task still lacks, else just what was named."""
    lacking = [slot.value for task in opened if task.ticked for slot in task.slots if not slot.enough]
    return lacking if len(lacking) == 1 else chosen


def cited_already(evidence: Evidence, unit: Unit | None) -> set[str]:
    """The values a form need not send again: what the evidence serves, slots as far as ``unit`` answers with it."""
    cited = set()
    for one in evidence.citations.all():
        if one.slot_id is None:
            cited.add(f"task:{one.task_id}" if one.task_id else f"duty:{one.duty_id}")
        elif unit and one.unit_id == unit.pk:
            cited.add(f"slot:{one.slot_id}")
    return cited


def _ids(kind: str, values: Iterable[str]) -> list[int]:
    pairs = (value.partition(":") for value in values)
    return [int(number) for name, _, number in pairs if name == kind and number.isdecimal() and len(number) < 19]


def _open_slot(
    one: TaskSlot, unit: Unit, answered: dict[int, int], ticked: set[str], offer: Offer | None
) -> OpenSlot:
    have = answered.get(unit.pk, 0) if one.of_each_unit else sum(answered.values())
    chosen = f"slot:{one.slot_id}" in ticked
    rules = tuple(check(demand_of(one.slot), offer, have)) if chosen and offer else ()
    return OpenSlot(one.slot, one.of_each_unit, have, chosen, rules)
