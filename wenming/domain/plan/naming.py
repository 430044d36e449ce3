"""Names of owners as a plan prints them, and the units of the body they mean.

A collective is judged by its words alone; which single unit a name means, the roster says (``domain.units``). What
neither knows is left to a person: no name is matched by likeness.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from wenming.domain.plan.answers import answer_of
from wenming.domain.plan.draft import PlanDraft
from wenming.domain.plan.unit_names import is_indefinite
from wenming.domain.units import is_everyone

_LISTED = re.compile(r"^\w{0,6}?(?:各(?!自)|全体|所有)")
_EX_OFFICIO = re.compile(r"(?:党政)?(?:主要|分管)?(?:负责人|负责同志|领导)$")
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("party_and_mass", re.compile(r"(?:党委|纪委|工会|团委|妇委会|妇联|党组|党支部|党总支)$")),
    ("association", re.compile(r"(?:协会|学会|联合会|兴趣小组|协会组织)$")),
    ("task_force", re.compile(r"(?:队|专班|工作组|领导小组|指挥部)$")),
    ("institution", re.compile(r"(?:中心|所|院|馆|公司|集团|学校|大学|党校|站|医院|基地)$")),
)


class MatchKind(StrEnum):
    UNIT = "unit"
    EVERYONE = "everyone"
    LISTED = "listed"
    INDEFINITE = "indefinite"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Roster:
    """The units of a body on a day: ``units`` id → name, ``named`` printed name → id where it surely means one unit,
    ``everyone`` whom 各处室、单位 stands for, ``sets`` name of a listed set → (set id, unit ids).
    """

    units: Mapping[int, str]
    named: Mapping[str, int]
    everyone: tuple[int, ...]
    sets: Mapping[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Match:
    """What a printed name means; ``members`` are unit ids, empty where nobody knows yet.

    ``decided``: a person said whom a collective means, or that the office will name them after freezing.
    """

    name: str
    kind: MatchKind
    members: tuple[int, ...] = ()
    set_id: int | None = None
    decided: bool = False

    @property
    def is_known(self) -> bool:
        """Whether the plan may be frozen as far as this name goes; indefinite ones are asked task by task."""
        undecided = self.kind is MatchKind.LISTED and self.set_id is None and not self.decided
        return self.kind is not MatchKind.UNKNOWN and not undecided


def collective(name: str) -> MatchKind | None:
    """Whether the words name everybody, nobody in particular, or a group whose members must be listed."""
    if is_indefinite(name):
        return MatchKind.INDEFINITE
    if is_everyone(name):
        return MatchKind.EVERYONE
    return MatchKind.LISTED if _LISTED.match(name) else None


def match(name: str, roster: Roster) -> Match:
    words = collective(name)
    if name in roster.named:
        return Match(name, MatchKind.UNIT, (roster.named[name],))
    if words is MatchKind.EVERYONE:
        return Match(name, words, roster.everyone)
    if name in roster.sets:
        set_id, members = roster.sets[name]
        return Match(name, MatchKind.LISTED, members, set_id)
    return Match(name, words or MatchKind.UNKNOWN)


def name_key(name: str) -> str:
    """The key under which the answers of a proposal hold what a collective means."""
    return f"name:{name}"


def matches(names: Iterable[str], roster: Roster, answers: Mapping[str, Any]) -> dict[str, Match]:
    """Each name with what it means, collectives as a person decided in ``answers``."""
    return {name: _decided(match(name, roster), answers.get(name_key(name)), roster) for name in names}


def _decided(found: Match, data: Mapping[str, Any] | None, roster: Roster) -> Match:
    if found.kind is not MatchKind.LISTED or found.set_id is not None or data is None:
        return found
    answer = answer_of(data)
    if answer.choice == "everyone":
        return replace(found, kind=MatchKind.EVERYONE, members=roster.everyone, decided=True)
    return replace(found, members=tuple(one for one in answer.units if one in roster.units), decided=True)


def unit_kind(name: str) -> str:
    """The most likely ``Unit.Kind`` of a new unit of this name; a person may choose another."""
    return next((kind for kind, ending in _KINDS if ending.search(name)), "division")


def named_units(draft: PlanDraft) -> dict[str, int]:
    """Every name a unit is called by in the draft, in the order printed, with the number of tasks that call it."""
    counts: dict[str, int] = {}
    for task in draft.tasks:
        for name in dict.fromkeys(owner.name for owner in (*task.lead_units, *task.responsible_units)):
            counts[name] = counts.get(name, 0) + 1
    if draft.group and draft.group.office_unit:
        counts.setdefault(draft.group.office_unit, 0)
    return counts


def ex_officio_set(phrase: str) -> str | None:
    """The collective in membership by post: 各处室、单位主要负责人 → 各处室、单位; None for anything else."""
    bare = _EX_OFFICIO.sub("", phrase)
    return bare if bare != phrase and collective(bare) else None


def is_ex_officio(name: str) -> bool:
    """A phrase that says whose post brings membership, not who."""
    return bool(_EX_OFFICIO.search(name))
