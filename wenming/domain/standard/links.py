"""Lines that name the line above them by its number: order is not number, and some name none or each other."""

from dataclasses import dataclass
from fractions import Fraction

from .findings import Finding, FindingKind
from .points import points_of
from .raw import Raw

_ROOTS = ("", "0", "-1", "null", "none", "nil", "root", "无")


@dataclass(slots=True)
class Linked:
    raw: Raw
    own: str
    parent: str
    order: str = ""


def linked(lines: list[Linked]) -> tuple[list[Raw], list[Finding]]:
    """Nothing is lost: a line whose parent is missing, and the first of a circle, stand at the top with a finding."""
    findings: list[Finding] = []
    by_number: dict[str, Linked] = {}
    for one in lines:
        if one.own in by_number:
            said = f"编号 {one.own} 出现不止一次，下级都归到第一个"
            findings.append(Finding(FindingKind.DUPLICATE_CODE, one.raw.code or one.own, said, one.raw.row))
        by_number.setdefault(one.own, one)
    roots: list[Linked] = []
    below: dict[int, list[Linked]] = {id(one): [] for one in lines}
    circular = _circles(lines, by_number)
    for one in lines:
        above = by_number.get(one.parent)
        if one.parent.lower() in _ROOTS and above is None:
            roots.append(one)
        elif above is None:
            said = f"上级编号 {one.parent} 不存在，暂列在最上层"
            findings.append(Finding(FindingKind.ORPHAN_PARENT, one.raw.code or one.own, said, one.raw.row))
            roots.append(one)
        elif id(one) in circular:
            said = f"与编号 {one.parent} 互为上下级，暂列在最上层"
            findings.append(Finding(FindingKind.CIRCULAR_PARENT, one.raw.code or one.own, said, one.raw.row))
            roots.append(one)
        else:
            below[id(above)].append(one)
    for one in lines:
        one.raw.children += [child.raw for child in _ordered(below[id(one)])]
    return [one.raw for one in _ordered(roots)], findings


def _circles(lines: list[Linked], by_number: dict[str, Linked]) -> set[int]:
    """The first line of each circle, by the order of the file."""
    place = {id(one): at for at, one in enumerate(lines)}
    walked: dict[int, int] = {}
    found: set[int] = set()
    for walk, start in enumerate(lines):
        path: list[int] = []
        one: Linked | None = start
        while one is not None and id(one) not in walked:
            walked[id(one)] = walk
            path.append(place[id(one)])
            one = by_number.get(one.parent)
        if one is not None and walked[id(one)] == walk:
            found.add(id(lines[min(path[path.index(place[id(one)]) :])]))
    return found


def _ordered(lines: list[Linked]) -> list[Linked]:
    keys = [points_of(one.order) for one in lines]
    if any(key is None for key in keys) or len(set(keys)) < 2:
        return lines
    return [one for _, one in sorted(zip(keys, lines, strict=True), key=lambda pair: pair[0] or Fraction(0))]
