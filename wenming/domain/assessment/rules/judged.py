"""Lines without a rule: a person says the points, or whether it is met; and lines that are only looked at."""

from wenming.domain.assessment.answers import Answer
from wenming.domain.assessment.verdicts import Judge, Worth
from wenming.domain.standard.rules import Judged, Unscored

from .demands import yes_or_no


def judge_judged(_rule: Judged | Unscored, worth: Worth) -> Judge:
    return yes_or_no(worth.judged(worth.full, met=True), worth.judged(0, met=False), worth)


def words_of_judged(_rule: Judged | Unscored, _answer: Answer, _level: str) -> str:
    return "评定为没有达到"
