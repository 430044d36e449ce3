"""What is known of one line of a standard: a count, a ratio, a yes or no, what a person decided. Always exact.

A line without an answer is not known, and that is never nought.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from wenming.domain.codec import decode, encode
from wenming.domain.standard.rules import RuleType


class AnswerType(StrEnum):
    DONE = "done"
    COUNT = "count"
    RATIO = "ratio"
    INCIDENTS = "incidents"
    ACHIEVEMENTS = "achievements"
    STATE = "state"
    CONDITIONS = "conditions"
    MONTHS = "months"
    POINTS = "points"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        return _LABELS[self]


_LABELS = {
    AnswerType.DONE: "做到没有", AnswerType.COUNT: "数量", AnswerType.RATIO: "比例（分子、分母）",
    AnswerType.INCIDENTS: "发生次数", AnswerType.ACHIEVEMENTS: "各级别的项数", AnswerType.STATE: "状态等级",
    AnswerType.CONDITIONS: "满足条件数", AnswerType.MONTHS: "各月的件数", AnswerType.POINTS: "评定分数",
    AnswerType.NOT_APPLICABLE: "不适用",
}


@dataclass(frozen=True, slots=True)
class Done:
    """What is demanded is there and meets the line, or not."""

    done: bool
    type: ClassVar[AnswerType] = AnswerType.DONE


@dataclass(frozen=True, slots=True)
class Count:
    value: Fraction
    type: ClassVar[AnswerType] = AnswerType.COUNT


@dataclass(frozen=True, slots=True)
class Ratio:
    """``denominator`` 0 is a fact (nobody was counted): the line cannot be computed."""

    numerator: Fraction
    denominator: Fraction
    type: ClassVar[AnswerType] = AnswerType.RATIO

    @property
    def is_computable(self) -> bool:
        return self.denominator.numerator > 0


@dataclass(frozen=True, slots=True)
class Incidents:
    times: int
    type: ClassVar[AnswerType] = AnswerType.INCIDENTS


@dataclass(frozen=True, slots=True)
class Won:
    """``count`` of a ``level`` (省部级)."""

    level: str
    count: int


@dataclass(frozen=True, slots=True)
class Achievements:
    won: tuple[Won, ...]
    type: ClassVar[AnswerType] = AnswerType.ACHIEVEMENTS


@dataclass(frozen=True, slots=True)
class InState:
    """A state as it was judged."""

    state: str
    type: ClassVar[AnswerType] = AnswerType.STATE


@dataclass(frozen=True, slots=True)
class Conditions:
    """How many of the conditions of a state are met."""

    met: int
    type: ClassVar[AnswerType] = AnswerType.CONDITIONS


@dataclass(frozen=True, slots=True)
class MonthCount:
    month: int
    count: int


@dataclass(frozen=True, slots=True)
class Months:
    """Pieces by month. A month that is not named is not known yet; one that passed empty is named with 0."""

    counts: tuple[MonthCount, ...]
    type: ClassVar[AnswerType] = AnswerType.MONTHS


@dataclass(frozen=True, slots=True)
class Points:
    """A person's decision. It stands over the rule of a line, and over all lines below it."""

    value: Fraction
    type: ClassVar[AnswerType] = AnswerType.POINTS


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The line does not concern this body; nor do those below it."""

    reason: str = ""
    type: ClassVar[AnswerType] = AnswerType.NOT_APPLICABLE


Answer = (
    Done | Count | Ratio | Incidents | Achievements | InState | Conditions | Months | Points | NotApplicable
)
Answers = Mapping[str, Answer]
"""By the key of a line (``keys``)."""

KINDS: dict[str, type[Answer]] = {
    AnswerType.DONE: Done, AnswerType.COUNT: Count, AnswerType.RATIO: Ratio, AnswerType.INCIDENTS: Incidents,
    AnswerType.ACHIEVEMENTS: Achievements, AnswerType.STATE: InState, AnswerType.CONDITIONS: Conditions,
    AnswerType.MONTHS: Months, AnswerType.POINTS: Points, AnswerType.NOT_APPLICABLE: NotApplicable,
}
_FIGURES = frozenset({AnswerType.COUNT, AnswerType.RATIO, AnswerType.DONE})
_ALWAYS = frozenset({AnswerType.POINTS, AnswerType.NOT_APPLICABLE})
ACCEPTED: dict[RuleType, frozenset[AnswerType]] = {
    kind: _ALWAYS | own for kind, own in (
        (RuleType.ABSENCE, frozenset({AnswerType.DONE})), (RuleType.ACCRUAL, frozenset({AnswerType.DONE})),
        (RuleType.SHORTFALL, frozenset({AnswerType.COUNT})), (RuleType.INCIDENT, frozenset({AnswerType.INCIDENTS})),
        (RuleType.THRESHOLD, _FIGURES), (RuleType.TIERED_THRESHOLD, _FIGURES),
        (RuleType.GRADED, frozenset({AnswerType.COUNT, AnswerType.RATIO, AnswerType.STATE})),
        (RuleType.ACCRUAL_GRADED, frozenset({AnswerType.ACHIEVEMENTS})),
        (RuleType.CALENDAR, frozenset({AnswerType.MONTHS})),
        (RuleType.STATE, frozenset({AnswerType.STATE, AnswerType.CONDITIONS})),
        (RuleType.JUDGED, frozenset({AnswerType.DONE})), (RuleType.NONE, frozenset({AnswerType.DONE})),
    )
}
"""What may be answered to a line of each rule."""


class Unfit(ValueError):
    """An answer of a kind the rule of the line cannot be asked with."""


def answer_to_json(answer: Answer) -> dict[str, object]:
    return {"type": answer.type.value, **encode(answer)}


def answer_from_json(data: object) -> Answer:
    """Raises ValueError, which names the place, for what is no answer."""
    if not isinstance(data, dict) or data.get("type") not in KINDS:
        raise ValueError("answer: a known type expected")
    said = {name: value for name, value in data.items() if name != "type"}
    return decode(KINDS[data["type"]], said, "answer")
