"""What has to be reached by the honour a body holds: 省级文明单位不少于4次，全国文明单位不少于6次."""

import re

from .figures import NUMBER, UNIT, number
from .rules import Rule, Tier, TieredThreshold

_HONOUR = (
    r"(?:(?:全国|国家级|中央|首都|省直|市直|县直|区直|州直|省级|市级|县级|区级|州级|镇级)"
    r"(?:机关)?(?:最佳)?(?:文明)?(?:标兵|示范)?(?:单位|机关|校园|村镇))"
)
_ONE = re.compile(
    rf"(?P<level>{_HONOUR})[^，。；、0-9]{{0,14}}?(?:不少于|不低于|至少|达到|≥|为|每年)?(?P<value>{NUMBER})(?P<unit>{UNIT})(?!分)"
)
_ALL = re.compile(
    rf"(?P<levels>{_HONOUR}(?:[、，和及/]{{1,2}}{_HONOUR}){{1,8}})[^。；0-9]{{0,30}}?分别[^。；0-9]{{0,12}}"
    rf"(?P<values>{NUMBER}(?:{UNIT})?(?:[、，和及/]{{1,2}}{NUMBER}(?:{UNIT})?){{1,8}})"
)
_LEVEL, _VALUE, _UNIT = re.compile(_HONOUR), re.compile(NUMBER), re.compile(UNIT)
_YEARLY = re.compile(r"每年|全年|年度")
_METRIC = re.compile(r"([^，。；：、（）]{2,24})[：（，]")


def by_honour(text: str) -> Rule | None:
    found = _all_at_once(text) or _one_by_one(text)
    if found is None:
        return None
    tiers, unit, start = found
    if _YEARLY.search(text) and unit not in ("%", "‰"):
        unit += "/年"
    before = _METRIC.findall(text[:start])
    return TieredThreshold(tiers, ">=", unit, re.sub(r"^(?:每年|全年)", "", before[-1]) if before else "")


def _one_by_one(text: str) -> tuple[tuple[Tier, ...], str, int] | None:
    tiers: dict[str, Tier] = {}
    unit, start = "", -1
    for match in _ONE.finditer(text):
        value = number(match["value"])
        if value is not None:
            tiers.setdefault(match["level"], Tier(match["level"], value))
            unit, start = unit or match["unit"], match.start() if start < 0 else start
    return (tuple(tiers.values()), unit, start) if len(tiers) > 1 else None


def _all_at_once(text: str) -> tuple[tuple[Tier, ...], str, int] | None:
    match = _ALL.search(text)
    if match is None:
        return None
    levels = _LEVEL.findall(match["levels"])
    values = [value for part in _VALUE.findall(match["values"]) if (value := number(part)) is not None]
    if len(levels) != len(values):
        return None
    unit = _UNIT.search(match["values"]) or _UNIT.match(text[match.end() :])
    return tuple(map(Tier, levels, values)), unit.group() if unit else "", match.start()
