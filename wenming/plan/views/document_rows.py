"""What the correction page shows of a proposal, row by row. Reads the draft alone; asks the database nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from wenming.domain.plan.answers import Answer, answer_of, choices, short
from wenming.domain.plan.correct_accept import is_accepted, is_sure
from wenming.domain.plan.draft import AreaDraft, Finding, Owner, PlanDraft, TaskDraft
from wenming.domain.plan.findings import FindingKind as Kind
from wenming.domain.plan.naming import Match, MatchKind, Roster, collective
from wenming.domain.units import likeness

TAB_OF_KIND = {
    Kind.NO_TITLE: "document", Kind.NO_ISSUER: "document", Kind.NO_DATE: "document",
    Kind.UNDATED_PHASE: "phases", Kind.YEAR_INFERRED: "phases", Kind.UNFINISHED_SENTENCE: "phases",
    Kind.MEMBERS_EX_OFFICIO: "group", Kind.UNSURE_PERSON: "group",
}
_MISSING = frozenset({Kind.NO_OWNER.value, Kind.NO_RESPONSIBLE_UNIT.value})
ALIKE_FROM = 0.5


@dataclass(frozen=True, slots=True)
class DoubtRow:
    """A finding with how it was answered. ``tab`` is where on the right its place is, ``about`` what it is about."""

    finding: Finding
    about: str
    short: str
    tab: str
    answer: Answer | None
    alike: int

    @property
    def tone(self) -> str:
        return "blue" if self.answer else "yellow"

    @property
    def choices(self) -> tuple[Any, ...]:
        return choices(self.finding)


@dataclass(frozen=True, slots=True)
class OwnersCell:
    """Who is named, short enough for a column; ``full`` is all of it; ``doubt`` is underlined."""

    text: str
    full: str
    doubt: bool = False


@dataclass(frozen=True, slots=True)
class TaskRow:
    task: TaskDraft
    lead: OwnersCell
    responsible: OwnersCell
    doubts: tuple[DoubtRow, ...]

    @property
    def open(self) -> int:
        return sum(one.answer is None for one in self.doubts)

    @property
    def state(self) -> tuple[str, str]:
        """Tone and word of the last column."""
        if self.open:
            return "yellow", "待定"
        if self.doubts and not is_accepted(self.task):
            return "blue", "已答"
        if is_accepted(self.task):
            return "green", "已认可"
        return ("blue", "拿得准") if is_sure(self.task) else ("grey", "请细看")


@dataclass(frozen=True, slots=True)
class AreaRows:
    area: AreaDraft | None
    tasks: tuple[TaskRow, ...]

    @property
    def state(self) -> tuple[str, str]:
        still = sum(row.open for row in self.tasks)
        if still:
            return "yellow", f"{still} 处待定"
        answered = sum(len(row.doubts) for row in self.tasks)
        return ("blue", f"{answered} 处已答") if answered else ("green", "无疑点")


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of the plan, what it means, and the units it may be meant for where the roster does not know it."""

    name: str
    tasks: int
    match: Match
    means: str
    tone: str
    likely: tuple[int, ...] = ()


def doubt_rows(draft: PlanDraft, answers: dict[str, Any]) -> tuple[DoubtRow, ...]:
    waiting = [one for one in draft.findings if one.key not in answers]
    return tuple(_doubt(one, draft, answers, waiting) for one in draft.findings)


def _doubt(finding: Finding, draft: PlanDraft, answers: dict[str, Any], waiting: Sequence[Finding]) -> DoubtRow:
    answer = answer_of(answers[finding.key]) if finding.key in answers else None
    tab = "tasks" if finding.task else TAB_OF_KIND.get(Kind(finding.kind), "tasks") if _known(finding) else "tasks"
    alike = sum(one.kind == finding.kind for one in waiting) - (answer is None)
    return DoubtRow(finding, _about(finding, draft), short(finding), tab, answer, alike)


def _known(finding: Finding) -> bool:
    return finding.kind in set(Kind)


def _about(finding: Finding, draft: PlanDraft) -> str:
    task = next((one for one in draft.tasks if one.key == finding.task), None)
    if task:
        return f"任务 {bare_number(task)}" if bare_number(task) else task.title[:8]
    for phase in draft.phases:
        if finding.span and any(span.line == finding.span.line for span in phase.spans):
            return phase.name[:8]
    return {"group": "领导小组", "phases": "阶段"}.get(TAB_OF_KIND.get(Kind(finding.kind), ""), "全文")


def bare_number(task: TaskDraft) -> str:
    return task.number.strip("、.．()（） ")


def area_rows(draft: PlanDraft, named: dict[str, Match], doubts: Iterable[DoubtRow]) -> tuple[AreaRows, ...]:
    """The tasks under their areas; those of no area first."""
    by_task: dict[str, list[DoubtRow]] = {}
    for one in doubts:
        by_task.setdefault(one.finding.task or "", []).append(one)
    rows = [_task(task, named, tuple(by_task.get(task.key, ()))) for task in draft.tasks]
    loose = tuple(row for row in rows if row.task.area is None)
    groups = [AreaRows(area, tuple(row for row in rows if row.task.area == area.key)) for area in draft.areas]
    return ((AreaRows(None, loose),) if loose else ()) + tuple(groups)


def _task(task: TaskDraft, named: dict[str, Match], doubts: tuple[DoubtRow, ...]) -> TaskRow:
    waiting = frozenset(one.finding.kind for one in doubts if one.answer is None)
    lead, responsible = _owners(task.lead_units, named, waiting), _owners(task.responsible_units, named, waiting)
    return TaskRow(task, lead, replace(responsible, doubt=responsible.doubt or bool(waiting & _MISSING)), doubts)


def _owners(owners: Sequence[Owner], named: dict[str, Match], waiting: frozenset[str]) -> OwnersCell:
    if not owners:
        return OwnersCell("没有写", "没有写")
    full = "、".join(one.name for one in owners)
    indefinite = any(collective(one.name) is MatchKind.INDEFINITE for one in owners)
    doubt = indefinite and Kind.INDEFINITE_SET in waiting
    if len(owners) == 1:
        match = named[owners[0].name]
        text = f"{len(match.members)} 个单位" if match.kind is MatchKind.EVERYONE and match.members else full
        return OwnersCell(text, full, doubt)
    return OwnersCell(f"{owners[0].name} 等 {len(owners)} 个", full, doubt)


def name_rows(named: dict[str, Match], counts: dict[str, int], roster: Roster) -> tuple[NameRow, ...]:
    """Unknown names first, then in the order printed."""
    rows = [_name(match, counts[name], roster) for name, match in named.items()]
    return tuple(sorted(rows, key=lambda row: row.match.is_known))


def _name(match: Match, tasks: int, roster: Roster) -> NameRow:
    if match.kind is MatchKind.UNIT:
        own = roster.units[match.members[0]]
        return NameRow(match.name, tasks, match, "同名单位" if own == match.name else f"名册里叫“{own}”", "green")
    if match.kind is MatchKind.EVERYONE:
        return NameRow(match.name, tasks, match, f"全部处室、单位，现有 {len(match.members)} 个", "green")
    if match.kind is MatchKind.INDEFINITE:
        return NameRow(match.name, tasks, match, "逐项任务确定，见疑点", "grey")
    if match.is_known:
        names = "、".join(roster.units[one] for one in match.members)
        return NameRow(match.name, tasks, match, names or "冻结后由办公室指定", "blue")
    scored = sorted(((likeness(match.name, name), -unit_id) for unit_id, name in roster.units.items()), reverse=True)
    likely = tuple(-unit_id for score, unit_id in scored[:3] if score >= ALIKE_FROM)
    return NameRow(match.name, tasks, match, "名册里没有", "yellow", likely)
