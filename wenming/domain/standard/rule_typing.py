"""A rule as a person types it: its kind, and the few figures that kind has."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from wenming.domain.errors import InputRefused

from .figures import shown
from .rules import (
    WEAKER,
    Absence,
    Accrual,
    AccrualGraded,
    Band,
    Calendar,
    Grade,
    Graded,
    Incident,
    Judged,
    Rule,
    RuleType,
    Shortfall,
    State,
    Threshold,
    Tier,
    TieredThreshold,
    Unscored,
    Window,
)

_ROW = re.compile(r"^(?P<name>.*?)[\s:：]+(?P<value>\d+(?:\.\d+)?)\s*(?:分|%|次)?$")
_MONTHS = re.compile(r"^(?P<first>\d{1,2})(?:\s*[-—~至]\s*(?P<last>\d{1,2}))?\s*月$")


@dataclass(frozen=True, slots=True)
class Typed:
    """``points`` to give or take; ``amount`` demanded, in ``unit``, compared by ``op``; ``rows`` one level, band or
    month a line with its figure: 省部级 1.5, >=95 4, 3月 2."""

    type: str
    points: Fraction | None = None
    amount: Fraction | None = None
    unit: str = ""
    op: str = ">="
    rows: str = ""
    each: bool = False
    highest_only: bool = False


def rule_from(typed: Typed) -> Rule:
    """Raises InputRefused naming the field of what is missing or cannot be."""
    if typed.type not in _MADE:
        raise InputRefused("没有这种计分规则。", {"rule_type": "请重新选择"})
    return _MADE[typed.type](typed)


def typed_from(rule: Rule) -> Typed:
    """The same, for the form that changes a rule."""
    return _TYPED[rule.type](rule) if rule.type in _TYPED else Typed(rule.type)


def _rows(pairs: Iterable[tuple[str, Fraction]]) -> str:
    return "\n".join(f"{name} {shown(value)}" for name, value in pairs)


def _band_row(one: Band) -> str:
    reached = "其余" if one.value is None else f"{one.op}{shown(one.value)}"
    return f"{reached} {one.state or shown(one.points or Fraction(0))}"


def _months(one: Window) -> str:
    return f"{one.first}月" if one.first == one.last else f"{one.first}-{one.last}月"


def _demanded(typed: Typed) -> Fraction:
    if typed.amount is None:
        raise InputRefused("这种规则要写明应达到的数量。", {"amount": "请填写"})
    return typed.amount


def _compared(typed: Typed) -> str:
    if typed.op not in WEAKER:
        raise InputRefused("没有这种比较。", {"op": "请重新选择"})
    return typed.op


def _pairs(typed: Typed) -> list[tuple[str, Fraction]]:
    """One a line, a name and a figure."""
    lines = [line.strip() for line in typed.rows.splitlines() if line.strip()]
    read = [(line, _ROW.match(line)) for line in lines]
    for line, match in read:
        if match is None:
            raise InputRefused(f"“{line}”没有读懂。每行写一级，后面空一格写数字。", {"rows": f"看不懂“{line}”"})
    if not read:
        raise InputRefused("这种规则要逐级写明，每行一级。", {"rows": "请填写"})
    return [(match["name"].strip(), Fraction(match["value"])) for _, match in read if match]


def _graded(typed: Typed) -> Rule:
    return Graded(tuple(_band(name, value) for name, value in _pairs(typed)), typed.unit)


def _band(name: str, value: Fraction) -> Band:
    if name in {"其余", "其他"}:
        return Band(points=value)
    match = re.fullmatch(r"(>=|≥|<=|≤|>|<|==)?\s*(\d+(?:\.\d+)?)%?", name)
    if match is None:
        raise InputRefused(f"“{name}”没有读懂。每行写一档，如“>=95 4”。", {"rows": f"看不懂“{name}”"})
    return Band({"≥": ">=", "≤": "<=", None: ">="}.get(match[1], match[1]), Fraction(match[2]), value)


def _calendar(typed: Typed) -> Rule:
    return Calendar(tuple(_window(name, value) for name, value in _pairs(typed)))


def _window(name: str, value: Fraction) -> Window:
    match = _MONTHS.match(name)
    first, last = (int(match["first"]), int(match["last"] or match["first"])) if match else (0, 0)
    if not 1 <= first <= last <= 12:
        raise InputRefused(f"“{name}”不是月份。每行写一段，如“3月 2”或“4-6月 3”。", {"rows": f"看不懂“{name}”"})
    return Window(name, first, last, value)


_MADE: dict[str, Callable[[Typed], Rule]] = {
    RuleType.ABSENCE: lambda one: Absence(one.points),
    RuleType.SHORTFALL: lambda one: Shortfall(_demanded(one), one.unit, one.points),
    RuleType.THRESHOLD: lambda one: Threshold(_compared(one), _demanded(one), one.unit, deduct=one.points),
    RuleType.GRADED: _graded,
    RuleType.INCIDENT: lambda one: Incident(one.points, one.each),
    RuleType.ACCRUAL: lambda one: Accrual(one.points),
    RuleType.ACCRUAL_GRADED: lambda one: AccrualGraded(
        tuple(Grade(name, value) for name, value in _pairs(one)), one.points, one.unit, one.highest_only),
    RuleType.TIERED_THRESHOLD: lambda one: TieredThreshold(
        tuple(Tier(name, value) for name, value in _pairs(one)), _compared(one), one.unit, deduct=one.points),
    RuleType.CALENDAR: _calendar,
    RuleType.STATE: lambda one: State(int(one.amount or 0)),
    RuleType.JUDGED: lambda one: Judged(),
    RuleType.NONE: lambda one: Unscored(),
}
_TYPED: dict[str, Callable[[Any], Typed]] = {
    RuleType.ABSENCE: lambda rule: Typed(rule.type, points=rule.deduct),
    RuleType.SHORTFALL: lambda rule: Typed(
        rule.type, points=rule.deduct_per_missing, amount=rule.required, unit=rule.unit),
    RuleType.THRESHOLD: lambda rule: Typed(
        rule.type, points=rule.deduct, amount=rule.value, unit=rule.unit, op=rule.op),
    RuleType.GRADED: lambda rule: Typed(
        rule.type, unit=rule.unit, rows="\n".join(_band_row(one) for one in rule.bands)),
    RuleType.INCIDENT: lambda rule: Typed(rule.type, points=rule.deduct, each=rule.each),
    RuleType.ACCRUAL: lambda rule: Typed(rule.type, points=rule.points),
    RuleType.ACCRUAL_GRADED: lambda rule: Typed(
        rule.type, points=rule.cap, unit=rule.unit, highest_only=rule.highest_only,
        rows=_rows((one.level, one.points) for one in rule.grades)),
    RuleType.TIERED_THRESHOLD: lambda rule: Typed(
        rule.type, points=rule.deduct, unit=rule.unit, op=rule.op,
        rows=_rows((one.level, one.value) for one in rule.tiers)),
    RuleType.CALENDAR: lambda rule: Typed(rule.type, rows=_rows((_months(one), one.points) for one in rule.windows)),
    RuleType.STATE: lambda rule: Typed(rule.type, amount=Fraction(rule.conditions)),
}
