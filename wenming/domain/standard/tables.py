"""A table of a standard into a tree: groups filled down, several rows of heads, notes and totals set apart."""

import re
from dataclasses import dataclass, field
from fractions import Fraction

from .codes import LONGEST_CODE, Code, leading_code, whole_code
from .columns import Layout, is_head, proposed
from .findings import Finding, FindingKind
from .heads import Role, role_of
from .lists import listed, scored, shared_out, single
from .nesting import nested
from .points import is_blank, named, points_of
from .raw import Raw
from .source import Doubt, Row, Table
from .states import head_of

_TOTAL = re.compile(r"^\s*(?:合\s*计|总\s*计|总\s*分|共\s*计|小\s*计|满\s*分|总得分|合计得分)\s*[（(：:]?")
_PART = re.compile(r"^\s*小\s*计")
_NOTE = re.compile(r"^\s*(?:注|备注|说明|附注|填表说明|填报说明|附[:：])\s*\d?[:：、.．]|^\s*(?:备注|说明)$")
_DEADLINE = re.compile(r"时限|时间节点|完成|报送")
_SIGNED = re.compile(r"^\s*(?:考核人|测评人|填表人|评分人|单位（盖章）|负责人签字|被考核单位|测评组)")


@dataclass(slots=True)
class Found:
    """What a table held. ``aside`` are its title and notes; ``declared`` what its row of totals says."""

    lines: list[Raw] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    declared: Fraction | None = None
    layout: Layout | None = None


def read_table(table: Table, layout: Layout | None = None) -> Found:
    """``layout`` is a corrected proposal, where a person has given one."""
    found = Found(layout=layout or proposed(table.rows))
    if found.layout is None:
        found.aside += [" ".join(row.cell(at) for at in row.filled()) for row in table.rows]
        return found
    for row in table.rows[: found.layout.body - 1 if found.layout.head else 0]:
        found.aside += [row.cell(at) for at in row.filled() if at not in row.merged]
    reading = _Reading(found, found.layout)
    for row in table.rows[found.layout.body :]:
        reading.take(row)
    found.lines = reading.finished()
    return found


class _Reading:
    """``open`` are the lines the next row may go on, one a level."""

    def __init__(self, found: Found, layout: Layout) -> None:
        self.found, self.layout = found, layout
        self.roots: list[Raw] = []
        self.open: list[Raw | None] = [None] * layout.levels
        self.band: Raw | None = None
        self.head = [text.strip() for text in layout.head]
        self.month = ""
        self.names = [layout.name_at(level) for level in range(layout.levels)]

    def take(self, row: Row) -> None:
        filled = row.filled()
        if not filled or self._is_aside(row, filled):
            return
        self._doubts(row)
        if self._is_band(row, filled):
            self._begin_band(row, row.cell(filled[0]))
            return
        begun = False
        for level, at in enumerate(self.names):
            if at is not None and self._begins(row, level, at):
                self._begin(row, level, at)
                begun = True
        if not begun:
            begun = self._goes_on(row)
        if not begun:
            self._unreadable(row, "这一行没有可以作为名称的内容，没有读入")

    def _is_aside(self, row: Row, filled: list[int]) -> bool:
        first = row.cell(filled[0])
        if [cell.strip() for cell in row.cells] == self.head or (is_head(row) and row.cell(filled[0]) in self.head):
            return True
        if _TOTAL.match(first) and all(points_of(row.cell(at)) is not None or len(row.cell(at)) < 8 for at in filled):
            self._total(row, filled, first)
            return True
        own = [at for at in filled if at not in row.merged]
        if (
            own
            and len({row.cell(at) for at in own}) == 1
            and (_NOTE.match(row.cell(own[0])) or _SIGNED.match(row.cell(own[0])))
        ):
            self.found.aside.append(row.cell(own[0]))
            return True
        return False

    def _total(self, row: Row, filled: list[int], first: str) -> None:
        if _PART.match(first):
            return
        scores = [points for at in self.layout.of(Role.SCORE) if (points := points_of(row.cell(at))) is not None]
        scores += [points for at in filled if (points := points_of(row.cell(at))) is not None]
        said = named(first).points
        told = re.search(r"(\d{1,5}(?:\.\d{1,2})?)\s*分?\s*$", first)
        self.found.declared = said or (scores[0] if scores else Fraction(told[1]) if told else self.found.declared)

    def _doubts(self, row: Row) -> None:
        for at, doubt in row.doubts:
            head = self.layout.columns[at].head if at < len(self.layout.columns) else ""
            place = f"第 {row.number} 行“{head or at + 1}”一格"
            if doubt is Doubt.DATE and at in self.layout.of(Role.CODE):
                kind, said = FindingKind.NUMERIC_CODE, f"{place}被存成了日期，编号可能已变样，请对照原件"
            elif doubt is Doubt.DATE:
                continue
            else:
                kind = FindingKind.UNREADABLE_ROW
                said = f"{place}是{'公式，但没有算出的值' if doubt is Doubt.UNVALUED else '错误值'}，按空白读入"
            self.found.findings.append(Finding(kind, "", said, row.number))

    def _is_band(self, row: Row, filled: list[int]) -> bool:
        """A row of one text over all columns: the lines below stand under it."""
        own = [at for at in filled if at not in row.merged]
        if len(filled) != 1 or own != filled or len(self.layout.columns) < 3 or self.layout.levels < 1:
            return False
        at = filled[0]
        text = row.cell(at)
        if at not in (0, self.names[0]) or (points_of(text) is not None):
            return False
        return self.layout.columns[at].level == 0 and bool(leading_code(text) or named(text).points is not None)

    def _begin_band(self, row: Row, text: str) -> None:
        raw = coded(Raw(text, row.number))
        self.roots.append(raw)
        flat = self.layout.levels == 1 and raw.printed
        self.band = None if flat else raw
        self.open = [raw if flat else None, *[None] * (self.layout.levels - 1)]

    def _begins(self, row: Row, level: int, at: int) -> bool:
        text = row.own(at)
        current = self.open[level]
        if not text:
            return False
        if level == self.layout.levels - 1 or current is None:
            return True
        if current.text != text:
            return True
        codes = [code for one in self.layout.of(Role.CODE, level) if (code := row.own(one))]
        return bool(codes) and codes[0] != current.code

    def _begin(self, row: Row, level: int, at: int) -> None:
        text = row.cells[at].rstrip()
        items = listed(text) if level == self.layout.levels - 1 else []
        cell = next((row.own(one) for one in self.layout.of(Role.SCORE, level)), "")
        scores = shared_out(cell, items) if items else None
        if scores is None:
            self._add(Raw(text, row.number, score=cell), row, level)
            return
        for item, score in zip(items, scores, strict=True):
            self._add(Raw(item, row.number, score=score, group=f"row {row.number}"), row, level)

    def _add(self, raw: Raw, row: Row, level: int) -> None:
        for one in self.layout.of(Role.CODE, level):
            said = row.own(one)[:LONGEST_CODE]
            code = whole_code(said)
            raw.code, raw.printed = said, bool(said)
            raw.style = code.style if code else None
        coded(raw)
        raw.weight = next((row.own(one) for one in self.layout.of(Role.WEIGHT, level)), "")
        raw.depth = next((row.own(one) for one in self.layout.of(Role.DEPTH)), "")
        self.open[level:] = [raw, *[None] * (self.layout.levels - level - 1)]
        above = next((one for one in reversed(self.open[:level]) if one is not None), self.band)
        (above.children if above is not None else self.roots).append(raw)
        self._explain(row, raw, level)
        if not raw.children:
            self._tell(row, raw)

    def _explain(self, row: Row, raw: Raw, level: int) -> None:
        """What a column beside the name says of the line: a list in it is lines of their own."""
        for at in self.layout.of(Role.RULE, level):
            items = listed(row.own(at)) or single(row.own(at))
            if scored(items) or (items and role_of(self.layout.columns[at].head) is Role.CRITERION):
                made = [coded(Raw(item, row.number, group=f"row {row.number}")) for item in items]
                raw.children += made
                for one in made:
                    self._tell(row, one)
            elif row.own(at):
                raw.requirement.append(row.own(at))

    def _tell(self, row: Row, raw: Raw) -> None:
        """What is said of the whole row goes to its deepest line."""
        last = max((level for level, at in enumerate(self.names) if at is not None and row.own(at)), default=0)
        if raw is not self.open[last] and raw in self.open:
            return
        places = {Role.METHOD: raw.methods, Role.MATERIAL: raw.materials, Role.REMARK: raw.remarks}
        for at, column in enumerate(self.layout.columns):
            text = row.cell(at)
            if column.role is Role.PERIOD:
                self._period(raw, text, column.head)
            elif text and column.role in places:
                places[column.role].append(text)
            elif text and column.role is Role.STATE and (share := head_of(column.head)):
                raw.states.append((share, text))

    def _period(self, raw: Raw, text: str, head: str) -> None:
        """A month stands once for all lines below it, a deadline for its own line."""
        raw.monthly = not _DEADLINE.search(head)
        self.month = text or self.month
        raw.period = self.month if raw.monthly else text

    def _goes_on(self, row: Row) -> bool:
        """A row without a name of its own adds material, a rule or words to the line above."""
        last = next((one for one in reversed(self.open) if one is not None), None)
        if last is None:
            return False
        taken = False
        for at, column in enumerate(self.layout.columns):
            text = row.own(at)
            places = {
                Role.MATERIAL: last.materials,
                Role.RULE: last.requirement,
                Role.METHOD: last.methods,
                Role.REMARK: last.remarks,
            }
            if text and column.role in places:
                places[column.role].append(text)
                taken = True
        scores = [at for at in self.layout.of(Role.SCORE) if row.own(at) and not is_blank(row.own(at))]
        if scores:
            self._unreadable(row, "这一行有分值，却没有名称，分值没有计入")
            return True
        return taken or all(row.own(at) == "" for at in range(len(row.cells)))

    def _unreadable(self, row: Row, why: str) -> None:
        said = " ".join(row.own(at) for at in row.filled())[:60]
        self.found.findings.append(
            Finding(FindingKind.UNREADABLE_ROW, "", f"第 {row.number} 行：{why}（{said}）", row.number)
        )

    def finished(self) -> list[Raw]:
        return nested(self.roots) if self.layout.levels == 1 and self.band is None else self.roots


def coded(raw: Raw) -> Raw:
    """A code at the beginning of a name is taken off it, where no column holds codes."""
    if raw.printed:
        return raw
    found = leading_code(raw.text)
    if found:
        code, rest = found
        _take(raw, code, rest)
    return raw


def _take(raw: Raw, code: Code, rest: str) -> None:
    raw.code, raw.printed, raw.style, raw.text = code.text, True, code.style, rest
