"""Figures with their units in running text, and what stands around them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_NUMBER = r"\d+(?:,\d{3})*(?:[.．]\d+)?"
_MEASURE_WORDS = (
    "人次", "人", "名", "个百分点", "个月", "个工作日", "工作日", "个", "家", "所", "项", "场次", "场", "次", "期",
    "篇", "条", "件", "套", "户", "处", "公里", "平方米", "平方公里", "平方千米", "千米", "米", "亩", "公顷", "吨",
    "千瓦时", "千瓦", "立方米", "元", "小时", "分钟", "天", "年", "批", "种", "类", "座", "栋", "辆", "台", "支",
    "部", "册", "本", "门", "例", "对", "份", "张床位", "张", "株", "棵", "幅", "村", "镇", "层", "宗", "岁", "周岁",
    "倍",
    "届", "课时", "学时", "块", "面", "间", "盏", "艘", "架", "头", "只", "轮", "遍", "堂课", "堂", "单", "题", "周",
    "季", "桶", "箱", "孔", "眼", "片", "棚", "户次", "车次", "件次", "款", "首", "组", "列", "节", "卷", "场演出",
    "档", "讲", "集", "幢", "具", "顶", "瓶", "包", "袋",
    "杯", "口", "标段", "万元", "亿元", "公斤", "标准煤", "床", "张次", "期次",
)  # fmt: skip
_COUNTED = sorted(_MEASURE_WORDS, key=len, reverse=True)
_TIMES = "(?:(?<=[条台车户件张期场项批班])次)?"
_UNIT = rf"(?:%|％|‰|(?:百万|千万|万|亿|千|百)?(?:{'|'.join(_COUNTED)}){_TIMES}(?:（[^）\d]{{1,4}}）)?|万|亿)"
_QUANTITY = re.compile(
    rf"(?<![\d.．])(?:(?P<low>{_NUMBER})\s*(?P<lowunit>{_UNIT})?\s*(?:~|～|—{{1,2}}|－|-|–|至)\s*(?P<high>{_NUMBER})\s*(?P<highunit>{_UNIT})"
    rf"|(?P<value>{_NUMBER})\s*(?P<unit>{_UNIT}))"
)
_STOPS = "，。；！？;!?、："
_REACH = 200
_CLOSING = {"“": "”", "《": "》", "〔": "〕", "‘": "’"}
_OPENING = re.compile("[“《〔‘]")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and the words ``before`` and ``after`` it in its clause; ``low`` is set for a range.

    ``start`` and ``end`` bound the clause, ``at`` and ``until`` the figure itself, in the text searched.
    """

    value: str
    low: str | None
    unit: str
    before: str
    after: str
    start: int
    end: int
    at: int
    until: int


def figures_in(text: str) -> Iterator[Figure]:
    """Every figure outside “ ”, 《 》 and 〔 〕. A clause is looked for within 200 characters."""
    hidden = _hidden(text)
    for match in _QUANTITY.finditer(text):
        if not hidden[match.start()]:
            start, end = _clause_start(text, match.start()), _clause_end(text, match.end())
            yield Figure(
                _exact(match["value"] or match["high"]),
                _exact(match["low"]) if match["low"] else None,
                (match["unit"] or match["highunit"]).replace("％", "%"),
                text[start : match.start()],
                text[match.end() : match.end() + 40],
                start,
                end,
                match.start(),
                match.end(),
            )


def _exact(number: str) -> str:
    return number.replace(",", "").replace("．", ".")


def _hidden(text: str) -> bytearray:
    mask, at = bytearray(len(text) + 1), 0
    while found := _OPENING.search(text, at):
        at = found.start()
        end = text.find(_CLOSING[found.group()], at, at + _REACH)
        if end > 0:
            mask[at : end + 1] = b"\x01" * (end + 1 - at)
            at = end
        at += 1
    return mask


def _clause_start(text: str, at: int) -> int:
    low = max(0, at - _REACH)
    return max(low, *(text.rfind(mark, low, at) + 1 for mark in _STOPS))


def _clause_end(text: str, at: int) -> int:
    high = min(len(text), at + _REACH)
    return min([position for mark in _STOPS if (position := text.find(mark, at, high)) >= 0], default=high)
