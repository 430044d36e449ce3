"""From owners to duties: every unit that leads or answers for a task gets one duty for it.

Source: 厅创建工作领导小组办公室分解细化相关创建任务，各牵头及责任单位按……完成时限做好相关工作 (seed, 六（四）).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wenming.domain.plan import duty
from wenming.domain.plan.answers import answer_of
from wenming.domain.plan.doubts import owners_asked
from wenming.domain.plan.draft import PhaseDraft, PlanDraft, TaskDraft
from wenming.domain.plan.figure import last_day
from wenming.domain.plan.findings import FindingKind
from wenming.domain.plan.naming import Match, MatchKind, Roster

LEAD, RESPONSIBLE = "lead", "responsible"
TO_BE_NAMED = "责任单位待定"
_WORKING_PHASE = "组织实施"


@dataclass(frozen=True, slots=True)
class Share:
    """One owner of a task as printed, and the unit ids it comes down to. ``resolved`` False: the office names them
    after freezing. ``unit_id`` is set where the owner is one unit, ``kind`` says which collective it is otherwise.
    """

    role: str
    phrase: str
    kind: MatchKind
    members: tuple[int, ...] = ()
    unit_id: int | None = None
    set_id: int | None = None
    resolved: bool = True


@dataclass(frozen=True, slots=True)
class TaskShares:
    task: TaskDraft
    shares: tuple[Share, ...]
    deadline: date | None

    @property
    def duties(self) -> dict[int, Share]:
        """Unit id → the share its duty comes from; a unit both leading and answering leads."""
        return share_of_units(self.shares)


def share_of_units(shares: Sequence[Share]) -> dict[int, Share]:
    """Unit id → the share it answers for; a unit both leading and answering leads."""
    named = (
        duty.Share(unit_id, at, share.role == LEAD) for at, share in enumerate(shares) for unit_id in share.members
    )
    return {unit_id: shares[one.assignment_id] for unit_id, one in duty.one_per_unit(named).items()}


def expanded(
    draft: PlanDraft, named: Mapping[str, Match], answers: Mapping[str, Any], roster: Roster
) -> tuple[TaskShares, ...]:
    """Every task with its shares. ``named`` holds every owner's match; units no longer in ``roster`` fall out."""
    chosen = _answers_by_task(draft, answers)
    usual = usual_deadline(draft.phases)
    return tuple(
        TaskShares(task, _shares(task, named, chosen.get(task.key, {}), roster), deadline_of(task) or usual)
        for task in draft.tasks
    )


def deadline_of(task: TaskDraft) -> date | None:
    """The last day the task's own sentence prints; None where it prints none that is fixed."""
    days = [date.fromisoformat(one.on) for one in task.deadlines if one.on]
    return max(days, default=None)


def usual_deadline(phases: Sequence[PhaseDraft]) -> date | None:
    """What holds for a task that prints no date: the end of the phase 组织实施 in which tasks are carried out, else
    the end of the last phase that has one; None in a plan without dated phases.
    """
    working = [phase for phase in phases if _WORKING_PHASE in phase.name and phase.end]
    dated = working or [phase for phase in phases if phase.end]
    return last_day(dated[-1].end or "") if dated else None


def _answers_by_task(draft: PlanDraft, answers: Mapping[str, Any]) -> dict[str, dict[str, tuple[str, tuple[int, ...]]]]:
    """Task key → owner name → (choice, units); the empty name stands for a task nobody is named for."""
    tasks = {task.key: task for task in draft.tasks}
    found: dict[str, dict[str, tuple[str, tuple[int, ...]]]] = {}
    for finding in draft.findings:
        if finding.task not in tasks or finding.key not in answers:
            continue
        answer = answer_of(answers[finding.key])
        names: Iterable[str] = ()
        if finding.kind == FindingKind.INDEFINITE_SET:
            names = owners_asked(finding, tasks[finding.task])
        elif finding.kind == FindingKind.NO_OWNER:
            names = ("",)
        found.setdefault(finding.task, {}).update(dict.fromkeys(names, (answer.choice, answer.units)))
    return found


def _shares(
    task: TaskDraft, named: Mapping[str, Match], chosen: Mapping[str, tuple[str, tuple[int, ...]]], roster: Roster
) -> tuple[Share, ...]:
    owners = [(LEAD, one.name) for one in task.lead_units] + [(RESPONSIBLE, one.name) for one in task.responsible_units]
    if not owners:
        return (Share(RESPONSIBLE, TO_BE_NAMED, MatchKind.INDEFINITE, resolved=False),)
    return tuple(_share(role, named[name], chosen.get(name, ("later", ())), roster) for role, name in owners)


def named_shares(
    leads: Iterable[str], responsible: Iterable[str], named: Mapping[str, Match], roster: Roster
) -> tuple[Share, ...]:
    """The shares of names a person typed, which nothing was asked about."""
    owners = [*((LEAD, name) for name in leads), *((RESPONSIBLE, name) for name in responsible)]
    return tuple(_share(role, named[name], ("later", ()), roster) for role, name in owners)


def _share(role: str, match: Match, answer: tuple[str, tuple[int, ...]], roster: Roster) -> Share:
    if match.kind is MatchKind.UNIT:
        return Share(role, match.name, match.kind, match.members, unit_id=match.members[0])
    if match.kind is MatchKind.INDEFINITE:
        return _indefinite(role, match.name, answer, roster)
    return Share(role, match.name, match.kind, match.members, set_id=match.set_id, resolved=bool(match.members))


def _indefinite(role: str, name: str, answer: tuple[str, tuple[int, ...]], roster: Roster) -> Share:
    choice, units = answer
    if choice == "everyone":
        return Share(role, name, MatchKind.EVERYONE, roster.everyone)
    members = tuple(one for one in units if one in roster.units)
    return Share(role, name, MatchKind.INDEFINITE, members, resolved=bool(members))
