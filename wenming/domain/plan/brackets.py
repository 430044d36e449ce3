"""Pairs of brackets, found in one pass; a bracket that is never closed is no bracket."""

import re
from functools import cache
from typing import NamedTuple

_OPEN = {"（": "）", "(": ")", "【": "】", "[": "]", "〔": "〕", "《": "》"}
_TWIN = {")": "）", "]": "】"}
_CLOSE = frozenset(_OPEN.values())


class Bracket(NamedTuple):
    """``start`` is the opening mark, ``end`` the character after the closing one; ``depth`` is 0 outermost."""

    start: int
    end: int
    depth: int


def _same(mark: str) -> str:
    return _TWIN.get(mark, mark)


def pairs(text: str, opening: str = "（(") -> list[Bracket]:
    """All closed pairs of the given kinds, by start. Half and full width forms close each other."""
    found: list[tuple[int, int]] = []
    stack: list[int] = []
    for mark in _marks_of(opening).finditer(text):
        if mark.group() in opening:
            stack.append(mark.start())
        elif stack:
            found.append((stack.pop(), mark.end()))
    return _with_depth(sorted(found)) if found else []


@cache
def _marks_of(opening: str) -> re.Pattern[str]:
    """The opening marks and whatever closes one of them."""
    closing = {_same(_OPEN[mark]) for mark in opening}
    return _any_of(opening + "".join(mark for mark in _CLOSE if _same(mark) in closing))


@cache
def _any_of(marks: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(marks)}]")


def _with_depth(found: list[tuple[int, int]]) -> list[Bracket]:
    result: list[Bracket] = []
    ends: list[int] = []
    for start, end in found:
        while ends and ends[-1] <= start:
            ends.pop()
        result.append(Bracket(start, end, len(ends)))
        ends.append(end)
    return result


def outermost(text: str, opening: str = "（(") -> list[Bracket]:
    """The pairs that stand in no other pair."""
    return [pair for pair in pairs(text, opening) if pair.depth == 0]


def unclosed(text: str) -> str:
    """The closing mark still owed for the last open （ or 《; empty where all are closed."""
    stack: list[str] = []
    for mark in text:
        if mark in "（(《":
            stack.append(_same(_OPEN[mark]))
        elif stack and _same(mark) == stack[-1]:
            stack.pop()
    return stack[-1] if stack else ""


def split_outside(text: str, marks: str) -> list[tuple[int, int]]:
    """Cut at any of ``marks`` that stands outside brackets; the (start, end) of each part, empty parts left out."""
    inside = outermost(text, "（([【《")
    parts, start, next_pair = [], 0, 0
    for mark in _any_of(marks).finditer(text):
        at = mark.start()
        while next_pair < len(inside) and inside[next_pair].end <= at:
            next_pair += 1
        if next_pair == len(inside) or at < inside[next_pair].start:
            parts.append((start, at))
            start = at + 1
    parts.append((start, len(text)))
    return [(first, last) for first, last in parts if text[first:last].strip()]
