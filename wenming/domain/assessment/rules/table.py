"""Which functions serve which kind of rule."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from wenming.domain.assessment.answers import Answer, Points
from wenming.domain.assessment.verdicts import Judge, Worth
from wenming.domain.standard.rules import Rule, RuleType

from .calendar import judge_calendar, top_of_calendar, words_of_calendar
from .demands import (
    judge_absence,
    judge_accrual,
    judge_incident,
    judge_shortfall,
    top_of_accrual,
    words_of_absence,
    words_of_accrual,
    words_of_incident,
    words_of_shortfall,
)
from .figures import (
    judge_graded,
    judge_threshold,
    judge_tiered,
    top_of_graded,
    words_of_graded,
    words_of_threshold,
    words_of_tiered,
)
from .grades import judge_accrual_graded, top_of_accrual_graded, words_of_accrual_graded
from .judged import judge_judged, words_of_judged
from .states import judge_state, words_of_state


def _unbounded(_rule: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Serving:
    """``judge`` makes the function that turns answers into points; ``words`` say why points went; ``top`` is the most
    the rule itself can bring, None where it does not say."""

    judge: Callable[[Any, Worth], Judge]
    words: Callable[[Any, Answer, str], str]
    top: Callable[[Any], Fraction | None] = _unbounded


SERVING: dict[RuleType, Serving] = {
    RuleType.ABSENCE: Serving(judge_absence, words_of_absence),
    RuleType.SHORTFALL: Serving(judge_shortfall, words_of_shortfall),
    RuleType.THRESHOLD: Serving(judge_threshold, words_of_threshold),
    RuleType.GRADED: Serving(judge_graded, words_of_graded, top_of_graded),
    RuleType.INCIDENT: Serving(judge_incident, words_of_incident),
    RuleType.ACCRUAL: Serving(judge_accrual, words_of_accrual, top_of_accrual),
    RuleType.ACCRUAL_GRADED: Serving(judge_accrual_graded, words_of_accrual_graded, top_of_accrual_graded),
    RuleType.TIERED_THRESHOLD: Serving(judge_tiered, words_of_tiered),
    RuleType.CALENDAR: Serving(judge_calendar, words_of_calendar, top_of_calendar),
    RuleType.STATE: Serving(judge_state, words_of_state),
    RuleType.JUDGED: Serving(judge_judged, words_of_judged),
    RuleType.NONE: Serving(judge_judged, words_of_judged),
}


def words_of(rule: Rule, answer: Answer, level: str) -> str:
    """Why the answer costs points under the rule."""
    return "由评审人定分" if isinstance(answer, Points) else SERVING[rule.type].words(rule, answer, level)
