"""The numbers in front of headings and items (GB/T 9704 and what is met in practice: domain.md 9.2)."""

import re
from dataclasses import dataclass

from wenming.domain.plan.numerals import HAN, whole_number


@dataclass(frozen=True, slots=True)
class Marker:
    """A printed number. ``kind`` tells the styles apart, ``value`` counts, the title begins at ``end``."""

    kind: str
    number: str
    value: int
    end: int


CHAPTER, SECTION, ARTICLE, STAGE, DASH, NAMED = "chapter", "section", "article", "stage", "dash", "named"
HAN_COMMA, HAN_IS, HAN_BRACKET, DIGIT, DOTTED, DIGIT_BRACKET, CIRCLE = (
    "han",
    "han_is",
    "han_bracket",
    "digit",
    "dotted",
    "bracket",
    "circle",
)

_CIRCLES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_DASHES = re.compile(r"(?:[—–―]{2}|[●◆■▪•▲★※])\s*(?=[\u4e00-\u9fff“])")
_SPECIAL = frozenset(_CIRCLES + "—–―●◆■▪•▲★※项任行工专举")
_NAMED = re.compile(
    rf"((?:项目|任务|行动|工程|专项|举措)\s*(?:([{HAN}]{{1,3}})|(\d{{1,2}})))(?:\s*[：:、．.]|\s+)(?=\D)"
)
_ORDINAL = {"章": CHAPTER, "篇": CHAPTER, "部分": CHAPTER, "节": SECTION, "条": ARTICLE, "阶段": STAGE}
_PATTERNS = (
    (HAN_COMMA, re.compile(rf"([{HAN}]{{1,5}})\s*[、．.]")),
    (HAN_BRACKET, re.compile(rf"[（(]\s*([{HAN}]{{1,5}})\s*[）)]\s*[、．.]?")),
    (DOTTED, re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,3})(?![\d.．%％‰万亿年月日个])\s*[、．.]?\s*(?=\D)")),
    (DIGIT, re.compile(r"(\d{1,3})\s*(?:、|[．.](?!\d)|[．.](?=\d{4}年|\d{1,2}月))")),
    (
        DIGIT,
        re.compile(
            r"(\d{1,2})[ \u3000\t]+(?=[\u4e00-\u9fff](?![年月日号])[^。；，]{1,28}$)"
            r"(?![个项家所场次人名条件月日年号份天])"
        ),
    ),
    (DIGIT_BRACKET, re.compile(r"[（(]\s*(\d{1,3})\s*[）)]\s*[、．.]?|(\d{1,3})\s*[）)]\s*[、．.]?")),
)
_SPOKEN = re.compile(rf"([{HAN}]{{1,2}})是(?=[\u4e00-\u9fff“])(?!.*[。；，]\s*[{HAN}]{{1,2}}是)")
_BY_HAN = tuple(one for one in _PATTERNS if one[0] == HAN_COMMA)
_BY_BRACKET = tuple(one for one in _PATTERNS if one[0] in (HAN_BRACKET, DIGIT_BRACKET))
_BY_DIGIT = tuple(one for one in _PATTERNS if one[0] in (DOTTED, DIGIT, DIGIT_BRACKET))
_FIRST = dict.fromkeys(HAN, _BY_HAN) | dict.fromkeys("（(", _BY_BRACKET)
_ORDINAL_PATTERN = re.compile(rf"第\s*([{HAN}\d]{{1,5}})\s*(章|篇|部分|节|条|阶段)(?=[\s:：、，,（(]|$|[^的之款项])")


def parse_marker(text: str) -> Marker | None:
    """The marker ``text`` begins with, after white space; None where it begins with none."""
    start = len(text) - len(text.lstrip())
    first = text[start : start + 1]
    if first == "第":
        return _ordinal(text, start)
    if first in _SPECIAL:
        return _special(text, start)
    for kind, pattern in _FIRST.get(first) or (_BY_DIGIT if first.isdecimal() else ()):
        if found := pattern.match(text, start):
            return _numbered(kind, found)
    return None


def item_marker(paragraph: str) -> Marker | None:
    """The same for a whole paragraph: 一是 that no 二是 follows in it is the number of an item too."""
    spoken = _SPOKEN.match(paragraph)
    return _numbered(HAN_IS, spoken) if spoken else parse_marker(paragraph)


def _special(text: str, start: int) -> Marker | None:
    """—— and ●, ①, and 项目一： with its word."""
    if found := _DASHES.match(text, start):
        return Marker(DASH, "", 0, found.end())
    if text[start] in _CIRCLES:
        return Marker(CIRCLE, text[start], _CIRCLES.index(text[start]) + 1, start + 1)
    named = _NAMED.match(text, start)
    value = whole_number(named[2] or named[3]) if named else None
    return Marker(NAMED, "".join(named[1].split()), value, named.end()) if named and value is not None else None


def _numbered(kind: str, found: re.Match[str]) -> Marker | None:
    printed = next(group for group in found.groups() if group)
    value = whole_number(printed.replace("．", ".").rsplit(".", 1)[-1])
    if kind == DOTTED:  # 2.1 and 2.1.1 are two styles
        kind += str(printed.replace("．", ".").count("."))
    return None if value is None else Marker(kind, "".join(found.group().split()), value, found.end())


def _ordinal(text: str, start: int) -> Marker | None:
    found = _ORDINAL_PATTERN.match(text, start)
    value = whole_number(found[1]) if found else None
    if found is None or value is None:
        return None
    end = found.end() + (1 if text[found.end() : found.end() + 1] in tuple("：:、") else 0)
    return Marker(_ORDINAL[found[2]], "".join(found.group().split()), value, end)
