"""An official document as its parts in order, before any layout: what a notice, a plan or minutes have in common.

Source: GB/T 9704-2012, 7.3 (elements of the body). How the parts look is a ``Layout``; who writes them to a file is an
exporter. Nothing here knows of either.
"""

from dataclasses import dataclass
from enum import StrEnum

_DIGITS = "零一二三四五六七八九"


class Part(StrEnum):
    """What a paragraph is. FIRST to FOURTH are the four levels of headings: 一、 （一） 1. （1）"""

    TITLE = "title"
    NUMBER = "number"
    ADDRESSEE = "addressee"
    BODY = "body"
    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    SIGNATURE = "signature"
    DATE = "date"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """``lead`` is a heading that runs into its text (（一）加强领导。要明确专人……) and is set like a heading."""

    part: Part
    text: str
    lead: str = ""

    @property
    def words(self) -> str:
        return self.lead + self.text


@dataclass(frozen=True, slots=True)
class Outline:
    """``title`` and ``author`` also name the file's properties."""

    title: str
    author: str
    paragraphs: tuple[Paragraph, ...]


def mark(level: Part, number: int) -> str:
    """The mark of a heading: 一、 （一） 1. （1）. ``number`` from 1 to 99."""
    if level is Part.FIRST:
        return f"{in_chinese(number)}、"
    if level is Part.SECOND:
        return f"（{in_chinese(number)}）"
    return f"{number}." if level is Part.THIRD else f"（{number}）"


def in_chinese(number: int) -> str:
    """From 1 to 99 as official documents count: 一, 十, 十一, 二十."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
