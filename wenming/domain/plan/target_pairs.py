"""Figures of a task before and after a revision: which go on, which got another value, which came and which went."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from wenming.domain.plan.draft import TargetText
from wenming.domain.plan.likeness import bare, likeness, pairs_of_signs

_SAME_FIGURE = 0.6
_FIGURE = re.compile(r"[0-9.]+")


@dataclass(frozen=True, slots=True)
class TargetPair:
    """``before`` and ``after`` are places in the two lists; None where the figure came or went."""

    before: int | None
    after: int | None
    changed: bool = False


def target_pairs(before: Sequence[TargetText], after: Sequence[TargetText]) -> tuple[TargetPair, ...]:
    """Every figure of both lists once, in the order of ``after``, those that went at the end.

    A figure goes on where comparison and unit stay and it counts the same: the same people or, where the sentence does
    not name them, much the same words around the figure. Anything else is another target.
    """
    found: dict[int, int] = {}
    for alike in (_equal, _same_people, _same_words):
        _pair(before, after, found, alike)
    kept = [TargetPair(found.get(at), at, changed=_changed(before, after, found, at)) for at in range(len(after))]
    return (*kept, *(TargetPair(at, None) for at in range(len(before)) if at not in found.values()))


def _pair(
    before: Sequence[TargetText], after: Sequence[TargetText], found: dict[int, int],
    alike: Callable[[TargetText, TargetText], bool],
) -> None:
    for at, new in enumerate(after):
        free = (place for place in range(len(before)) if place not in found.values())
        match = next((place for place in free if at not in found and alike(before[place], new)), None)
        if match is not None:
            found[at] = match


def _changed(before: Sequence[TargetText], after: Sequence[TargetText], found: dict[int, int], at: int) -> bool:
    return at in found and before[found[at]].value != after[at].value


def _equal(old: TargetText, new: TargetText) -> bool:
    return (bare(old.text), old.op, old.value, old.unit) == (bare(new.text), new.op, new.value, new.unit)


def _same_people(old: TargetText, new: TargetText) -> bool:
    people = (old.numerator_population, old.denominator_population)
    return any(people) and people == (new.numerator_population, new.denominator_population) and _same_kind(old, new)


def _same_words(old: TargetText, new: TargetText) -> bool:
    signs = [pairs_of_signs(_FIGURE.sub("", one.text)) for one in (old, new)]
    return _same_kind(old, new) and likeness(*signs) >= _SAME_FIGURE


def _same_kind(old: TargetText, new: TargetText) -> bool:
    return (old.op, old.unit) == (new.op, new.unit)
