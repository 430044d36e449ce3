"""Which task of a revised plan continues which task of the plan in force: a proposal the office confirms or changes.

Number and title, then the same sentence, then the same title, then likeness of the words decide; what the office said
comes before all of them. One former task is continued by one task at most: its duties and evidence go one way.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from wenming.domain.plan.draft import Finding, PlanDraft, TaskDraft
from wenming.domain.plan.likeness import bare, likeness, pairs_of_signs, share_held
from wenming.domain.plan.naming import name_key

ALIKE, SURELY_ALIKE, HELD = 0.45, 0.75, 0.6
"""From where two texts may be one task, are taken for one, and from where one text stands within another."""

_NAMED = name_key("")
PREFIX = "continues:"
"""Before the key of a task: where a proposal's answers keep what the office said of it."""


class Course(StrEnum):
    """What became of a task."""

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    MERGED = "merged"
    SPLIT = "split"
    NEW = "new"


COURSES = {
    Course.SAME: "原样", Course.MOVED: "移动", Course.REWORDED: "改写", Course.MERGED: "合并",
    Course.SPLIT: "拆出", Course.NEW: "新增",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Continuation:
    """A task of the revision by its key, and the former task it continues (None: it is new).

    ``kin`` are former tasks it took in (merged) or came out of (split). ``sure`` False: a person has to look.
    """

    key: str
    continues: str | None
    course: Course
    sure: bool
    kin: tuple[str, ...] = ()
    decided: bool = False


def continuations(
    former: Sequence[TaskDraft], revised: Sequence[TaskDraft], decided: Mapping[str, str] | None = None
) -> tuple[Continuation, ...]:
    """One for each revised task, in order. ``decided`` is what the office said: key → former key, empty for new.

    A decision about a task that is no longer there counts as none.
    """
    pairing = _Pairing(former, revised, decided or {})
    pairing.by(lambda task: (task.number.strip(), bare(task.title)))
    pairing.by(lambda task: bare(task.text))
    pairing.by(lambda task: bare(task.title))
    pairing.by_likeness()
    return tuple(_course(pairing, task) for task in revised)


def withdrawn(former: Iterable[TaskDraft], found: Iterable[Continuation]) -> tuple[TaskDraft, ...]:
    """The former tasks nothing continues, in order."""
    continued = {one.continues for one in found}
    return tuple(task for task in former if task.key not in continued)


def said_of(answers: Mapping[str, Any]) -> dict[str, str]:
    """What the office said, out of a proposal's answers: task key → key of the former task, empty for new."""
    return {
        key.removeprefix(PREFIX): answer["choice"] for key, answer in answers.items() if key.startswith(PREFIX)
    }


def answers_carried(before: PlanDraft, answers: Mapping[str, Any], after: PlanDraft) -> dict[str, Any]:
    """The answers to a former proposal that still answer something in the next: about a name, or about a finding that
    says the same of a task that says the same."""
    known = {_asked(before, one): answers[one.key] for one in before.findings if one.key in answers}
    found = {one.key: known[_asked(after, one)] for one in after.findings if _asked(after, one) in known}
    return {key: answer for key, answer in answers.items() if key.startswith(_NAMED)} | found


def _asked(draft: PlanDraft, finding: Finding) -> tuple[str, ...]:
    """What a finding asks, apart from where it stands."""
    text = next((bare(task.text) for task in draft.tasks if task.key == finding.task), "")
    return finding.kind, finding.message, text


class _Pairing:
    """Former and revised tasks, being paired: the surest first."""

    def __init__(self, former: Sequence[TaskDraft], revised: Sequence[TaskDraft], decided: Mapping[str, str]) -> None:
        self.former = {task.key: task for task in former}
        self.signs = {id(task): pairs_of_signs(task.text or task.title) for task in (*former, *revised)}
        self.place = {task.key: at for at, task in enumerate(former)}
        self.pairs: dict[str, str] = {}
        self.likely: dict[str, float] = {}
        self.decided = {
            task.key for task in revised if task.key in decided and (decided[task.key] in {"", *self.former})
        }
        self.left = list(former)
        self.open = [task for task in revised if task.key not in self.decided]
        for key in (task.key for task in revised if task.key in self.decided):
            if decided[key] in {task.key for task in self.left}:
                self._pair(key, decided[key])

    def by(self, mark: Callable[[TaskDraft], object]) -> None:
        """Pair what alone has this mark on both sides; an empty mark is none."""
        once_left, once_open = Counter(map(mark, self.left)), Counter(map(mark, self.open))
        named = {mark(task): task for task in self.left if once_left[mark(task)] == 1}
        for task in list(self.open):
            found = named.get(mark(task))
            if found and mark(task) and once_open[mark(task)] == 1:
                self._pair(task.key, found.key)

    def by_likeness(self) -> None:
        """The likest first; of two equally like, the nearer in order."""
        alike = sorted(
            ((-self.alike(old, new), abs(self.place[old.key] - at), old.key, new.key)
             for old in self.left for at, new in enumerate(self.open) if self.alike(old, new) >= ALIKE),
        )
        for rank, _far, old_key, new_key in alike:
            if old_key not in self.pairs.values() and new_key not in self.pairs:
                self._pair(new_key, old_key)
                self.likely[new_key] = -rank

    def alike(self, old: TaskDraft, new: TaskDraft) -> float:
        return likeness(self.signs[id(old)], self.signs[id(new)])

    def held(self, part: TaskDraft, whole: TaskDraft) -> bool:
        return share_held(self.signs[id(part)], self.signs[id(whole)]) >= HELD

    def _pair(self, new_key: str, old_key: str) -> None:
        self.pairs[new_key] = old_key
        self.left = [task for task in self.left if task.key != old_key]
        self.open = [task for task in self.open if task.key != new_key]


def _course(pairing: _Pairing, task: TaskDraft) -> Continuation:
    old = pairing.former.get(pairing.pairs.get(task.key, ""))
    decided = task.key in pairing.decided
    if old is None:
        kin = tuple(one.key for one in pairing.former.values() if pairing.held(task, one))
        near = any(pairing.alike(one, task) >= ALIKE / 2 for one in pairing.left)
        return Continuation(
            task.key, None, Course.SPLIT if kin else Course.NEW, decided or not (kin or near), kin, decided
        )
    taken = tuple(one.key for one in pairing.left if pairing.held(one, task))
    sure = decided or (not taken and pairing.likely.get(task.key, 1.0) >= SURELY_ALIKE)
    course = Course.MERGED if taken else _plain_course(old, task)
    return Continuation(task.key, old.key, course, sure, taken, decided)


def _plain_course(old: TaskDraft, new: TaskDraft) -> Course:
    if bare(old.text) != bare(new.text) or bare(old.title) != bare(new.title):
        return Course.REWORDED
    return Course.SAME if old.number.strip() == new.number.strip() else Course.MOVED
