"""What an edition says about its points beyond its lines, and for whom it is asked."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from wenming.domain.standard.nodes import Component, Node

from .keys import PART


class Excluded(StrEnum):
    """What becomes of the points of a line that does not apply."""

    REDISTRIBUTED = "redistributed"
    CREDITED = "credited"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _EXCLUDED[self]


_EXCLUDED = {
    Excluded.REDISTRIBUTED: "分值摊给同级其他各条", Excluded.CREDITED: "按满分计",
    Excluded.DROPPED: "不计，总分相应减少",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A component of the total and the top lines (by key) it is made of; without lines it is marked elsewhere and
    answered with points. ``scaled``: what is earned of its lines is brought to its points (100 分折成 50 分); otherwise
    it is summed and no more than its points counts.
    """

    component: Component
    lines: tuple[str, ...] = ()
    scaled: bool = False

    @property
    def key(self) -> str:
        return f"{PART}{self.component.name}"


@dataclass(frozen=True, slots=True)
class Scheme:
    """``cap`` holds for all base lines together, ``bonus_cap`` for all bonus lines. ``unpointed`` is what a line is
    worth to which the standard gives no points (scales of states: 1 each); None: nothing."""

    excluded: Excluded = Excluded.REDISTRIBUTED
    parts: tuple[Part, ...] = ()
    cap: Fraction | None = None
    bonus_cap: Fraction | None = None
    pass_mark: Fraction | None = None
    unpointed: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """Whom the edition is asked of: its honour level, and what it is and has (党政机关、有服务窗口)."""

    level: str = ""
    properties: frozenset[str] = frozenset()

    def holds(self, node: Node) -> bool:
        """Whether the line by itself concerns this body; the lines above it are asked separately."""
        return (not node.levels or self.level in node.levels) and (
            not node.properties or not self.properties.isdisjoint(node.properties)
        )
