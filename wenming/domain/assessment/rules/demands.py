"""What has to be there or must not happen: absence, shortfall, incident, accrual."""

from fractions import Fraction
from math import ceil

from wenming.domain.assessment.answers import Answer, Count, Done, Incidents
from wenming.domain.assessment.verdicts import Judge, Outcome, Worth
from wenming.domain.plan.targets import printed
from wenming.domain.standard.rules import Absence, Accrual, Incident, Shortfall


def yes_or_no(yes: Outcome, no: Outcome, worth: Worth) -> Judge:
    other = worth.otherwise

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is Done:
            return yes if answer.done else no
        return other(answer)

    return judge


def judge_absence(rule: Absence, worth: Worth) -> Judge:
    return yes_or_no(worth.judged(worth.full, met=True), worth.judged(worth.less(rule.deduct), met=False), worth)


def judge_accrual(rule: Accrual, worth: Worth) -> Judge:
    earned = worth.full if rule.points is None else worth.grains(rule.points)
    return yes_or_no(worth.judged(earned, met=True), worth.judged(0, met=False), worth)


def judge_shortfall(rule: Shortfall, worth: Worth) -> Judge:
    """A piece that is there in part is missing: of 4 demanded, 3.5 lack one."""
    other, (wanted, parts), full = worth.otherwise, rule.required.as_integer_ratio(), worth.judged(worth.full, met=True)
    by_missing: dict[int, Outcome] = {}

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is not Count:
            return other(answer)
        have, of = answer.value.as_integer_ratio()
        missing = -((have * parts - wanted * of) // (of * parts))
        if missing <= 0:
            return full
        if missing not in by_missing:
            by_missing[missing] = worth.judged(worth.less(rule.deduct_per_missing, missing), met=False)
        return by_missing[missing]

    return judge


def judge_incident(rule: Incident, worth: Worth) -> Judge:
    other, clear, once = worth.otherwise, worth.judged(worth.full, met=True), worth.judged(
        worth.less(rule.deduct), met=False)

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is not Incidents:
            return other(answer)
        if answer.times <= 0:
            return clear
        return worth.judged(worth.less(rule.deduct, answer.times), met=False) if rule.each else once

    return judge


def top_of_accrual(rule: Accrual) -> Fraction | None:
    return rule.points


def words_of_absence(_rule: Absence, _answer: Answer, _level: str) -> str:
    return "没有达到要求"


def words_of_accrual(_rule: Accrual, _answer: Answer, _level: str) -> str:
    return "没有做到，不得分"


def words_of_shortfall(rule: Shortfall, answer: Answer, _level: str) -> str:
    have = answer.value if isinstance(answer, Count) else Fraction(0)
    short = ceil(rule.required - have)
    required, held, missing = (printed(Fraction(one), rule.unit) for one in (rule.required, have, short))
    return f"应有{required}，现有{held}，少{missing}"


def words_of_incident(_rule: Incident, answer: Answer, _level: str) -> str:
    return f"发生 {answer.times} 次" if isinstance(answer, Incidents) else ""
