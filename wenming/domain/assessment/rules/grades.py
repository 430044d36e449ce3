"""What was won, by its level: points for each, no more than the cap; or the highest level, once."""

from fractions import Fraction

from wenming.domain.assessment.answers import Achievements, Answer
from wenming.domain.assessment.verdicts import Judge, Outcome, Worth
from wenming.domain.standard.rules import AccrualGraded


def judge_accrual_graded(rule: AccrualGraded, worth: Worth) -> Judge:
    """A level the standard does not name brings nothing."""
    points = {grade.level: worth.grains(grade.points) for grade in rule.grades}
    other = worth.otherwise

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is not Achievements:
            return other(answer)
        if rule.highest_only:
            return worth.known(max((points.get(one.level, 0) for one in answer.won if one.count > 0), default=0))
        return worth.known(sum(points.get(one.level, 0) * max(one.count, 0) for one in answer.won))

    return judge


def top_of_accrual_graded(rule: AccrualGraded) -> Fraction | None:
    """None: the standard sets no bound."""
    if rule.highest_only:
        best = max((grade.points for grade in rule.grades), default=Fraction(0))
        return best if rule.cap is None else min(best, rule.cap)
    return rule.cap


def words_of_accrual_graded(rule: AccrualGraded, answer: Answer, _level: str) -> str:
    won = [one for one in answer.won if one.count > 0] if isinstance(answer, Achievements) else []
    listed = "、".join(f"{one.level} {one.count} {rule.unit or '项'}" for one in won)
    return f"现有{listed}，没有得满" if listed else "没有可计分的"
