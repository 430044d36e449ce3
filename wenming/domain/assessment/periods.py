"""Scores of several years made one: their mean, or each with its weight (15/25/60; 40 + 60)."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from wenming.domain.errors import InputRefused

from .span import Span


@dataclass(frozen=True, slots=True)
class Period:
    """A year without a score is open: nothing of it is sure, all of it can still be had."""

    name: str
    span: Span
    weight: Fraction = Fraction(1)


def unknown_period(name: str, maximum: Fraction, weight: Fraction = Fraction(1)) -> Period:
    return Period(name, Span(Fraction(0), maximum, maximum), weight)


def over_periods(periods: Sequence[Period]) -> Span:
    """Each score with its weight's part of all weights; equal weights are the mean. Exact."""
    whole = sum((one.weight for one in periods), Fraction(0))
    if whole <= 0 or any(one.weight < 0 for one in periods):
        raise InputRefused("各期的权重要写成不小于 0 的数，并且不能全是 0。")
    confirmed, possible, maximum = (
        sum((getattr(one.span, part) * one.weight for one in periods), Fraction(0)) / whole
        for part in ("confirmed", "possible", "maximum")
    )
    return Span(confirmed, possible, maximum)
