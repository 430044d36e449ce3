"""A tree of lines as it counts: what lies under what, what each line is worth, which lines count nowhere.

Lines are numbered in the order of the document, behind the three that are none (see ``sheet``) and the parts of the
total; so a line's number is always greater than that of the one it counts into.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import lcm

from wenming.domain.standard.nodes import Node
from wenming.domain.standard.rules import Judged, RuleType

from .keys import keyed
from .rules.table import SERVING
from .scheme import Scheme, Scope
from .verdicts import Number, evened

BASE, BONUS, ASIDE = range(3)
_NAMES = {BASE: ("", "合计"), BONUS: ("@加分", "加分"), ASIDE: ("@不计分", "不计分")}
_MOST_GRAINS = 10**9
_CENTS = 100
"""So that scores to two decimals and shares in per cent come out even."""


@dataclass(slots=True)
class Growing:
    """Lists go by number. ``inside`` is the document's tree; ``counted`` says whose scores make up a line's.
    ``maxima`` None: no points. ``weights``: what the scores of the children are multiplied by, where by anything.
    ``scaled``: what the lines of a part are brought to."""

    scheme: Scheme
    scope: Scope
    keys: list[str] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    levels: list[int] = field(default_factory=list)
    owners: list[int] = field(default_factory=list)
    holds: list[bool] = field(default_factory=list)
    counted: list[list[int]] = field(default_factory=list)
    maxima: list[Fraction | None] = field(default_factory=list)
    bounds: list[Fraction | None] = field(default_factory=list)
    document: list[int] = field(default_factory=list)
    inside: dict[int, list[int]] = field(default_factory=dict)
    weights: dict[int, list[Number]] = field(default_factory=dict)
    unbounded: list[int] = field(default_factory=list)
    scaled: dict[int, Fraction] = field(default_factory=dict)
    in_bonus: set[int] = field(default_factory=set)
    grain: int = 1

    def add(self, key: str, node: Node, level: int, owner: int, *, holds: bool = True) -> int:
        one = len(self.nodes)
        own = least(node.max_score, node.cap)
        self.keys.append(key)
        self.nodes.append(node)
        self.levels.append(level)
        self.owners.append(owner)
        self.holds.append(holds)
        self.counted.append([])
        self.maxima.append(None)
        self.bounds.append(own if own is not None or owner == one else self.bounds[owner])
        if owner != one:
            self.counted[owner].append(one)
        return one


def least(*limits: Fraction | None) -> Fraction | None:
    """The smallest that is said; nothing less than nought."""
    said = [max(limit, Fraction(0)) for limit in limits if limit is not None]
    return min(said, default=None)


def grown(nodes: Sequence[Node], scheme: Scheme, scope: Scope) -> Growing:
    tree = Growing(scheme, scope)
    for one, cap in ((BASE, scheme.cap), (BONUS, scheme.bonus_cap), (ASIDE, None)):
        key, name = _NAMES[one]
        tree.add(key, Node(key, name, cap=cap), 0, one)
    _collect(tree, nodes, _parts(tree))
    for one in range(len(tree.nodes) - 1, ASIDE, -1):
        _weigh(tree, one)
    _weigh(tree, BONUS)
    _weigh(tree, BASE)
    tree.grain = _grain(tree)
    return tree


def _parts(tree: Growing) -> dict[str, int]:
    """The part each top line named by one belongs to."""
    places: dict[str, int] = {}
    for part in tree.scheme.parts:
        node = Node(part.key, part.component.name, part.component.points, Judged())
        one = tree.add(part.key, node, 0, BASE)
        places |= dict.fromkeys(part.lines, one)
        if part.scaled:
            tree.scaled[one] = part.component.points
    return places


def _collect(tree: Growing, nodes: Sequence[Node], parts: dict[str, int]) -> None:
    path: list[int] = []
    for key, level, node in keyed(nodes):
        del path[level:]
        above = path[-1] if path else parts.get(key, BASE)
        begins_bonus = node.bonus and above not in tree.in_bonus
        holds = tree.holds[above] and tree.scope.holds(node)
        one = tree.add(key, node, level, BONUS if begins_bonus else above, holds=holds)
        if begins_bonus or above in tree.in_bonus:
            tree.in_bonus.add(one)
        if above != BASE:
            tree.inside.setdefault(above, []).append(one)
        path.append(one)
        tree.document.append(one)
    if lost := set(parts) - set(tree.keys):
        raise ValueError(f"parts of the total name lines that are not there: {', '.join(sorted(lost))}")


def _weigh(tree: Growing, one: int) -> None:
    """What the line is worth, its children being weighed already, and which of them count into it."""
    node, below = tree.nodes[one], tree.counted[one]
    pointed = [child for child in below if tree.maxima[child] is not None]
    if below and not pointed and _has_points(node):
        pointed, below = [], _aside(tree, one, below)
    elif pointed and len(pointed) < len(below):
        below = _aside(tree, one, [child for child in below if tree.maxima[child] is None], pointed)
    if not below:
        tree.maxima[one] = _of_leaf(tree, one) if one > ASIDE else None
    elif pointed:
        tree.maxima[one] = _of_branch(tree, one)


def _aside(tree: Growing, one: int, apart: list[int], left: Sequence[int] = ()) -> list[int]:
    """Lines without points explain: beside lines with points, or under a line with points, they count nowhere."""
    tree.counted[ASIDE] += apart
    tree.counted[one] = list(left)
    return tree.counted[one]


def _has_points(node: Node) -> bool:
    return node.max_score is not None or node.cap is not None or node.rule.type is not RuleType.NONE


def _of_leaf(tree: Growing, one: int) -> Fraction | None:
    node = tree.nodes[one]
    if node.max_score is not None:
        return least(node.max_score, node.cap)
    top = SERVING[node.rule.type].top(node.rule)
    if top is None and node.rule.type is RuleType.ACCRUAL_GRADED and node.cap is None:
        top = tree.bounds[one]
        if top is None:
            tree.unbounded.append(one)
    if top is None and node.rule.type is not RuleType.NONE:
        top = node.weight if node.weight is not None else tree.scheme.unpointed
    return least(top, node.cap)


def _of_branch(tree: Growing, one: int) -> Fraction:
    node, below = tree.nodes[one], tree.counted[one]
    if one in tree.scaled:
        full = tree.scaled[one]
        summed = sum((_worth(tree, child) for child in below), Fraction(0))
        tree.weights[one] = [evened(full / summed) if summed else 0] * len(below)
    elif any(tree.nodes[child].weight is not None for child in below):
        full = _weighted(tree, one)
    else:
        full = sum((_worth(tree, child) for child in below), Fraction(0))
        full = full if node.max_score is None else node.max_score
    return least(full, node.cap) or Fraction(0)


def _weighted(tree: Growing, one: int) -> Fraction:
    """Beside lines with a weight one without weighs 1. Each brings its share of the parent, as far as it is earned."""
    below = tree.counted[one]
    parts = [Fraction(1) if (said := tree.nodes[child].weight) is None else max(said, Fraction(0)) for child in below]
    whole, declared = sum(parts, Fraction(0)), tree.nodes[one].max_score
    full = whole if declared is None else declared
    tree.weights[one] = [
        evened(part / whole * full / _worth(tree, child)) if whole and _worth(tree, child) else 0
        for part, child in zip(parts, below, strict=True)
    ]
    return full


def _worth(tree: Growing, one: int) -> Fraction:
    return tree.maxima[one] or Fraction(0)


def _grain(tree: Growing) -> int:
    """So many grains make a point that every printed score is a whole number of them; 1 where that would be silly."""
    grain = lcm(*(worth.denominator for worth in tree.maxima if worth is not None)) * _CENTS
    return grain if grain <= _MOST_GRAINS else 1
