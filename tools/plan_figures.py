"""How much of a label the reader finds, and how much of what it calls sure is right."""

import difflib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from wenming.domain.plan.draft import SURE, Owner, PlanDraft, TaskDraft

FIELDS = (
    "tasks", "category", "lead_units", "responsible_units", "people", "targets", "due", "phases", "leading_group",
    "metadata",
)  # fmt: skip
_ALIKE = 0.6


def fold(text: object) -> str:
    """Full-width forms, blanks, quotation marks and final marks do not count."""
    plain = re.sub(r"[\s“”‘’\"'《》「」]", "", unicodedata.normalize("NFKC", str(text or "")))
    return plain.strip("。.,，;；:：、")


@dataclass(frozen=True, slots=True)
class Found:
    """One value as read: its field, what it is compared by, and whether the reader calls it sure."""

    field: str
    key: tuple[Any, ...]
    sure: bool


@dataclass(slots=True)
class Tally:
    """Counts of one or more documents."""

    right: Counter[str] = field(default_factory=Counter)
    invented: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    sure_right: int = 0
    sure_wrong: int = 0
    unsure_right: int = 0
    notes: list[str] = field(default_factory=list)

    def f1(self, name: str) -> float | None:
        right, wrong = self.right[name], self.invented[name] + self.missed[name]
        return 2 * right / (2 * right + wrong) if right or wrong else None

    def add(self, other: "Tally") -> None:
        for mine, theirs in (
            (self.right, other.right), (self.invented, other.invented), (self.missed, other.missed)
        ):  # fmt: skip
            mine.update(theirs)
        self.sure_right += other.sure_right
        self.sure_wrong += other.sure_wrong
        self.unsure_right += other.unsure_right

    def overall(self) -> float:
        present = [value for name in FIELDS if (value := self.f1(name)) is not None and name != "category"]
        return sum(present) / len(present) if present else 0.0


def compare(gold: Mapping[str, Any], draft: PlanDraft) -> Tally:
    """Values of the draft against the label, task by task; a value is right where the label has it in that place."""
    tally = Tally()
    pairs = _pairs(gold["tasks"], draft.tasks)
    wanted = Counter(_of_document(gold))
    areas = {area.key: area.name for area in draft.areas}
    found = list(_found_in_document(draft))
    for at, task in enumerate(gold["tasks"]):
        wanted.update(_of_task(task, at))
    for position, own in enumerate(draft.tasks):
        found.extend(_found_in_task(own, pairs.get(position, ("invented", position)), areas))
    for one in found:
        right = wanted[one.field, *one.key] > 0
        wanted[one.field, *one.key] -= right
        (tally.right if right else tally.invented)[one.field] += 1
        tally.sure_right += right and one.sure
        tally.sure_wrong += one.sure and not right
        tally.unsure_right += right and not one.sure
        if not right:
            tally.notes.append(f"invented{' (sure)' if one.sure else ''} {one.field}: {one.key}")
    for key, times in wanted.items():
        if times > 0:
            tally.missed[key[0]] += times
            tally.notes.append(f"missed {key[0]}: {key[1:]}")
    return tally


def _pairs(gold: list[dict[str, Any]], found: Iterable[TaskDraft]) -> dict[int, int]:
    """Position of a found task to the labelled one it is: the most alike first, each once."""
    scored = sorted(
        (-score, abs(at - position), at, position)
        for at, task in enumerate(gold)
        for position, own in enumerate(found)
        if (score := _alike(task, own)) >= _ALIKE
    )
    pairs: dict[int, int] = {}
    for _, _, at, position in scored:
        if position not in pairs and at not in pairs.values():
            pairs[position] = at
    return pairs


def _alike(task: Mapping[str, Any], own: TaskDraft) -> float:
    one, two = fold(task["title"]), fold(own.title)
    short = min(len(one), len(two))
    if not short:
        return 0.0
    same = difflib.SequenceMatcher(None, one[:short][:40], two[:short][:40]).ratio()
    if short >= 6 and (one.startswith(two) or two.startswith(one)):
        same = 1.0
    return same + 0.25 * (fold(task["number"]) == fold(own.number)) if same >= _ALIKE else 0.0


def _of_document(gold: Mapping[str, Any]) -> Iterable[tuple[Any, ...]]:
    for part in ("title", "issuer", "date"):
        if gold.get(part):
            yield "metadata", part, fold(gold[part])
    for phase in gold["phases"]:
        yield "phases", phase["start"], phase["end"]
    group = gold.get("leading_group") or {}
    for part in ("leader", "deputy", "members", "office_members"):
        for name in group.get(part) or []:
            yield "leading_group", part, fold(name)


def _of_task(task: Mapping[str, Any], at: int) -> Iterable[tuple[Any, ...]]:
    yield "tasks", at
    if task.get("category"):
        yield "category", at, fold(task["category"])
    for name, key in (
        ("lead_units", "lead_units"), ("responsible_units", "responsible_units"), ("people", "responsible_people")
    ):  # fmt: skip
        for unit in task.get(key) or []:
            yield name, at, fold(unit)
    for target in task.get("targets") or []:
        yield "targets", at, target["op"], round(float(target["value"]), 4), fold(target["unit"])
    if task.get("due"):
        yield "due", at, fold(task["due"])


def _found_in_document(draft: PlanDraft) -> Iterable[Found]:
    for part, value in (("title", draft.title), ("issuer", draft.issuer), ("date", draft.issued_on)):
        if value:
            yield Found("metadata", (part, fold(value)), sure=True)
    for phase in draft.phases:
        yield Found("phases", (phase.start, phase.end), phase.confidence >= SURE)
    group = draft.group
    if group:
        for part in ("leader", "deputy", "members", "office_members"):
            owners: tuple[Owner, ...] = getattr(group, part)
            for owner in owners:
                yield Found("leading_group", (part, fold(owner.name)), owner.confidence >= SURE)


def _found_in_task(task: TaskDraft, at: Any, areas: Mapping[str, str]) -> Iterable[Found]:
    sure = task.confidence >= SURE
    yield Found("tasks", (at,), sure)
    if task.area:
        yield Found("category", (at, fold(areas[task.area])), sure)
    units = {"lead_units": task.lead_units, "responsible_units": task.responsible_units}
    for name, owners in {**units, "people": task.responsible_people}.items():
        for owner in owners:
            yield Found(name, (at, fold(owner.name)), sure and owner.confidence >= SURE)
    for target in task.targets:
        key = (at, target.op, round(float(target.value), 4), fold(target.unit))
        yield Found("targets", key, sure and target.confidence >= SURE)
    if task.deadlines:
        due = "；".join(deadline.text for deadline in task.deadlines)
        yield Found("due", (at, fold(due)), sure and all(one.confidence >= SURE for one in task.deadlines))
