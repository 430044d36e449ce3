"""The rule a line states in words. What it does not state is judged by a person; nothing is guessed."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from . import accruals, deductions, states, tiers
from .calendars import by_months
from .comparisons import comparisons
from .findings import FindingKind
from .rules import Absence, Judged, Rule, Threshold, Unscored
from .wording import even

_LONGEST = 4000
_REPORTED = re.compile(r"(?:信息|动态|简报|稿件)(?:上报|报送)")


@dataclass(frozen=True, slots=True)
class Said:
    """``doubts`` are kinds and sentences of what is wrong in how the line says it."""

    rule: Rule
    doubts: tuple[tuple[FindingKind, str], ...] = ()


def is_reporting(heading: str) -> bool:
    """动态信息上报: the lines under such a heading bring their points by being reported."""
    return bool(_REPORTED.search(heading))


def rule_of(text: str, *, points: Fraction | None, around: str = "", stake: Fraction | None = None) -> Said:
    """``points`` is the line's score where it has one; ``around`` and ``stake`` are the words and score above it."""
    said = even(text[:_LONGEST])
    for read in (tiers.by_honour, states.in_text, by_months):
        if found := read(said):
            return Said(found)
    if deductions.takes_points(said):
        return _taken(said, around, points if points is not None else stake)
    if (lost := deductions.unverbed(said)) is not None:
        doubt = (FindingKind.MISSING_VERB, "分值前面没有“扣”或“得”，按扣分读入，请核对")
        return Said(Absence(lost), (doubt,))
    return _given(said, points) or Said(Unscored() if points is None else Judged())


def _given(said: str, points: Fraction | None) -> Said | None:
    """Points given, or a figure to be reached, in a line that takes none."""
    givers: tuple[Callable[[], Rule | None], ...] = (
        lambda: accruals.by_figure(said),
        lambda: accruals.by_level(said),
        lambda: deductions.fell_short(said),
        lambda: accruals.done(said, points),
        lambda: _reached(said),
    )
    for give in givers:
        if found := give():
            return Said(found, _several(said) if isinstance(found, Threshold) else ())
    missing = deductions.missing_or_wrong(said)
    return Said(missing[0]) if missing else None


def _taken(said: str, around: str, points: Fraction | None) -> Said:
    found = deductions.shortfall(said, around, points) or deductions.fell_short(said)
    if found:
        return Said(found)
    missing = deductions.missing_or_wrong(said)
    if missing is None:
        return Said(Judged())
    rule, doubt = missing
    return Said(rule, ((FindingKind.OTHER, doubt),) if doubt else ())


def _reached(said: str) -> Rule | None:
    found = comparisons(said)
    demanded = [one for one in found if one.op in (">=", ">", "==")] or found
    if not demanded:
        return None
    one = demanded[0]
    return Threshold(one.op, one.value, one.unit, one.metric)


def _several(said: str) -> tuple[tuple[FindingKind, str], ...]:
    if len({(one.metric, one.value) for one in comparisons(said)}) < 2:
        return ()
    return ((FindingKind.OTHER, "一句里有几个指标值，规则只取了第一个，请人工拆开"),)
