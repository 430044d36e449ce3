"""Codes of lines: what they look like, and how deep one stands below another. A code is text: 4.10 is not 4.1."""

import re
from dataclasses import dataclass

LONGEST_CODE = 40
_HAN = "一二三四五六七八九十百"
_ROMAN = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_LATIN_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_END = r"(?=[\s\u3000、.．:：,，]|[^\w.%％]|[\u4e00-\u9fff]|$)"
_NOT_A_FIGURE = r"(?![\d.]|\s*(?:分|%|％|万|元|倍|个|次|年|月|日|小时|张|人|篇|项(?!目)|条|幅|本|期|场|岁|以上|级))"
_FORMS = (
    ("ordinal", re.compile(rf"第[{_HAN}\d]{{1,4}}(?P<kind>[章节条类项]|部分)")),
    ("roman_part", re.compile(rf"(?P<roman>[{_ROMAN}]|I{{1,3}}|IV|V)\s*[-－—–.．]\s*\d{{1,3}}{_END}")),
    ("roman", re.compile(rf"(?:[{_ROMAN}]|(?:VI{{0,3}}|I[VX]|I{{1,3}}|X)(?=[、.．]))[、.．\s]*")),
    (
        "letter",
        re.compile(
            r"(?:[A-Za-z]\d{1,3}(?:[.\-]\d{1,3}){0,5}(?=[\s\u3000、.．:：]|$)"
            r"|[A-Z]\d{1,3}(?:[.\-]\d{1,3}){0,5}(?=(?!纸|幅|大小|开)[\u4e00-\u9fff]))"
        ),
    ),
    ("dotted", re.compile(rf"\d{{1,3}}(?:[.．]\d{{1,3}}){{1,12}}{_NOT_A_FIGURE}{_END}")),
    ("hyphen", re.compile(rf"\d{{1,3}}(?:[-－–—]\d{{1,3}}){{1,12}}{_NOT_A_FIGURE}{_END}")),
    ("digit", re.compile(rf"\d{{1,3}}(?:[.．、](?!\d)|(?=[ \t\u3000]+[\u4e00-\u9fff“《]){_NOT_A_FIGURE})")),
    ("digit_bracket", re.compile(r"[（(]\s*\d{1,3}\s*[）)]|[⑴-⒇]")),
    ("digit_half", re.compile(r"\d{1,3}[）)]")),
    ("han", re.compile(rf"[{_HAN}]{{1,4}}[、.．]")),
    ("han_bracket", re.compile(rf"[（(]\s*[{_HAN}]{{1,4}}\s*[）)]")),
    ("circle", re.compile("[①-⑳]")),
)
_BARE = (
    ("digit", re.compile(r"\d{1,6}")),
    ("han", re.compile(rf"[{_HAN}]{{1,4}}")),
    ("roman", re.compile(rf"[{_ROMAN}]{{1,3}}")),
    ("letter", re.compile(r"[A-Za-z]{1,3}[-_.]?\d{0,6}(?:[-_.]\d{1,6}){0,6}")),
)
_TRAIL = " \t\u3000、.．:：,，"


@dataclass(frozen=True, slots=True)
class Code:
    """``style`` is the same for codes of one level; codes of a ``fixed`` style tell their level by themselves."""

    text: str
    style: tuple[str, int]


def leading_code(text: str) -> tuple[Code, str] | None:
    """The code a text begins with, and the rest; None where it begins with none or is nothing else."""
    said = text.strip()
    for form, pattern in _FORMS:
        found = pattern.match(said)
        if found:
            rest = said[found.end() :].lstrip(_TRAIL)
            return (_code(form, found), rest) if rest else None
    return None


def whole_code(text: str) -> Code | None:
    """The code a cell holds and nothing else."""
    said = text.strip()
    for form, pattern in (*_FORMS, *_BARE):
        found = pattern.match(said)
        if found and not said[found.end() :].strip(_TRAIL):
            return _code(form, found)
    return None


def _code(form: str, found: re.Match[str]) -> Code:
    text = found.group().strip(_TRAIL)
    if form == "roman_part":
        roman = found["roman"]
        return Code(text, (form, (_ROMAN.find(roman) if roman in _ROMAN else _LATIN_ROMAN.index(roman)) + 1))
    if form == "letter":
        return Code(text, (f"letter {text[0]}", len(re.split(r"[.．\-]", text))))
    if form == "dotted":
        return Code(text, (form, len(re.split(r"[.．\-]", text))))
    if form == "hyphen":
        return Code(text, (form, len(re.split(r"[-－–—]", text))))
    if form == "ordinal":
        return Code(text, (form, "章节条类项部分".index(found["kind"])))
    return Code(text, (form, 0))


class Depths:
    """Levels of codes in the order of a document: a style met before goes back to its level, a new one goes below."""

    def __init__(self) -> None:
        self._open: list[tuple[str, int]] = []

    def of(self, style: tuple[str, int]) -> int:
        """A style whose number is known (1.1 below 1, Ⅱ- below Ⅰ-) also closes deeper ones of its own kind."""
        if style in self._open:
            del self._open[self._open.index(style) + 1 :]
            return len(self._open) - 1
        kin = _kin(style)
        while self._open and any(_kin(one)[0] == kin[0] and _kin(one)[1] > kin[1] for one in self._open[-1:]):
            self._open.pop()
        self._open.append(style)
        return len(self._open) - 1


def _kin(style: tuple[str, int]) -> tuple[str, int]:
    return ("dotted", 1) if style[0] == "digit" else style
