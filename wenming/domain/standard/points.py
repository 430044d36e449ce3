"""Scores: in a cell of their own, in brackets behind a name, at the end of a sentence."""

import re
from dataclasses import dataclass
from fractions import Fraction

from .figures import NUMBER, number
from .wording import tidy

_SAID = r"(?:满分|总分|共计|共|合计|计|分值|最高|基础分|标准分|不超过|上限)?[为：:]?"
_FROM = r"(?:\d{1,3}\s*[-—–~～至]\s*)?"
_BRACKET = re.compile(rf"[（(【\[]\s*{_SAID}\s*{_FROM}(?P<points>{NUMBER})\s*分[^（）()]{{0,6}}[）)】\]]")
_BARE_BRACKET = re.compile(r"[（(]\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*[）)]\s*$")
_TRAILING = re.compile(
    r"(?:(?<=[。；;，,）)])\s*|(?<=[^扣减得加计记为满奖每共赋])\s+)(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分\s*[。.；;]?\s*$"
)
_INNER = re.compile(r"[，；。]\s*(?:计|共|占|满分|分值)\s*(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分\s*(?=[。；]|$)")
_GLUED = re.compile(
    r"^(?!.*(?:不超过|最高|最多|达到|累计|封顶))(?P<name>[^，。；：、\d]{2,30}?[^\s扣除减掉得加计记为满奖每共赋的，。；：\d])(?P<points>\d{1,3}(?:\.\d{1,2})?)\s*分$"
)
_FIGURE = r"[-+－]?\d{1,12}(?:\.\d{1,8})?(?:[eE][+]?\d{1,2})?"
_CELL = re.compile(rf"^\s*{_SAID}\s*(?:0\s*[-—–~～至]\s*)?(?P<points>{_FIGURE})\s*分?\s*$")
_BEHIND = " \t\u3000。；;，,：:"
_NO_SCORE = re.compile(r"^[-—－/\\无]?$")


@dataclass(frozen=True, slots=True)
class Named:
    """A text without its score. ``rest`` is what follows a score that stood in the middle."""

    name: str
    points: Fraction | None = None
    rest: str = ""


def named(text: str) -> Named:
    """创建氛围（27分） is the name 创建氛围 with 27 points. Two scores in one text are left to a person."""
    said = tidy(text)
    found = list(_BRACKET.finditer(said))
    if len(found) == 1:
        rest = said[found[0].end() :].strip(_BEHIND)
        return Named(said[: found[0].start()].strip(_BEHIND) or rest, number(found[0]["points"]), rest)
    trailing = None if found else _TRAILING.search(said) or _BARE_BRACKET.search(said)
    if trailing and said[: trailing.start()].strip(_BEHIND):
        return Named(said[: trailing.start()].strip(_BEHIND), number(trailing["points"]))
    inner = None if found else _INNER.search(said)
    if inner and said[: inner.start()].strip(_BEHIND):
        rest = said[inner.end() :].strip(_BEHIND)
        return Named(said[: inner.start()].strip(_BEHIND), number(inner["points"]), rest)
    glued = None if found else _GLUED.match(said)
    if glued:
        return Named(glued["name"].strip(_BEHIND), number(glued["points"]))
    return Named(said.rstrip("。；") if "。" not in said[:-1] else said)


def points_of(cell: str) -> Fraction | None:
    """The number of a score cell; None for an empty one and for one that holds none (see ``is_blank``)."""
    found = _CELL.match(cell.replace("，", ",").translate(_WIDE_DIGITS))
    return Fraction(found["points"].replace("－", "-")) if found else None


def is_blank(cell: str) -> bool:
    return bool(_NO_SCORE.match(cell.strip()))


_WIDE_DIGITS = {0xFF10 + digit: str(digit) for digit in range(10)} | {0xFF0E: "."}
