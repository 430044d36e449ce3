"""A rule in one Chinese sentence, for the page beside the line it belongs to."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from .figures import shown
from .rules import (
    WEAKER,
    Absence,
    Accrual,
    AccrualGraded,
    Band,
    Calendar,
    Graded,
    Incident,
    Judged,
    Rule,
    RuleType,
    Shortfall,
    State,
    Threshold,
    TieredThreshold,
    Unscored,
)


def said(rule: Rule) -> str:
    """What the rule does, with its figures."""
    return _SENTENCES[rule.type](rule)


def points(value: Fraction | None, whole: str = "全部") -> str:
    """ 2 分 with the blank before it; ``whole`` where the rule leaves the figure to the line's own score."""
    return f"{whole}分值" if value is None else f" {shown(value)} 分"


def _absence(rule: Absence) -> str:
    return f"缺则扣{points(rule.deduct)}"


def _shortfall(rule: Shortfall) -> str:
    named = f"（{'、'.join(rule.topics)}）" if rule.topics else ""
    return f"应有 {shown(rule.required)} {rule.unit or '件'}{named}，每少一{rule.unit or '件'}扣{_each(rule)}"


def _each(rule: Shortfall) -> str:
    return "相应的一份" if rule.deduct_per_missing is None else points(rule.deduct_per_missing)


def _threshold(rule: Threshold) -> str:
    return f"{rule.metric}{WEAKER[rule.op]} {shown(rule.value)}{rule.unit}得分，否则扣{points(rule.deduct)}"


def _graded(rule: Graded) -> str:
    return f"{rule.metric}分档：" + "；".join(_band(one, rule.unit) for one in rule.bands)


def _band(one: Band, unit: str) -> str:
    reached = "其余" if one.value is None else f"{WEAKER[one.op]} {shown(one.value)}{unit}"
    return f"{reached} {one.state}" if one.state else f"{reached}{points(one.points)}"


def _incident(rule: Incident) -> str:
    return f"{'每发生一次' if rule.each else '发生'}扣{points(rule.deduct)}，没有发生不扣"


def _accrual(rule: Accrual) -> str:
    return f"做到得{points(rule.points)}"


def _accrual_graded(rule: AccrualGraded) -> str:
    listed = "、".join(f"{one.level}{points(one.points)}" for one in rule.grades)
    most = "" if rule.cap is None else f"，最多 {shown(rule.cap)} 分"
    return f"{listed}{'，只计最高一级' if rule.highest_only else ''}{most}"


def _tiered(rule: TieredThreshold) -> str:
    listed = "、".join(f"{one.level} {shown(one.value)}{rule.unit}" for one in rule.tiers)
    return f"{rule.metric}随荣誉层级{WEAKER[rule.op]}：{listed}"


def _calendar(rule: Calendar) -> str:
    return "按时段：" + "；".join(f"{one.label}{points(one.points)}" for one in rule.windows) + "，过时不补"


def _state(rule: State) -> str:
    shares = "、".join(f"{one.state} {shown(one.factor * 100)}%" for one in rule.shares)
    return f"按状态等级：{shares}" + (f"（共 {rule.conditions} 个条件）" if rule.conditions else "")


def _judged(_rule: Judged) -> str:
    return "由评审人定分"


def _unscored(_rule: Unscored) -> str:
    return "不计分"


_SENTENCES: dict[str, Callable[[Any], str]] = {
    RuleType.ABSENCE: _absence, RuleType.SHORTFALL: _shortfall, RuleType.THRESHOLD: _threshold,
    RuleType.GRADED: _graded, RuleType.INCIDENT: _incident, RuleType.ACCRUAL: _accrual,
    RuleType.ACCRUAL_GRADED: _accrual_graded, RuleType.TIERED_THRESHOLD: _tiered, RuleType.CALENDAR: _calendar,
    RuleType.STATE: _state, RuleType.JUDGED: _judged, RuleType.NONE: _unscored,
}
