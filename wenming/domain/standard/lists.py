"""Several lines in one cell: a numbered list, on lines of its own or run together with a score for each."""

import re

from .codes import leading_code
from .points import named

_INLINE = re.compile(r"(?<=[）)。；;\s])\s*(?=(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[①-⑳])(?!\d))")


def listed(text: str) -> list[str]:
    """The items of a cell that holds a list, two at least; empty for every other cell."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) == 1:
        items = _items([part.strip() for part in _INLINE.split(lines[0]) if part.strip()])
        return items if all(named(item).points is not None for item in items) else []
    return _items(lines)


def single(text: str) -> list[str]:
    """A cell of one numbered item with a score of its own is a list of one."""
    return [text] if leading_code(text) and named(text).points is not None else []


def scored(items: list[str]) -> bool:
    return bool(items) and all(named(item).points is not None for item in items)


def shared_out(cell: str, items: list[str]) -> list[str] | None:
    """A score cell over the items of its row: line by line, or not at all where each has its own; None if neither."""
    lines = [line.strip() for line in cell.splitlines() if line.strip()]
    if len(lines) == len(items):
        return lines
    return [""] * len(items) if not lines or scored(items) else None


def is_several(text: str) -> bool:
    """Whether a cell holds several numbered items, scored or not."""
    return len(_items([part.strip() for part in _INLINE.split(text.replace("\n", " ")) if part.strip()])) > 1


def _items(lines: list[str]) -> list[str]:
    codes = [leading_code(line) for line in lines]
    first = codes[0] if codes else None
    if first is None or sum(code is not None for code in codes) < 2:
        return []
    found: list[str] = []
    for line, code in zip(lines, codes, strict=True):
        if code is not None and code[0].style == first[0].style:
            found.append(line)
        else:
            found[-1] = f"{found[-1]}\n{line}"
    return found if len(found) > 1 else []
