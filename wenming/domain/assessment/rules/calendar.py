"""Points by months: a window that has passed brings nothing any more."""

from fractions import Fraction

from wenming.domain.assessment.answers import Answer, Months
from wenming.domain.assessment.verdicts import Judge, Number, Outcome, Verdict, Worth
from wenming.domain.standard.rules import Calendar, Window


def months_of(window: Window) -> tuple[int, ...]:
    """A window may reach over the end of the year: 11 to 2."""
    length = (window.last - window.first) % 12 + 1
    return tuple((window.first - 1 + step) % 12 + 1 for step in range(length))


def judge_calendar(rule: Calendar, worth: Worth) -> Judge:
    windows = [(months_of(one), one.required, worth.grains(one.points)) for one in rule.windows]
    other = worth.otherwise

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is not Months:
            return other(answer)
        counted = counts_of(answer)
        sure: Number = 0
        still: Number = 0
        for months, required, points in windows:
            held = [counted.get(month) for month in months]
            if sum(filter(None, held)) >= required:
                sure += points
            elif None in held:
                still += points
        confirmed, possible = min(sure, worth.full), min(sure + still, worth.full)
        if confirmed < possible:
            return confirmed, possible, Verdict.UNKNOWN
        return worth.known(confirmed)

    return judge


def counts_of(answer: Months) -> dict[int, int]:
    counted: dict[int, int] = {}
    for one in answer.counts:
        counted[one.month] = counted.get(one.month, 0) + one.count
    return counted


def top_of_calendar(rule: Calendar) -> Fraction | None:
    return sum((window.points for window in rule.windows), Fraction(0))


def words_of_calendar(rule: Calendar, answer: Answer, _level: str) -> str:
    counted = counts_of(answer) if isinstance(answer, Months) else {}
    passed = [
        one.label or f"{one.first}月至{one.last}月" for one in rule.windows
        if all(month in counted for month in months_of(one))
        and sum(counted[month] for month in months_of(one)) < one.required
    ]
    return f"{'、'.join(passed)}没有报够，过期不补" if passed else ""
