"""Owners of a task before and after a revision: who goes on with what it has, who is new, who has to stop.

A unit that still answers keeps its duty with all that hangs on it, under whichever owner now names it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from wenming.domain.plan.expansion import Share, TaskShares


@dataclass(frozen=True, slots=True)
class FormerOwner:
    """An owner in force: ``id`` its row, ``members`` the units it came down to, whoever named them."""

    id: int
    role: str
    phrase: str
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Succession:
    """``task`` holds the shares as they are to be; ``kept`` names for each the former owner that goes on, or None."""

    task: TaskShares
    kept: tuple[int | None, ...]
    ended: tuple[int, ...]


def succession(task: TaskShares, former: Sequence[FormerOwner]) -> Succession:
    """An owner goes on where role and words are the same. What the office named for words that name nobody
    (相关处室、单位) stays named, unless it was named anew with the revision.
    """
    left = list(former)
    shares, kept = [], []
    for share in task.shares:
        found = next((one for one in left if (one.role, one.phrase) == (share.role, share.phrase)), None)
        if found is not None:
            left.remove(found)
            share = _still_named(share, found)  # noqa: PLW2901 — the share as it is to be
        shares.append(share)
        kept.append(found.id if found else None)
    return Succession(replace(task, shares=tuple(shares)), tuple(kept), tuple(one.id for one in left))


def _still_named(share: Share, former: FormerOwner) -> Share:
    if share.resolved or not former.members:
        return share
    return replace(share, members=former.members, resolved=True)


@dataclass(frozen=True, slots=True)
class DutyTurns:
    """Unit ids: whose duty goes on, who gets one, whose has to end."""

    on: tuple[int, ...]
    new: tuple[int, ...]
    ended: tuple[int, ...]


def duty_turns(held: Iterable[int], wanted: Mapping[int, Share]) -> DutyTurns:
    """``held`` are the units with a duty in force; ``wanted`` those that answer from now on."""
    have = dict.fromkeys(held)
    return DutyTurns(
        tuple(one for one in have if one in wanted), tuple(one for one in wanted if one not in have),
        tuple(one for one in have if one not in wanted),
    )
