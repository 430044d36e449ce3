"""Points given: 得2分, 每篇加0.5分, by the level of an award or by bands of a figure, with their caps."""

import re
from fractions import Fraction

from .comparisons import comparisons
from .figures import NUMBER, number
from .rules import Accrual, AccrualGraded, Band, Grade, Graded, Rule

LEVEL = (
    r"(?:国家级?|全国性?|中央级?|国际级?|省部级|部级|省级|省直|省委省政府|市厅级|地市级|厅局级|厅级|市级|市直|市州级|州级|县市级|县区级|区县级|县处级"
    r"|县级|区级|镇级|乡镇级?|街道级?|系统级?|特等奖|一等奖|二等奖|三等奖|优秀奖)"
)
_VERB = r"(?:可?[得加计记奖]|加?计|赋)"
_EACH = (
    rf"每(?!学期|季)(?:[\u4e00-\u9fff]{{0,4}}?)(?:{NUMBER})?(?!学期)"
    r"(?P<each>项|篇|次|条|个|人次|人|件|例|场|期|起|幅)"
)
_GRADES = re.compile(
    rf"(?P<levels>{LEVEL}(?:[（）、和及或与]{{1,2}}{LEVEL}){{0,4}})(?P<what>[^，。；扣0-9]{{0,40}}?)(?P<verb>{_VERB}?)分?(?P<points>{NUMBER})分"
)
_LEVEL = re.compile(LEVEL)
_ONE = r"(?<![≥第少于低到超每\d])(?:1|一)(?P<one>项|篇|次|条|个|件|例|场|期)"
_ONE_EACH = re.compile(rf"(?:{_EACH}|{_ONE})[^，。；扣]{{0,16}}?{_VERB}(?P<points>{NUMBER})分")
_GIVEN = re.compile(rf"(?<![不扣]){_VERB}(?P<points>{NUMBER})分")
_CAP = re.compile(
    rf"(?:累计|最多|最高|合计|总分|总计|上限|满分|加满)[^，。；0-9]{{0,8}}?(?P<a>{NUMBER})分|(?:不超过|不高于|以)(?P<b>{NUMBER})分(?:为限|为上限|封顶)?"
    rf"|(?P<c>{NUMBER})分(?:封顶|为限|为止)|限(?P<d>{NUMBER})分"
)
_UNIT = re.compile(r"每(项|篇|次|条|个|人次|人|件|例|场|期)")
_BEST = re.compile(r"就高|取最高|按最高|不重复|不累计|不叠加")
_CASES = re.compile(rf"(?P<case>[^，。；：]{{1,16}}?)的?，?(?:得|加|计|记)(?P<points>{NUMBER})分")
_CLAUSE = re.compile(r"[^，。；]+")
_REST = re.compile(r"其他|其它|其余|否则|以下")
_ZERO = re.compile(r"不得分|不计分|得0分|0分")
_RANGE = re.compile(rf"(?P<low>{NUMBER})%?(?:[-—~～至到])(?P<high>{NUMBER})(?P<unit>%)")
_HONOURED = re.compile(r"^(?:被|获|荣获|受到[^，。；]{0,10}(?:表彰|表扬|肯定))")


def cap_of(text: str) -> Fraction | None:
    found = _CAP.search(text)
    return next((number(part) for part in found.groups() if part), None) if found else None


def grades_of(text: str) -> tuple[Grade, ...]:
    """国家级每项得2分，省部级1.5分: the level and its points; a level named twice keeps the first."""
    found: dict[str, Fraction] = {}
    given = False
    for match in _GRADES.finditer(text):
        points = number(match["points"])
        given = given or bool(match["verb"])
        if points is None or not given:
            continue
        for level in _LEVEL.findall(match["levels"]):
            found.setdefault(level, points)
    return tuple(Grade(level, points) for level, points in found.items())


def by_level(text: str) -> Rule | None:
    grades = grades_of(text)
    if len(grades) < 2 and not _ONE_EACH.search(text):
        grades = _cases(text)
    unit = _UNIT.search(text)
    if len(grades) < 2:
        one = _ONE_EACH.search(text)
        points = number(one["points"]) if one else None
        if one is None or points is None:
            return None
        grades = grades or (Grade(f"每{one['each'] or one['one']}", points),)
    return AccrualGraded(grades, cap_of(text), unit[1] if unit else "", bool(_BEST.search(text)))


def _cases(text: str) -> tuple[Grade, ...]:
    """优秀的得40分，良好的得30分: cases in words, two at least."""
    found: dict[str, Fraction] = {}
    for match in _CASES.finditer(text):
        points = number(match["points"])
        if points is not None and not comparisons(match["case"]):
            found.setdefault(match["case"].rpartition("为")[2] or match["case"], points)
    return tuple(Grade(case, points) for case, points in found.items()) if len(found) > 1 else ()


def by_figure(text: str) -> Rule | None:
    """90%以上得5分，80%以上得3分，其余不得分."""
    bands: list[Band] = []
    unit = metric = ""
    for clause in _CLAUSE.findall(text):
        band = _band(clause)
        if band is None:
            continue
        if band.value is not None:
            first = next(iter(comparisons(clause)), None)
            unit = unit or (first.unit if first else "%")
            metric = metric or (first.metric if first else "")
        bands.append(band)
    if sum(band.value is not None for band in bands) < 2:
        return None
    return Graded(tuple(bands), unit, metric)


def _band(clause: str) -> Band | None:
    given = _GIVEN.search(clause)
    points = number(given["points"]) if given else Fraction(0) if _ZERO.search(clause) else None
    if points is None:
        return None
    if spread := _RANGE.search(clause):
        return Band(">=", number(spread["low"]), points)
    found = comparisons(clause)
    if found and found[0].op in (">=", ">"):
        return Band(found[0].op, found[0].value, points)
    if (found and points == 0) or _REST.search(clause):
        return Band(">=", None, points)
    return Band(found[0].op, found[0].value, points) if found else None


def done(text: str, points: Fraction | None) -> Rule | None:
    """得2分; or an honour with its points in brackets."""
    given = _GIVEN.search(text)
    if given:
        return Accrual(number(given["points"]))
    return Accrual(points) if points is not None and _HONOURED.match(text) else None
