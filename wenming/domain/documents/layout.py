"""How an official document is set: sizes and fonts of GB/T 9704-2012, as a profile local practice may replace.

Lengths in millimetres, letters in points. The fonts are named, never embedded: the offices that receive the file have
them; a program without them falls back to its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from wenming.domain.documents.outline import Part

SONG, FANG_SONG, HEI, KAI = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
LATIN = "Times New Roman"
HALF = 0.5
"""Half a character of room, so that a line which just fits is not broken by a rounding."""
_POINTS_PER_MM = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Type:
    """A font with its size in points."""

    font: str
    size: int = 16
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """Paper 210 × 297, the type area 156 × 225: 22 lines of 28 characters of 3号 (16 pt), a line 28.95 pt high.

    ``date_indent`` is how many characters the date stands from the right edge (under a seal, GB/T 9704-2012, 7.3.5.1).
    """

    width: float = 210
    height: float = 297
    top: float = 37
    bottom: float = 35
    left: float = 28
    right: float = 26
    line: float = 28.95
    characters: int = 28
    lines: int = 22
    indent: int = 2
    date_indent: int = 4
    page_number: Type = Type("宋体", 14)
    page_number_below: float = 7
    types: Mapping[Part, Type] = field(default_factory=lambda: {
        Part.TITLE: Type(SONG, 22), Part.NUMBER: Type(FANG_SONG), Part.ADDRESSEE: Type(FANG_SONG),
        Part.BODY: Type(FANG_SONG), Part.FIRST: Type(HEI), Part.SECOND: Type(KAI),
        Part.THIRD: Type(FANG_SONG, bold=True), Part.FOURTH: Type(FANG_SONG), Part.SIGNATURE: Type(FANG_SONG),
        Part.DATE: Type(FANG_SONG), Part.NOTE: Type(FANG_SONG),
    })

    @property
    def text_width(self) -> float:
        """How many characters of body text the type area is wide."""
        return (self.width - self.left - self.right) * _POINTS_PER_MM / self.types[Part.BODY].size


GB_9704 = Layout()


def characters_wide(text: str) -> float:
    """How many characters of the grid a text is wide: letters and figures take half of one."""
    return sum(0.5 if sign.isascii() else 1 for sign in text)


def signature_indents(layout: Layout, signature: str, date: str) -> tuple[float, float]:
    """Characters free to the left and to the right of the signature, whose lines are centred between over the date.

    The room is what lies evenly on both sides of the date's middle up to the right edge. A signature too long for it
    takes as many lines as it needs, of about the same length (GB/T 9704-2012, 7.3.5.1).
    """
    across = layout.text_width
    room = characters_wide(date) + 2 * layout.date_indent
    wide = characters_wide(signature)
    lines = ceil(wide / room) or 1
    block = room if lines == 1 else min(room, ceil(wide / lines) + HALF)
    return across - (room + block) / 2, (room - block) / 2
