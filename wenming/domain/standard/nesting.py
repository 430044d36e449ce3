"""Lines in one column, nested by their codes, else by how far they are set in."""

import re

from .codes import Depths
from .points import points_of
from .raw import Raw

_INDENT = re.compile(r"^[ \t\u3000\xa0]*")


def nested(lines: list[Raw]) -> list[Raw]:
    levels = [points_of(one.depth) for one in lines]
    if lines and all(level is not None for level in levels):
        return _by_depth(lines, [int(min(level or 0, 99)) for level in levels])
    styles = {one.style for one in lines if one.style}
    if len(styles) > 1:
        return _by_codes(lines)
    indents = sorted({_indent(one.text) for one in lines if not one.printed})
    return _by_depth(lines, [indents.index(_indent(one.text)) for one in lines]) if len(indents) > 1 else lines


def _by_codes(lines: list[Raw]) -> list[Raw]:
    """A line without a code stands below the last one with a code."""
    depths, found, deepest = Depths(), [], 0
    for one in lines:
        deepest = depths.of(one.style) if one.style else deepest
        found.append(deepest if one.style else deepest + 1)
    return _by_depth(lines, found)


def _by_depth(lines: list[Raw], depths: list[int]) -> list[Raw]:
    roots: list[Raw] = []
    above: list[tuple[int, Raw]] = []
    for one, depth in zip(lines, depths, strict=True):
        while above and above[-1][0] >= depth:
            above.pop()
        (above[-1][1].children if above else roots).append(one)
        above.append((depth, one))
    return roots


def _indent(text: str) -> int:
    lead = _INDENT.match(text)
    return sum(2 if mark in "\t\u3000" else 1 for mark in lead.group()) if lead else 0
