"""Figures to reach: exact fractions, three verdicts, and how much is missing.

Rounded percentages are never compared (domain.md 3.5): 2996 of 10000 is short of 30 % and prints 29.96 %.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TypeVar

from wenming.domain.errors import InputRefused

SIGNS = {">=": "≥", "<=": "≤", "=": "="}
SCALES = {"%": 100, "％": 100, "‰": 1000}
T = TypeVar("T")
NOT_MEASURED, NOT_COMPUTABLE = "还没有填报", "分母为 0，无法计算"


class Verdict(StrEnum):
    MET = "met"
    SHORT = "short"
    NO_DATA = "no_data"

    @property
    def label(self) -> str:
        return {"met": "达标", "short": "未达标", "no_data": "无数据"}[self.value]

    @property
    def tone(self) -> str:
        """The colour of the verdict's mark."""
        return {"met": "green", "short": "red", "no_data": "grey"}[self.value]


@dataclass(frozen=True, slots=True)
class Goal:
    """``comparison`` is one of >= <= =; ``value`` the figure itself (30 % is 3/10); ``unit`` as printed."""

    comparison: str
    value: Fraction
    unit: str = ""

    @property
    def is_ratio(self) -> bool:
        return self.unit in SCALES

    @property
    def text(self) -> str:
        return f"{SIGNS[self.comparison]}{printed(self.value, self.unit)}"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was counted. ``denominator`` is None for a plain count."""

    numerator: int
    denominator: int | None = None

    @property
    def value(self) -> Fraction | None:
        """None where the denominator is 0."""
        return Fraction(self.numerator, self.denominator or 1) if self.denominator != 0 else None


@dataclass(frozen=True, slots=True)
class Reading:
    """A verdict and what a page says of it.

    ``distance`` is how many are missing or, of ``at most``, too many; ``words`` says so (还差 9 人), or why there is no
    verdict. ``shown`` is the value as printed.
    """

    verdict: Verdict
    value: Fraction | None = None
    distance: int | None = None
    shown: str = "无数据"
    words: str = ""


def judge(goal: Goal, figure: Figure | None) -> Reading:
    if figure is None:
        return Reading(Verdict.NO_DATA, words=NOT_MEASURED)
    value = figure.value
    if value is None:
        return Reading(Verdict.NO_DATA, words=NOT_COMPUTABLE)
    met = {">=": value >= goal.value, "<=": value <= goal.value, "=": value == goal.value}[goal.comparison]
    shown = printed(value, goal.unit)
    if met:
        return Reading(Verdict.MET, value, shown=shown)
    distance = _distance(goal, figure)
    return Reading(Verdict.SHORT, value, distance, shown, _distance_words(goal, value, distance))


def _distance(goal: Goal, figure: Figure) -> int | None:
    """Least whole number by which the numerator must change, the denominator standing; None where none helps."""
    wanted = goal.value * (figure.denominator or 1)
    if goal.comparison == "=" and wanted.denominator != 1:
        return None
    reached = floor(wanted) if goal.comparison == "<=" else ceil(wanted)
    if goal.is_ratio and figure.denominator is not None and reached > figure.denominator:
        return None
    return abs(reached - figure.numerator)


def plotted(value: Fraction | None, unit: str = "") -> float | None:
    """The value on the scale it is printed in, for drawing only: 2/3 in % is 66.67."""
    return None if value is None else round(float(value * SCALES.get(unit, 1)), 2)


def surplus(goal: Goal, figure: Figure | None) -> int | None:
    """How many the numerator has above what ``at least`` asks; None where that is not asked or not reached."""
    if figure is None or figure.value is None or goal.comparison != ">=" or figure.value < goal.value:
        return None
    return figure.numerator - ceil(goal.value * (figure.denominator or 1))


def printed(value: Fraction, unit: str = "") -> str:
    """The value with its unit, cut after two decimals and never rounded up: 2/3 in % is 66.66%."""
    whole, rest = divmod(floor(value * SCALES.get(unit, 1) * 100), 100)
    decimals = f".{rest:02d}" if rest else ""
    return f"{whole}{decimals if unit in SCALES else decimals.rstrip('0')}{unit}"


def _distance_words(goal: Goal, value: Fraction, distance: int | None) -> str:
    if distance is None:
        return ""
    counted = "人" if goal.is_ratio else goal.unit
    return f"{'还差' if value < goal.value else '多出'} {distance} {counted}".rstrip()


def check_figure(goal: Goal, figure: Figure, *, as_of: date, today: date) -> None:
    """Raises InputRefused naming each field that cannot be; a denominator of 0 is a fact and may be recorded."""
    wrong: dict[str, str] = {}
    if as_of > today:
        wrong["as_of"] = "截至日期不能晚于今天。"
    if figure.numerator < 0:
        wrong["numerator"] = "人数不能是负数。"
    if goal.is_ratio and figure.denominator is None:
        wrong["denominator"] = "这是比例，请填分母。"
    elif figure.denominator is not None and figure.denominator < 0:
        wrong["denominator"] = "人数不能是负数。"
    elif goal.is_ratio and figure.denominator is not None and figure.numerator > figure.denominator:
        wrong["numerator"] = f"分子 {figure.numerator} 比分母 {figure.denominator} 还大，请核对统计口径。"
    if wrong:
        raise InputRefused("没有保存：" + "".join(dict.fromkeys(wrong.values())), wrong)


def in_force(dated: Iterable[tuple[date, T]]) -> list[tuple[date, T]]:
    """By date, the last given of each date: a later measurement of the same day stands in for the earlier."""
    return sorted(dict(dated).items(), key=lambda pair: pair[0])
