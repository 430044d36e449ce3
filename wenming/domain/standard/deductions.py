"""Points taken: 没有…的扣1分, 每少一次扣0.5分, 低于90%的扣2分, 发生…每起扣1分; and what is wrong in how it is said."""

import re
from fractions import Fraction

from .comparisons import Comparison, comparisons
from .figures import NUMBER, UNIT, number
from .rules import Absence, Incident, Rule, Shortfall, Threshold
from .wording import even

_TAKEN = rf"(?:倒?扣除?|扣减|扣掉|减去?)(?:本项|该项)?(?P<points>{NUMBER})分"
_DEDUCT = re.compile(_TAKEN)
_NOTHING = re.compile(r"(?:不得分|不计分|不给分|得0分|计0分|扣完本项|全扣|扣除?(?:本项|该项)?全部分)")
_SHORT = re.compile(
    rf"(?<![不至])(?<!不得)(?:缺少|减少|少(?!于)|缺|漏|差|低|下降)(?:开展|举办|报送|报|组织)?(?P<step>{NUMBER})?(?P<unit>{UNIT})(?!以)[^。；扣]{{0,28}}?{_TAKEN}"
)
_EACH_TAKEN = rf"(?:倒?扣除?|扣减|扣掉|减去?)(?:本项|该项)?({NUMBER})分"
_EACH = re.compile(
    rf"每(?:发生|出现|发现|有|被|违反)?[^，。；少缺低]{{0,12}}?(?:{NUMBER})?(?:人次|起|例|次|处|件|项|个|人|条)[^。；少缺低]{{0,12}}?{_EACH_TAKEN}"
    rf"|发现(?:一|1)(?:处|起|例|次|人|个)[^。；]{{0,12}}?{_EACH_TAKEN}|(?:一|1)(?:起|例|处|人次)[^。；]{{0,6}}?{_EACH_TAKEN}"
)
_NEGATED = re.compile(
    r"没有?|未(?!成年|来)|无(?!烟机关|障碍|偿|违|重大|线|私)|不(?:健全|落实|完善|规范|到位|浓|明显|整洁|合格|达标|符合|及时|齐|按|够|能"
    r"|重视|力|全|明确|好|实|认真|参加|开展|建立|公开|得力|清|力|扎实|突出|属实|真实)|缺|达不到|欠"
)
_HAPPENED = re.compile(
    r"受到(?!表彰|表扬|奖|好评|欢迎|肯定)|被(?!评|表彰|推|授|采)|发生|出现|发现|通报|处分|处罚|查处|曝光|投诉|批评|违纪|违法|违规|违反"
    r"|脏|乱|滞后|造假|弄虚作假|事故|案件|有[^，。；]{0,12}(?:行为|现象|问题)"
)
_NO_VERB = re.compile(
    r"(?:没有?|未|无|不(?![超高低少大多得]))[^，。；]{1,40}?(?:的|，)?(?<![扣减得加计记满共奖\d.])(?P<points>\d{1,2}(?:\.\d{1,2})?)分[。；]?$"
)
_AT_LEAST = (">=", ">")


def takes_points(text: str) -> bool:
    return bool(_DEDUCT.search(text))


def unverbed(text: str) -> Fraction | None:
    """没有文化活动记录的1分: points without a word that takes or gives them."""
    found = None if _DEDUCT.search(text) else _NO_VERB.search(text)
    return number(found["points"]) if found and not re.search(r"[得加计记]\d", text) else None


def shortfall(text: str, around: str, whole: Fraction | None) -> Rule | None:
    """``around`` is the text of the line above, ``whole`` the line's score: how many are demanded may stand there."""
    found = _SHORT.search(text)
    points = number(found["points"]) if found else None
    if found is None or points is None:
        return None
    step = number(found["step"] or "1") or Fraction(1)
    unit = "%" if found["unit"].endswith("百分点") else found["unit"]
    each = points / step
    required = _required(text, unit) or _required(even(around), unit)
    if required is None and whole is not None and each > 0 and unit != "%" and (whole / each).denominator == 1:
        required = whole / each
    return None if required is None else Shortfall(required, unit, each)


def _required(text: str, unit: str) -> Fraction | None:
    found = [one for one in comparisons(text) if one.unit.partition("/")[0] == unit]
    for one in found:
        if one.op in _AT_LEAST:
            return one.value
    if found and (unit == "%" or found[0].op == "<"):
        return found[0].value
    counted = re.search(rf"({NUMBER}){re.escape(unit)}", re.sub(r"(?:少|缺|低|漏|差)[^，。；]{0,20}", "", text))
    return number(counted[1]) if counted and unit != "%" and number(counted[1]) != 1 else None


def fell_short(text: str) -> Rule | None:
    """群众满意度低于90%的扣2分: a figure, and what goes where it is not reached."""
    deducted = _DEDUCT.search(text)
    found = [one for one in comparisons(text) if one.unit not in ("分", "字")]
    low = next((one for one in found if _is_low(one, text)), None)
    if low is not None and (deducted or _NOTHING.search(text)):
        reached = next((one for one in found if one.op in _AT_LEAST), low.turned())
        return _threshold(reached, number(deducted["points"]) if deducted else None)
    met = next((one for one in found if one.op in _AT_LEAST), None)
    if met is None or not (deducted or _NOTHING.search(text)):
        return None
    return _threshold(met, number(deducted["points"]) if deducted else None)


def _is_low(one: Comparison, text: str) -> bool:
    return one.op in ("<", "<=") and bool(re.match(r"[^。；]{0,30}?(?:扣|减|不得分|不计分)", text[one.end :]))


def _threshold(one: Comparison, deduct: Fraction | None) -> Threshold:
    return Threshold(one.op, one.value, one.unit, one.metric, deduct)


def missing_or_wrong(text: str) -> tuple[Rule, str] | None:
    """An absence or an incident, with what is doubtful in how it is said (empty where nothing is)."""
    found = list(_DEDUCT.finditer(text))
    points = [value for one in found if (value := number(one["points"])) is not None]
    nothing = _NOTHING.search(text)
    if not points and not nothing:
        return None
    each = _EACH.search(text)
    if each and not _NEGATED.search(each.group()):
        return Incident(number(next(part for part in each.groups() if part)), each=True), ""
    end = found[0].end() if found else nothing.end() if nothing else 0
    said = text[:end]
    clause = _telling(said)
    if _SHORT.search(text) and len(points) == 1:
        return Absence(points[0]), "每少一件扣分，应有多少没有写明，暂按缺即扣读入"
    if len(points) > 1:
        return _kind(clause, sum(points, Fraction(0))), "一句里有几处扣分，已合在一起，请人工拆开"
    deduct = points[0] if points else None
    if not _NEGATED.search(clause) and not _HAPPENED.search(clause):
        return Absence(deduct), "扣分的话里没有说缺什么或发生了什么，可能漏写了否定词"
    return _kind(clause, deduct), ""


def _telling(said: str) -> str:
    """The last sentence, or part of one, that says what is missing or what happened."""
    for stop in ("；", "。"):
        part = said.rpartition(stop)[2]
        if _NEGATED.search(part) or _HAPPENED.search(part):
            return part
    return said


def _kind(sentence: str, deduct: Fraction | None) -> Rule:
    """The clause that takes the points tells, else the whole sentence."""
    last = sentence.rpartition("，")[2]
    clause = last if _NEGATED.search(last) or _HAPPENED.search(last) else sentence
    return Absence(deduct) if _NEGATED.search(clause) or not _HAPPENED.search(clause) else Incident(deduct)
