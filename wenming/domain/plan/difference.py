"""The difference between two readings of a plan, as a person reads it: task by task, then phases, group and prose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from wenming.domain.plan.continuing import COURSES, Continuation, continuations, withdrawn
from wenming.domain.plan.draft import GroupDraft, Owner, PhaseDraft, PlanDraft, TargetText, TaskDraft
from wenming.domain.plan.expansion import deadline_of
from wenming.domain.plan.likeness import Run, bare, marked_difference
from wenming.domain.plan.target_pairs import target_pairs

_PROSE = {"preamble": "前言", "guiding_idea": "指导思想", "aim": "创建目标"}


@dataclass(frozen=True, slots=True)
class OwnersChange:
    """Names that came to and left one role."""

    label: str
    came: tuple[str, ...]
    left: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TargetChange:
    before: TargetText | None
    after: TargetText | None


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One task before and after; either is None where it came or went. What did not change is empty or None."""

    before: TaskDraft | None
    after: TaskDraft | None
    course: Continuation | None = None
    moved: tuple[str, str] | None = None
    title: tuple[Run, ...] = ()
    text: tuple[Run, ...] = ()
    owners: tuple[OwnersChange, ...] = ()
    targets: tuple[TargetChange, ...] = ()
    deadline: tuple[str, str] | None = None

    @property
    def label(self) -> str:
        """原样, 移动, 改写…; a task whose words stay but whose owners or figures change is 调整."""
        if self.course is None:
            return "撤销"
        plain = self.course.course.value in {"same", "moved"}
        return "调整" if plain and (self.owners or self.targets or self.deadline) else COURSES[self.course.course]

    @property
    def is_change(self) -> bool:
        return not (self.before and self.after) or bool(
            self.moved or self.title or self.text or self.owners or self.targets or self.deadline
        )


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A part of the document that is not a task: before and after as said; empty where it was not or is no more."""

    label: str
    before: str
    after: str
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    tasks: tuple[TaskChange, ...]
    withdrawn: tuple[TaskChange, ...]
    phases: tuple[ValueChange, ...]
    group: tuple[OwnersChange, ...]
    document: tuple[ValueChange, ...]

    @property
    def changed(self) -> tuple[TaskChange, ...]:
        return tuple(one for one in self.tasks if one.is_change)


def difference(
    before: PlanDraft, after: PlanDraft, continuing: Sequence[Continuation] | None = None
) -> Difference:
    """``continuing`` says which task continues which; proposed from the words where None."""
    found = continuations(before.tasks, after.tasks) if continuing is None else continuing
    old, new = _by_key(before), _by_key(after)
    places = (_area_names(before), _area_names(after))
    return Difference(
        tuple(_task(old.get(one.continues or ""), new[one.key], one, places) for one in found if one.key in new),
        tuple(TaskChange(task, None) for task in withdrawn(before.tasks, found)),
        phase_changes(before.phases, after.phases), group_changes(before.group, after.group),
        _document(before, after),
    )


def _by_key(draft: PlanDraft) -> dict[str, TaskDraft]:
    return {task.key: task for task in draft.tasks}


def _area_names(draft: PlanDraft) -> dict[str | None, str]:
    return {None: "", **{area.key: f"{area.number}{area.name}" for area in draft.areas}}


def _task(
    old: TaskDraft | None, new: TaskDraft, course: Continuation, places: tuple[dict[str | None, str], ...]
) -> TaskChange:
    if old is None:
        return TaskChange(None, new, course)
    were, are = place_of(old, places[0]), place_of(new, places[1])
    days = deadline_words(old), deadline_words(new)
    return TaskChange(
        old, new, course,
        moved=(were, are) if were != are else None,
        title=_runs(old.title, new.title),
        text=_runs(old.text, new.text),
        owners=tuple(owner_changes((
            ("牵头单位", old.lead_units, new.lead_units), ("责任单位", old.responsible_units, new.responsible_units),
            ("责任人", old.responsible_people, new.responsible_people),
        ))),
        targets=tuple(_targets(old.targets, new.targets)),
        deadline=days if days[0] != days[1] else None,
    )


def place_of(task: TaskDraft, areas: dict[str | None, str]) -> str:
    """Where a task stands: its part and its number."""
    return " ".join(one for one in (areas.get(task.area, ""), task.number.strip("、.．()（） ")) if one)


def deadline_words(task: TaskDraft) -> str:
    """The day the sentence fixes, else the words as printed."""
    day = deadline_of(task)
    return day.isoformat() if day else "、".join(one.text for one in task.deadlines)


def _runs(before: str, after: str) -> tuple[Run, ...]:
    return marked_difference(before, after) if bare(before) != bare(after) else ()


def owner_changes(roles: Iterable[tuple[str, Sequence[Owner], Sequence[Owner]]]) -> Iterable[OwnersChange]:
    for label, before, after in roles:
        were, are = [one.name for one in before], [one.name for one in after]
        came, left = tuple(one for one in are if one not in were), tuple(one for one in were if one not in are)
        if came or left:
            yield OwnersChange(label, came, left)


def _targets(before: Sequence[TargetText], after: Sequence[TargetText]) -> Iterable[TargetChange]:
    for pair in target_pairs(before, after):
        if pair.before is None or pair.after is None or pair.changed:
            yield TargetChange(
                None if pair.before is None else before[pair.before], None if pair.after is None else after[pair.after]
            )


def phase_changes(before: Sequence[PhaseDraft], after: Sequence[PhaseDraft]) -> tuple[ValueChange, ...]:
    """Phases go by their names."""
    were, are = {bare(one.name): one for one in before}, {bare(one.name): one for one in after}
    return tuple(
        ValueChange((are.get(name) or were[name]).name, _window(were.get(name)), _window(are.get(name)))
        for name in dict.fromkeys((*were, *are)) if _window(were.get(name)) != _window(are.get(name))
    )


def _window(phase: PhaseDraft | None) -> str:
    return "" if phase is None else f"{phase.start or '未定'} 至 {phase.end or '未定'}"


def group_changes(before: GroupDraft | None, after: GroupDraft | None) -> tuple[OwnersChange, ...]:
    were, are = before or GroupDraft(), after or GroupDraft()
    return tuple(owner_changes((
        ("组长", were.leader, are.leader), ("副组长", were.deputy, are.deputy), ("成员", were.members, are.members),
        ("办公室", _office(were), _office(are)), ("办公室成员", were.office_members, are.office_members),
    )))


def _office(group: GroupDraft) -> tuple[Owner, ...]:
    return (Owner(group.office_unit),) if group.office_unit else ()


def _document(before: PlanDraft, after: PlanDraft) -> tuple[ValueChange, ...]:
    """Title, issuer and honour; then the prose, clause by clause under its heading."""
    heads = (("标题", before.title, after.title), ("发文机关", before.issuer, after.issuer),
             ("创建目标称号", before.honour, after.honour))
    were, are = (_prose(one) for one in (before, after))
    prose = ((name, were.get(name, ""), are.get(name, "")) for name in dict.fromkeys((*were, *are)))
    return tuple(
        ValueChange(label, one, other, _runs(one, other)) for label, one, other in (*heads, *prose)
        if bare(one) != bare(other)
    )


def _prose(draft: PlanDraft) -> dict[str, str]:
    """Text under each heading; two clauses of one heading are read as one."""
    found: dict[str, str] = {}
    for clause in draft.clauses:
        name = clause.heading or _PROSE.get(clause.kind, "正文")
        found[name] = found.get(name, "") + clause.text
    return found
