"""Word's automatic numbers, printed: 一、 （一） 1. ① as the reader of the page sees them."""

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_HAN_DIGITS = "零一二三四五六七八九"
_HAN_FORMATS = {
    "chineseCounting", "chineseCountingThousand", "ideographTraditional", "taiwaneseCounting",
    "taiwaneseCountingThousand", "japaneseCounting", "ideographDigital", "chineseLegalSimplified",
}  # fmt: skip
_CIRCLES = {"decimalEnclosedCircle", "decimalEnclosedCircleChinese"}
_DEEPEST = 8


def value_of(parent: Element | None, tag: str) -> str | None:
    """The ``w:val`` of a child element; None where there is none."""
    child = None if parent is None else parent.find(W + tag)
    return None if child is None else child.get(W + "val")


def whole(text: str | None, default: int) -> int:
    """A whole number out of an attribute, ``default`` for anything else."""
    try:
        return max(-1, min(int(text or ""), 100_000))
    except ValueError:
        return default


@dataclass(slots=True)
class Level:
    """One level of a list: first number, format and the text with %1 for level 1 and so on."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


@dataclass(slots=True)
class _List:
    abstract: str
    levels: dict[int, Level]
    overrides: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Counts as Word does: lists of one abstract definition share their counters, a deeper level starts anew."""

    def __init__(self, root: Element | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()
        if root is not None:
            self._read(root)

    def _read(self, root: Element) -> None:
        abstracts = {part.get(W + "abstractNumId", ""): part for part in root.findall(W + "abstractNum")}
        by_style = {style: part for part in abstracts.values() if (style := value_of(part, "styleLink"))}
        for number in root.findall(W + "num"):
            key = value_of(number, "abstractNumId") or ""
            abstract = abstracts.get(key)
            linked = by_style.get(value_of(abstract, "numStyleLink") or "")
            source = linked if linked is not None else abstract
            if source is None:
                continue
            entry = _List(source.get(W + "abstractNumId", key), _levels(source))
            for override in number.findall(W + "lvlOverride"):
                at = whole(override.get(W + "ilvl"), 0)
                entry.levels.update(_levels(override))
                if (start := value_of(override, "startOverride")) is not None:
                    entry.overrides[at] = whole(start, 1)
            self._lists[number.get(W + "numId", "")] = entry

    def next(self, number: str, at: int) -> str:
        """The number printed before the next paragraph of list ``number`` on level ``at``; empty for bullets."""
        entry = self._lists.get(number)
        if entry is None or not 0 <= at <= _DEEPEST:
            return ""
        counts = self._counts.setdefault(entry.abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            counts.update({one: start - 1 for one, start in entry.overrides.items()})
        level = entry.levels.get(at, Level())
        counts[at] = counts.get(at, level.start - 1) + 1
        for deeper in [one for one in counts if one > at]:
            del counts[deeper]
        return _printed(entry.levels, counts, at)


def _levels(parent: Element) -> dict[int, Level]:
    return {
        whole(part.get(W + "ilvl"), 0): Level(
            whole(value_of(part, "start"), 1), value_of(part, "numFmt") or "decimal", value_of(part, "lvlText") or ""
        )
        for part in parent.findall(W + "lvl")
    }


def _printed(levels: dict[int, Level], counts: dict[int, int], at: int) -> str:
    level = levels.get(at, Level())
    if level.style in ("bullet", "none"):
        return ""
    text = level.text
    for one in range(at, -1, -1):
        shown = levels.get(one, Level())
        text = text.replace(f"%{one + 1}", formatted(counts.get(one, shown.start), shown.style))
    return text


def formatted(number: int, style: str) -> str:
    """A number in one of Word's formats; formats without a Chinese or Latin form come out as Arabic digits."""
    if style in _HAN_FORMATS and 0 < number < 100:
        return _han(number)
    if style in _CIRCLES and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if style in ("upperLetter", "lowerLetter") and 0 < number <= 26:
        return chr((65 if style == "upperLetter" else 97) + number - 1)
    if style == "decimalFullWidth":
        return "".join(chr(ord(mark) + 0xFEE0) for mark in str(number))
    return f"{number:02d}" if style == "decimalZero" else str(number)


def _han(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _HAN_DIGITS[tens] + "十"
    return head + (_HAN_DIGITS[ones] if ones or not tens else "")
