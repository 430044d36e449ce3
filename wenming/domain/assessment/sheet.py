"""An edition made ready for marking: its lines in an order in which sums run, each with the function of its rule.

Made once for an edition and a body and kept; a score is then one pass. Siblings lie side by side and children behind
their parents. The first three places are no lines: all base lines, all bonus lines, and those that are looked at but
counted nowhere.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wenming.domain.standard.nodes import Node

from .answers import Answer
from .growing import ASIDE, Growing, grown
from .rules.table import SERVING
from .scheme import Scheme, Scope
from .verdicts import EXCLUDED, Judge, Number, Outcome, Worth, in_grains

Branch = tuple[int, int, int, list[Number] | None]
"""Place, where its children begin and end, and what each child's score is multiplied by; None: by nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lists go by place; ``branches`` come from the deepest up. ``maxima`` are in grains; ``order`` is that of the
    document, ``inside`` its tree, ``upper_keys`` the lines with others below. ``unbounded`` names the lines that count
    nothing because the standard says no most: a person has to set it."""

    scheme: Scheme
    scope: Scope
    grain: int
    keys: list[str]
    nodes: list[Node]
    levels: list[int]
    above: list[int]
    order: list[int]
    maxima: list[Number]
    leaves: list[tuple[int, str, Judge]]
    branches: dict[int, Branch]
    worths: dict[int, Worth]
    places: dict[str, int]
    unbounded: tuple[str, ...]
    inside: dict[int, list[int]]
    upper_keys: frozenset[str]
    in_bonus: frozenset[int]

    def below(self, place: int) -> Iterator[int]:
        """The place and all under it in the document."""
        waiting = [place]
        while waiting:
            at = waiting.pop()
            yield at
            waiting += self.inside.get(at, ())


def prepare(nodes: Sequence[Node], scheme: Scheme | None = None, scope: Scope | None = None) -> Sheet:
    """Raises ValueError for a part of lines that are not there, and, naming the line, for a rule that cannot be."""
    return _laid_out(grown(nodes, scheme or Scheme(), scope or Scope()))


def _laid_out(tree: Growing) -> Sheet:
    order, spans = _side_by_side(tree)
    place_of = {one: place for place, one in enumerate(order)}
    grain = tree.grain
    maxima = [in_grains(tree.maxima[one] or 0, grain) for one in order]
    sheet = Sheet(
        scheme=tree.scheme, scope=tree.scope, grain=grain, keys=[tree.keys[one] for one in order],
        nodes=[tree.nodes[one] for one in order], levels=[tree.levels[one] for one in order],
        above=[0] * len(order), order=[place_of[one] for one in tree.document], maxima=maxima, leaves=[],
        branches={}, worths={}, places={tree.keys[one]: place for place, one in enumerate(order)},
        unbounded=tuple(tree.keys[one] for one in tree.unbounded),
        inside={place_of[one]: [place_of[child] for child in below] for one, below in tree.inside.items()},
        upper_keys=frozenset(tree.keys[one] for one in tree.inside),
        in_bonus=frozenset(place_of[one] for one in tree.in_bonus),
    )
    for place in range(len(order) - 1, -1, -1):
        first, last = spans[place]
        sheet.above[first:last] = [place] * (last - first)
        _place_line(sheet, tree, order[place], place, (first, last))
    return sheet


def _side_by_side(tree: Growing) -> tuple[list[int], list[tuple[int, int]]]:
    order = list(range(ASIDE + 1))
    spans: list[tuple[int, int]] = []
    for one in order:  # grows while it is read
        spans.append((len(order), len(order) + len(tree.counted[one])))
        order += tree.counted[one]
    return order, spans


def _place_line(sheet: Sheet, tree: Growing, one: int, place: int, span: tuple[int, int]) -> None:
    if tree.counted[one] or one <= ASIDE:
        sheet.branches[place] = (place, *span, tree.weights.get(one))
        return
    serving = SERVING[tree.nodes[one].rule.type]
    top = serving.top(tree.nodes[one].rule)
    full = sheet.maxima[place] if top is None else min(sheet.maxima[place], in_grains(top, sheet.grain))
    worth = sheet.worths[place] = Worth(full, sheet.grain, tree.scope.level)
    try:
        judge = serving.judge(tree.nodes[one].rule, worth) if tree.holds[one] else _excluded
    except ValueError as wrong:
        raise ValueError(f"{tree.keys[one]}: {wrong}") from wrong
    sheet.leaves.append((place, tree.keys[one], judge))


def _excluded(_answer: Answer | None) -> Outcome:
    return EXCLUDED

