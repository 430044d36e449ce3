"""Figures a text demands, in every way they are written: ≥95%, 不少于2次, 2次以上, 达到90%, 每月1篇."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .figures import NUMBER, UNIT, number

_BEFORE = {
    "不得少于": ">=",
    "不得低于": ">=",
    "不少于": ">=",
    "不低于": ">=",
    "不小于": ">=",
    "至少": ">=",
    "达到": ">=",
    "达": ">=",
    "不得超过": "<=",
    "不高于": "<=",
    "不超过": "<=",
    "不大于": "<=",
    "不多于": "<=",
    "高于": ">",
    "大于": ">",
    "超过": ">",
    "多于": ">",
    "未达到": "<",
    "达不到": "<",
    "未达": "<",
    "低于": "<",
    "少于": "<",
    "小于": "<",
    "不足": "<",
    "不满": "<",
    "不到": "<",
    "≥": ">=",
    "≤": "<=",
    ">": ">",
    "<": "<",
}
_AFTER = {"以上": ">=", "及以上": ">=", "（含）以上": ">=", "以下": "<", "及以下": "<=", "以内": "<="}
_TURNED = {"<": ">=", "<=": ">", ">": "<=", ">=": "<"}
_UNITS = rf"(?P<unit>{UNIT})"
_WORDS = "|".join(sorted(map(re.escape, _BEFORE), key=len, reverse=True))
_FORM = re.compile(
    rf"(?P<before>{_WORDS})(?:[\u4e00-\u9fff]{{0,10}}?)(?P<value>{NUMBER}){_UNITS}(?P<reach>（含）以上|及?以上)?"
    rf"|(?P<number>{NUMBER})(?P<counted>{UNIT})(?P<after>（含）以上|及?以上|及?以下|以内)"
    rf"|(?P<percent>(?<=率)为?\d{{1,3}}(?:\.\d{{1,2}})?%)"
)
_EACH = re.compile(
    rf"每(?P<period>年度?|季度?|个?月|周|半年)(?P<what>[^，。；！？每]{{0,14}}?)(?P<value>{NUMBER})(?P<unit>{UNIT})"
)
_YEARLY = re.compile(r"每年|全年|年度内|一年内|年内")
_PERIODS = (("半年", "/半年"), ("季", "/季"), ("月", "/月"), ("周", "/周"), ("年", "/年"))
_CUT = re.compile(r"[，。；：！？、（）]")
_LEAD = re.compile(r"^(?:每年度?|全年|每季度?|每个?月|年均|其中|要求|确保|做到)")
_NOT_DEMANDED = {"分", "字", "元以下"}
_LONGEST_METRIC = 24


@dataclass(frozen=True, slots=True)
class Comparison:
    """``metric`` is compared by ``op`` with ``value``; ``start`` to ``end`` is where it stands in the text."""

    op: str
    value: Fraction
    unit: str
    metric: str
    start: int
    end: int

    def turned(self) -> "Comparison":
        """What has to be reached, where the text says what is too little."""
        return Comparison(_TURNED[self.op], self.value, self.unit, self.metric, self.start, self.end)


def comparisons(text: str) -> list[Comparison]:
    """All of them in a text that is ``even``, in its order; lengths in 字 and points are none."""
    found = [one for match in _FORM.finditer(text) if (one := _compared(text, match))]
    taken = [(one.start, one.end) for one in found]
    for match in _EACH.finditer(text):
        if not any(match.start() < end and start < match.end() for start, end in taken[:64]):
            value = number(match["value"])
            if value is not None and text[match.end() : match.end() + 1] not in ("分", "字"):
                unit = match["unit"] + _period(match["period"])
                found.append(Comparison(">=", value, unit, match["what"], match.start(), match.end()))
    return sorted(found, key=lambda one: one.start)


def _compared(text: str, match: re.Match[str]) -> Comparison | None:
    if match["percent"]:
        said = match["percent"].lstrip("为").rstrip("%")
        return Comparison(">=", Fraction(said), "%", _metric(text, match.start()), match.start(), match.end())
    value = number(match["value"] or match["number"])
    unit = match["unit"] or match["counted"]
    if value is None or text[match.end() : match.end() + 1] == "分":
        return None
    op = _BEFORE[match["before"]] if match["before"] else _AFTER[match["after"]]
    if match["reach"] and op == ">":
        op = ">="
    plain = "%" if unit.endswith("百分点") else unit
    unit = plain if plain in ("%", "‰") else plain + _rhythm(text, match.start())
    return Comparison(op, value, unit, _metric(text, match.start()), match.start(), match.end())


def _period(word: str) -> str:
    return next((said for mark, said in _PERIODS if mark in word), "")


def _rhythm(text: str, at: int) -> str:
    """次/年 where the same sentence says each year."""
    sentence = text[max(0, at - 60) : at].rpartition("。")[2]
    for mark, said in (("每半年", "/半年"), ("每季", "/季"), ("每月", "/月"), ("每个月", "/月"), ("每周", "/周")):
        if mark in sentence:
            return said
    return "/年" if _YEARLY.search(sentence) else ""


def _metric(text: str, at: int) -> str:
    """What is measured: the words before the figure, back to the last stop."""
    before = text[max(0, at - 60) : at]
    stops = [stop.end() for stop in _CUT.finditer(before.rstrip("，。；：！？、（）"))]
    said = before[stops[-1] if stops else 0 :].rstrip("，。；：！？、（）要应须为在")
    return _LEAD.sub("", said)[-_LONGEST_METRIC:]
