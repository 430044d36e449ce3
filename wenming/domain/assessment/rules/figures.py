"""A figure held against what is demanded: threshold, tiered threshold, graded. No rounding, ever."""

from collections.abc import Callable
from fractions import Fraction
from operator import eq, ge, gt, le, lt

from wenming.domain.assessment.answers import Answer, Count, Done, InState, Ratio
from wenming.domain.assessment.verdicts import Judge, Number, Outcome, Verdict, Worth
from wenming.domain.plan.targets import SCALES, printed
from wenming.domain.standard.rules import SHARES, WEAKER, Band, Graded, Threshold, TieredThreshold

COMPARED: dict[str, Callable[[Number, Number], bool]] = {">=": ge, ">": gt, "<=": le, "<": lt, "==": eq}
Reaches = Callable[[Answer], bool | None]
"""Whether a figure reaches the value; None where it cannot be computed."""


def reaching(op: str, value: Fraction, unit: str) -> Reaches:
    """Crosswise products of whole numbers: 2996 of 10000 is not 30 %. Raises ValueError for an unknown comparison."""
    if op not in COMPARED:
        raise ValueError(f"comparison {op!r} is unknown")
    compare, scale, (above, below) = COMPARED[op], SCALES.get(unit, 1), value.as_integer_ratio()

    def reaches(answer: Answer) -> bool | None:
        if type(answer) is Count:
            have, of = answer.value.as_integer_ratio()
            return compare(have * below, above * of)
        if type(answer) is not Ratio or not answer.is_computable:
            return None
        have, of = answer.numerator.as_integer_ratio()
        all_of_them, parts = answer.denominator.as_integer_ratio()
        return compare(have * parts * scale * below, above * all_of_them * of)

    return reaches


def judge_figure(reaches: Reaches, deduct: Fraction | None, worth: Worth) -> Judge:
    yes, no = worth.judged(worth.full, met=True), worth.judged(worth.less(deduct), met=False)
    open_still, other = worth.open(Verdict.NOT_COMPUTABLE), worth.otherwise

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is Count or type(answer) is Ratio:
            reached = reaches(answer)
            return open_still if reached is None else yes if reached else no
        if type(answer) is Done:
            return yes if answer.done else no
        return other(answer)

    return judge


def judge_threshold(rule: Threshold, worth: Worth) -> Judge:
    return judge_figure(reaching(rule.op, rule.value, rule.unit), rule.deduct, worth)


def tier_of(rule: TieredThreshold, level: str) -> Fraction | None:
    return next((tier.value for tier in rule.tiers if tier.level == level), None)


def judge_tiered(rule: TieredThreshold, worth: Worth) -> Judge:
    """Where the standard has no tier for the body's level, no figure can be judged."""
    value = tier_of(rule, worth.level)
    reaches: Reaches = (lambda _answer: None) if value is None else reaching(rule.op, value, rule.unit)
    return judge_figure(reaches, rule.deduct, worth)


def judge_graded(rule: Graded, worth: Worth) -> Judge:
    """The first band is the best: reached, the line is met, whatever points the standard gives for it."""
    settled = [_outcome_of(band, worth, best=not place) for place, band in enumerate(rule.bands)]
    by_state = {band.state: outcome for band, outcome in zip(rule.bands, settled, strict=True) if band.state}
    scale = [(None if band.value is None else reaching(band.op, band.value, rule.unit), outcome)
             for band, outcome in zip(rule.bands, settled, strict=True)]
    open_still, other, nothing = worth.open(Verdict.NOT_COMPUTABLE), worth.otherwise, worth.judged(0, met=False)

    def judge(answer: Answer | None) -> Outcome:
        if type(answer) is InState:
            return by_state.get(answer.state, open_still)
        if type(answer) is not Count and type(answer) is not Ratio:
            return other(answer)
        if type(answer) is Ratio and not answer.is_computable:
            return open_still
        return next((outcome for reaches, outcome in scale if reaches is None or reaches(answer)), nothing)

    return judge


def _outcome_of(band: Band, worth: Worth, *, best: bool) -> Outcome:
    """A state the scale does not know cannot be computed."""
    factor = next((share.factor for share in SHARES if share.state == band.state), None)
    if band.points is None and factor is None:
        return worth.open(Verdict.NOT_COMPUTABLE)
    earned = worth.full * (factor or 0) if band.points is None else worth.grains(band.points)
    return worth.judged(earned, met=best or (worth.full > 0 and earned >= worth.full))


def top_of_graded(rule: Graded) -> Fraction | None:
    return max((band.points for band in rule.bands if band.points is not None), default=None)


def words_of_threshold(rule: Threshold, answer: Answer, _level: str) -> str:
    return _against(answer, rule.unit, f"{WEAKER[rule.op]}{printed(_scaled(rule.value, rule.unit), rule.unit)}")


def words_of_tiered(rule: TieredThreshold, answer: Answer, level: str) -> str:
    value = tier_of(rule, level)
    if value is None:
        return f"没有写明“{level or '未定级'}”要达到多少"
    return f"{level}" + _against(answer, rule.unit, f"{WEAKER[rule.op]}{printed(_scaled(value, rule.unit), rule.unit)}")


def words_of_graded(rule: Graded, answer: Answer, _level: str) -> str:
    if isinstance(answer, InState):
        return f"状态为 {answer.state}"
    return f"现为{shown(answer, rule.unit)}，没有到最高一档"


def _against(answer: Answer, unit: str, wanted: str) -> str:
    have = shown(answer, unit)
    return f"要求{wanted}，现为{have}" if have else f"要求{wanted}，没有达到"


def shown(answer: Answer, unit: str) -> str:
    """The figure as printed, cut and never rounded up; why there is none where there is none."""
    if isinstance(answer, Count):
        return printed(_scaled(Fraction(answer.value), unit), unit)
    if not isinstance(answer, Ratio):
        return ""
    if not answer.is_computable:
        return "无法计算（分母为 0）"
    return printed(Fraction(answer.numerator) / Fraction(answer.denominator), unit)


def _scaled(value: Fraction, unit: str) -> Fraction:
    """A figure a rule prints in per cent, as the share it is."""
    return value / SCALES.get(unit, 1)

