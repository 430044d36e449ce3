"""Months in which points can be had: 3月, 4-6月, 第一季度, 上半年, 12月底前."""

import re
from fractions import Fraction

from .figures import NUMBER, number
from .rules import Calendar, Rule, Window

_MONTH = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_MONTHS = rf"(?P<first>{_MONTH})月?(?:[-—–~～至到](?P<last>{_MONTH}))?月"
_NAMED = {
    "第一季度": (1, 3),
    "一季度": (1, 3),
    "第二季度": (4, 6),
    "二季度": (4, 6),
    "第三季度": (7, 9),
    "三季度": (7, 9),
    "第四季度": (10, 12),
    "四季度": (10, 12),
    "上半年": (1, 6),
    "下半年": (7, 12),
    "全年": (1, 12),
    "每月": (1, 12),
}
_CELL = re.compile(rf"^(?:每年|当年)?{_MONTHS}(?P<edge>份|底前|底之前|前|起|以后|上旬|中旬|下旬|底|初)?$")
_CLAUSE = re.compile(
    rf"{_MONTHS}(?:份|底前|前|起|上旬|中旬|下旬|底)?[^，。；0-9]{{0,24}}?(?:得|计|记|加|（)(?P<points>{NUMBER})分"
)
_PIECES = re.compile(rf"(?:不少于|至少)?(?P<count>{NUMBER})(?:次|篇|期|场|条|项|个)")


def months_of(cell: str) -> tuple[int, int] | None:
    """The first and the last month a cell names; None for what names none."""
    said = re.sub(r"\s", "", cell)
    if said in _NAMED:
        return _NAMED[said]
    found = _CELL.match(said)
    return _span(found, found["edge"] or "") if found else None


def _span(found: re.Match[str], edge: str = "") -> tuple[int, int] | None:
    first = number(found["first"])
    last = number(found["last"]) if found["last"] else first
    if first is None or last is None or not 1 <= first <= last <= 12:
        return None
    if edge in ("底前", "底之前", "前"):
        return 1, int(last)
    return (int(first), 12) if edge in ("起", "以后") else (int(first), int(last))


def in_months(label: str, text: str, points: Fraction | None) -> Rule | None:
    """A line of a month's sheet."""
    span = months_of(label)
    if span is None or points is None:
        return None
    pieces = _PIECES.search(text)
    count = number(pieces["count"]) if pieces else None
    return Calendar((Window(label, *span, points, int(count) if count and count.denominator == 1 else 1),))


def by_months(text: str) -> Rule | None:
    """3月开展…得2分；10月报送…得1分: two windows or more in one line."""
    windows = []
    for found in _CLAUSE.finditer(text):
        span, points = _span(found), number(found["points"])
        if span and points is not None:
            first, last = span
            windows.append(Window(f"{first}月" if first == last else f"{first}-{last}月", first, last, points))
    return Calendar(tuple(windows)) if len(windows) > 1 else None
