"""What is missing, line by line: slots not filled, milestones past, targets short; and who has not signed yet."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from wenming.domain.plan.missing import Kind, Lack, milestone_lack, slot_lack, summary, target_lack, unsigned_words
from wenming.domain.plan.targets import Verdict
from wenming.organisation.models import Unit
from wenming.plan.models import Assignment, Campaign, Duty, Task, TaskSlot
from wenming.shell.addresses import address

from .duties import receipts
from .duty_facts import DutyFacts
from .facts import SlotFill, TaskFacts, facts_of


@dataclass(frozen=True, slots=True)
class MissingLine:
    """``unit`` is None where the task as a whole lacks it; ``url`` is where it is mended, ``act`` the button there."""

    task: Task
    unit: Unit | None
    kind: str
    what: str
    why: str
    url: str
    act: str
    due_on: date | None
    task_slot: TaskSlot | None = None


def missing_lines(
    organisation_id: int, campaign: Campaign, on: date, *, unit_id: int | None = None
) -> list[MissingLine]:
    """Of all open tasks, or what ``unit_id`` has to mend: its own, and what its tasks share where it leads."""
    if campaign.organisation_id != organisation_id:
        return []
    return [line for facts in facts_of(campaign) for line in lines_of(facts, on, unit_id=unit_id)]


def lines_of(facts: TaskFacts, on: date, *, unit_id: int | None = None) -> Iterator[MissingLine]:
    """The lines of one task, of all its units or of one."""
    duties = [duty for duty in facts.duties if unit_id in {None, duty.unit_id}]
    if unit_id is not None and not duties:
        return
    leading = {duty.work_item_id for duty in duties if duty.role == Assignment.Role.LEAD}
    for fill in facts.slots:
        item_id = fill.task_slot.work_item_id
        if not fill.task_slot.of_each_unit:
            if unit_id is None or item_id in leading:
                yield from _slot(facts, fill, None)
        else:
            for duty in duties:
                if duty.work_item_id == item_id:
                    yield from _slot(facts, fill, duty)
    for duty in duties:
        yield from _milestones(facts, duty, on)
    if unit_id is None or None in leading:
        yield from _targets(facts)


def _milestones(facts: TaskFacts, duty: DutyFacts, on: date) -> Iterator[MissingLine]:
    for node in facts.milestones[duty.pk]:
        if lack := milestone_lack(node.title, node.due_on, node.done_on, on):
            yield _line(facts.task, duty.unit, lack, url=address("plan:duty", duty.pk), act="填报完成")


def _targets(facts: TaskFacts) -> Iterator[MissingLine]:
    for one in facts.targets:
        if lack := target_lack(one.target.text, one.target.goal, one.reading, facts.due_on):
            yield _line(facts.task, None, lack, url=address("plan:target", one.target.pk), act="填报数字")


def _slot(facts: TaskFacts, fill: SlotFill, duty: DutyFacts | None) -> Iterator[MissingLine]:
    slot, unit = fill.task_slot.slot, duty.unit if duty else None
    have = fill.have(unit.pk if unit else None)
    lack = slot_lack(slot.title, have, slot.minimum, slot.source_line, facts.due_of(fill, duty))
    if lack is not None:
        query = {"task": facts.task.pk, "slot": slot.pk, "duty": duty.pk if duty else None}
        url = address("evidence:upload", query=query)
        yield _line(facts.task, unit, lack, url=url, act="上传", task_slot=fill.task_slot)


def _line(
    task: Task, unit: Unit | None, lack: Lack, *, url: str, act: str, task_slot: TaskSlot | None = None
) -> MissingLine:
    return MissingLine(task, unit, lack.kind.value, lack.what, lack.why, url, act, lack.due_on, task_slot)


@dataclass(frozen=True, slots=True)
class Gap:
    """What one task lacks, counted: as many lines as ``lines_of`` gives it; ``due_on`` is the nearest date of them."""

    task: Task
    counts: dict[Kind, int]
    due_on: date | None

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def gaps_of(every: Iterable[TaskFacts], on: date) -> list[Gap]:
    """The tasks that lack something, the most urgent first. Counts without making the lines: cheap for a summary."""
    found = [gap for facts in every if (gap := _gap(facts, on)).total]
    return sorted(found, key=lambda gap: (gap.due_on or date.max, -gap.total))


def _gap(facts: TaskFacts, on: date) -> Gap:
    slots = [
        facts.due_of(fill, duty) for fill, duty in facts.asked() if not fill.full(duty.unit_id if duty else None)
    ]
    nodes = [
        one.due_on for duty in facts.duties for one in facts.milestones[duty.pk]
        if milestone_lack(one.title, one.due_on, one.done_on, on)
    ]
    targets = [facts.due_on for one in facts.targets if one.reading.verdict is not Verdict.MET]
    counts = {Kind.SLOT: len(slots), Kind.MILESTONE: len(nodes), Kind.TARGET: len(targets)}
    return Gap(facts.task, counts, min((day for day in (*slots, *nodes, *targets) if day), default=None))


@dataclass(frozen=True, slots=True)
class Unsigned:
    """Units that have still to sign for their list; ``days`` since it was sent, ``url`` where it is signed."""

    words: str
    days: int
    url: str


def unsigned(organisation_id: int, campaign: Campaign, on: date, *, unit_id: int | None = None) -> Unsigned | None:
    """Of all units or of one; None where nobody has still to sign."""
    waiting = [
        one.unit for one in receipts(organisation_id, campaign)
        if not one.all_received and unit_id in {None, one.unit.pk}
    ]
    if not waiting:
        return None
    days = (on - timezone.localdate(campaign.opened_at)).days if campaign.opened_at else 0
    query = {"unit": waiting[0].pk} if len(waiting) == 1 else {"received": "no"}
    return Unsigned(unsigned_words([unit.name for unit in waiting]), days, address("plan:duties", query=query))


def title_of(facts: TaskFacts, on: date) -> str:
    """What one task lacks, in a line, with the units that have still to sign for it."""
    kinds = [line.kind for line in lines_of(facts, on)]
    counts = {kind: kinds.count(kind.value) for kind in Kind}
    counts[Kind.RECEIPT] = sum(duty.state == Duty.State.SENT for duty in facts.duties)
    words = [one.reading.words for one in facts.targets if one.reading.distance is not None]
    return summary(counts, words[0].removeprefix("还差 ") if words and words[0].startswith("还差 ") else "")


@dataclass(frozen=True, slots=True)
class MissingTask:
    """One task with all it lacks."""

    task: Task
    lines: tuple[MissingLine, ...]

    @property
    def alike(self) -> list[list[MissingLine]]:
        """The lines, those that say the same of several units together: a page names the units behind it."""
        found: dict[tuple[int | None, str, str, bool], list[MissingLine]] = {}
        for line in self.lines:
            slot_id = line.task_slot.pk if line.task_slot else None
            found.setdefault((slot_id, line.kind, line.what, line.unit is None), []).append(line)
        return list(found.values())


def by_task(lines: Sequence[MissingLine]) -> list[MissingTask]:
    """The lines under their tasks, in the order of the plan."""
    grouped: dict[int, list[MissingLine]] = {}
    for line in lines:
        grouped.setdefault(line.task.pk, []).append(line)
    return [MissingTask(found[0].task, tuple(found)) for found in grouped.values()]
