"""What does not add up in a tree: sums, totals, codes, scores out of the way. Told, never mended."""

import re
from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

from .accruals import grades_of
from .figures import shown
from .findings import Finding, FindingKind
from .nodes import Node, walk
from .rules import Absence, Incident, Shortfall, Threshold
from .wording import even

MOST_POINTS = Fraction(1000)
_DOTTED = re.compile(r"^(?P<head>(?:\d{1,4}[.．])+)(?P<last>\d{1,4})$")
_FIXED = re.compile(r"\d[.．\-－–—]\d|[ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ][-－.．]\d|^[A-Za-z]+\d")


def reconciled(nodes: tuple[Node, ...], printed: set[int]) -> list[Finding]:
    """In the order of the document. ``printed`` are the nodes (by id) whose code stood in the file."""
    numeric = set(_numeric(nodes, printed))
    found = list(_scores_missing(nodes, ""))
    for _, node in walk(nodes):
        found += _range(node)
        found += _sum(node)
        found += _deduction(node)
        found += _grades(node)
        found += _scores_missing(node.children, node.code)
        if id(node) in numeric:
            said = f"编号 {node.code} 前一条以 9 结尾，可能原为 {node.code}0，被表格当作数字去掉了末尾的 0"
            found.append(Finding(FindingKind.NUMERIC_CODE, node.code, said, node.row))
    return found + list(_duplicates(nodes, printed, numeric))


def total_mismatch(declared: Fraction | None, summed: Fraction) -> list[Finding]:
    if declared is None or declared == summed:
        return []
    said = f"写明总分 {shown(declared)} 分，各项合计 {shown(summed)} 分"
    return [Finding(FindingKind.TOTAL_MISMATCH, "", said)]


def counted(nodes: tuple[Node, ...], score: dict[int, Fraction | None] | None = None) -> Fraction:
    """The sum of the topmost lines with points, bonus lines left out; ``score`` may say others than their own."""
    total, waiting = Fraction(0), list(nodes)
    while waiting:
        node = waiting.pop()
        own = node.max_score if score is None else score.get(id(node), node.max_score)
        if node.bonus:
            continue
        if own is not None:
            total += own
        else:
            waiting += node.children
    return total


def _range(node: Node) -> Iterator[Finding]:
    if node.max_score is not None and not 0 <= node.max_score <= MOST_POINTS:
        said = f"分值 {shown(node.max_score)} 不像是分数，请核对"
        yield Finding(FindingKind.SCORE_OUT_OF_RANGE, node.code, said, node.row)


def _sum(node: Node) -> Iterator[Finding]:
    scores = [child.max_score for child in node.children if not child.bonus or node.bonus]
    known = [score for score in scores if score is not None]
    if node.max_score is None or not known or len(known) < len(scores):
        return
    total = sum(known, Fraction(0))
    if total != node.max_score and not (node.cap is not None and min(total, node.cap) == node.max_score):
        said = f"下级合计 {shown(total)} 分，本条 {shown(node.max_score)} 分"
        yield Finding(FindingKind.SUM_MISMATCH, node.code, said, node.row)


def _scores_missing(siblings: tuple[Node, ...], above: str) -> Iterator[Finding]:
    """A line without points where those beside it have them; lines whose children bring the points are none."""
    scored = sum(one.max_score is not None for one in siblings)
    if not scored or scored * 2 <= len(siblings):
        return
    for one in siblings:
        if one.max_score is None:
            said = f"同级各条都有分值，本条没有{f'（上级 {above}）' if above else ''}"
            yield Finding(FindingKind.MISSING_SCORE, one.code, said, one.row)


def _deduction(node: Node) -> Iterator[Finding]:
    rule = node.rule
    taken = (
        rule.deduct_per_missing
        if isinstance(rule, Shortfall)
        else (rule.deduct if isinstance(rule, Absence | Incident | Threshold) else None)
    )
    if taken is not None and node.max_score is not None and taken > node.max_score >= 0:
        said = f"扣 {shown(taken)} 分，本条只有 {shown(node.max_score)} 分，扣到 0 为止"
        yield Finding(FindingKind.DEDUCTION_OVER_MAX, node.code, said, node.row)


def _grades(node: Node) -> Iterator[Finding]:
    """A line and the one above it that give other points to the same level."""
    above = {grade.level: grade.points for grade in grades_of(even(node.text or node.name))} if node.children else {}
    for child in node.children if above else ():
        differing = [
            f"{grade.level}：上级条目 {shown(above[grade.level])} 分，本条 {shown(grade.points)} 分"
            for grade in grades_of(even(child.text or child.name))
            if grade.level in above and above[grade.level] != grade.points
        ]
        if differing:
            said = f"与上级条目的计分不一致（{'；'.join(differing)}），请人工裁定"
            yield Finding(FindingKind.PARENT_CHILD_CONFLICT, node.code, said, child.row)


def _numeric(nodes: tuple[Node, ...], printed: set[int]) -> Iterator[int]:
    """After 4.9 a 4.1 that should be 4.10: what a table of numbers does to a code."""
    last: dict[str, int] = {}
    for _, node in walk(nodes):
        found = _DOTTED.match(node.code) if id(node) in printed else None
        if found is None:
            continue
        head, own = found["head"], int(found["last"])
        expected = last.get(head, 0) + 1
        if expected % 10 == 0 and found["last"] == str(expected).rstrip("0"):
            yield id(node)
            own = expected
        last[head] = own


def _duplicates(nodes: tuple[Node, ...], printed: set[int], numeric: set[int]) -> Iterator[Finding]:
    """Codes such as 4.1 or Ⅱ-3 stand once in a standard; 1 or （一） once among those beside it."""
    for first, again in _twice([one for _, one in walk(nodes) if _is_fixed(one)], printed, numeric):
        yield _duplicate(first, again)
    for siblings in (nodes, *(one.children for _, one in walk(nodes))):
        for first, again in _twice([one for one in siblings if not _is_fixed(one)], printed, numeric):
            yield _duplicate(first, again)


def _is_fixed(node: Node) -> bool:
    return bool(_FIXED.search(node.code))


def _twice(nodes: list[Node], printed: set[int], numeric: set[int]) -> Iterator[tuple[Node, Node]]:
    own = [one for one in nodes if id(one) in printed and id(one) not in numeric]
    counts = Counter(one.code for one in own)
    first: dict[str, Node] = {}
    for one in own:
        if counts[one.code] > 1:
            if one.code in first:
                yield first[one.code], one
            first.setdefault(one.code, one)


def _duplicate(first: Node, again: Node) -> Finding:
    said = f"编号 {again.code} 重复：“{first.name[:20]}”与“{again.name[:20]}”"
    return Finding(FindingKind.DUPLICATE_CODE, again.code, said, again.row)
