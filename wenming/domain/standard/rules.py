"""How one line of a standard gives or takes points: the kinds met in published standards, each with its parameters.

A rule is data of an edition and never code: it is read from a document or typed, kept as JSON, and validated here.
Points, counts and percentages are exact fractions; percentages keep the figure the standard prints (30 for 30 %).
``None`` for points to take means the line's whole score.
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

WEAKER = {">=": "不低于", ">": "高于", "<=": "不高于", "<": "低于", "==": "等于"}
"""The comparisons a rule may make, in words."""


class RuleType(StrEnum):
    ABSENCE = "absence"
    SHORTFALL = "shortfall"
    THRESHOLD = "threshold"
    GRADED = "graded"
    INCIDENT = "incident"
    ACCRUAL = "accrual"
    ACCRUAL_GRADED = "accrual_graded"
    TIERED_THRESHOLD = "tiered_threshold"
    CALENDAR = "calendar"
    STATE = "state"
    JUDGED = "judged"
    NONE = "none"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    RuleType.ABSENCE: "缺即扣分", RuleType.SHORTFALL: "每少一件扣分", RuleType.THRESHOLD: "达到数值得分",
    RuleType.GRADED: "按数值分档", RuleType.INCIDENT: "发生即扣分", RuleType.ACCRUAL: "做到得分",
    RuleType.ACCRUAL_GRADED: "按级别计分", RuleType.TIERED_THRESHOLD: "数值随荣誉层级", RuleType.CALENDAR: "按月份计分",
    RuleType.STATE: "按状态等级", RuleType.JUDGED: "由评审人定分", RuleType.NONE: "不计分",
}


@dataclass(frozen=True, slots=True)
class Absence:
    """What is demanded is there, or ``deduct`` points go."""

    deduct: Fraction | None = None
    type: ClassVar[RuleType] = RuleType.ABSENCE


@dataclass(frozen=True, slots=True)
class Shortfall:
    """``required`` of ``unit`` are demanded; each missing one takes ``deduct_per_missing``. ``topics`` are those the
    standard names."""

    required: Fraction
    unit: str = ""
    deduct_per_missing: Fraction | None = None
    topics: tuple[str, ...] = ()
    type: ClassVar[RuleType] = RuleType.SHORTFALL


@dataclass(frozen=True, slots=True)
class Threshold:
    """``metric`` compared by ``op`` (a key of WEAKER) with ``value``; short of it ``deduct`` points go."""

    op: str
    value: Fraction
    unit: str = ""
    metric: str = ""
    deduct: Fraction | None = None
    type: ClassVar[RuleType] = RuleType.THRESHOLD


@dataclass(frozen=True, slots=True)
class Band:
    """Reached (``value`` None: whatever is left), it gives ``points``, or ``state`` of a scale of states."""

    op: str = ">="
    value: Fraction | None = None
    points: Fraction | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Graded:
    """Bands from the best down; the first that is reached counts."""

    bands: tuple[Band, ...]
    unit: str = ""
    metric: str = ""
    type: ClassVar[RuleType] = RuleType.GRADED


@dataclass(frozen=True, slots=True)
class Incident:
    """Nothing goes unless it happened; then ``deduct`` points, or for ``each`` time it happened."""

    deduct: Fraction | None = None
    each: bool = False
    type: ClassVar[RuleType] = RuleType.INCIDENT


@dataclass(frozen=True, slots=True)
class Accrual:
    """Done, it brings ``points``; None is the line's whole score."""

    points: Fraction | None = None
    type: ClassVar[RuleType] = RuleType.ACCRUAL


@dataclass(frozen=True, slots=True)
class Grade:
    """One of a ``level`` (省部级) brings ``points``."""

    level: str
    points: Fraction


@dataclass(frozen=True, slots=True)
class AccrualGraded:
    """Points for each ``unit`` by its level, no more than ``cap``; with ``highest_only`` the best one counts once."""

    grades: tuple[Grade, ...]
    cap: Fraction | None = None
    unit: str = ""
    highest_only: bool = False
    type: ClassVar[RuleType] = RuleType.ACCRUAL_GRADED


@dataclass(frozen=True, slots=True)
class Tier:
    """What a body of honour ``level`` has to reach."""

    level: str
    value: Fraction


@dataclass(frozen=True, slots=True)
class TieredThreshold:
    tiers: tuple[Tier, ...]
    op: str = ">="
    unit: str = ""
    metric: str = ""
    deduct: Fraction | None = None
    type: ClassVar[RuleType] = RuleType.TIERED_THRESHOLD


@dataclass(frozen=True, slots=True)
class Window:
    """From the first day of month ``first`` to the last of month ``last`` (1 to 12) ``points`` can be had for
    ``required`` pieces; afterwards no more."""

    label: str
    first: int
    last: int
    points: Fraction
    required: int = 1


@dataclass(frozen=True, slots=True)
class Calendar:
    windows: tuple[Window, ...]
    type: ClassVar[RuleType] = RuleType.CALENDAR


@dataclass(frozen=True, slots=True)
class Step:
    """``met`` conditions make ``state``; ``met`` None is whatever is left."""

    state: str
    met: int | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """The part of the line's score that ``state`` is worth: 0.66 is Fraction(33, 50)."""

    state: str
    factor: Fraction


SHARES = tuple(Share(state, Fraction(part, 100)) for state, part in (("A", 100), ("B", 66), ("C", 33), ("C#", 0)))
"""What the states of an A/B/C scale are worth where the edition does not say otherwise (domain.md 3.3 D)."""


@dataclass(frozen=True, slots=True)
class State:
    """A state is judged, or follows from how many of ``conditions`` are met."""

    conditions: int = 0
    steps: tuple[Step, ...] = ()
    shares: tuple[Share, ...] = SHARES
    type: ClassVar[RuleType] = RuleType.STATE


@dataclass(frozen=True, slots=True)
class Judged:
    """The standard gives no rule: a person sets the points."""

    type: ClassVar[RuleType] = RuleType.JUDGED


@dataclass(frozen=True, slots=True)
class Unscored:
    """Looked at, not counted."""

    type: ClassVar[RuleType] = RuleType.NONE


Rule = (
    Absence | Shortfall | Threshold | Graded | Incident | Accrual | AccrualGraded | TieredThreshold | Calendar | State
    | Judged | Unscored
)
KINDS: dict[str, type[Rule]] = {
    RuleType.ABSENCE: Absence, RuleType.SHORTFALL: Shortfall, RuleType.THRESHOLD: Threshold, RuleType.GRADED: Graded,
    RuleType.INCIDENT: Incident, RuleType.ACCRUAL: Accrual, RuleType.ACCRUAL_GRADED: AccrualGraded,
    RuleType.TIERED_THRESHOLD: TieredThreshold, RuleType.CALENDAR: Calendar, RuleType.STATE: State,
    RuleType.JUDGED: Judged, RuleType.NONE: Unscored,
}
