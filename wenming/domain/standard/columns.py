"""Which column of a table holds what: a proposal from its heads and its contents, for a person to correct."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from .codes import leading_code, whole_code
from .heads import Role, role_of
from .methods import methods_of
from .points import is_blank, named, points_of
from .source import Row
from .states import head_of

NAMING = (Role.LEVEL, Role.CRITERION, Role.RULE)
_HEAD_ROWS, _MOST_HEAD_COLUMNS = 40, 60
_POINTS_SAID = re.compile(r"(?:扣|得|加|计|减)\s*\d{1,3}(?:\.\d{1,2})?\s*分|不得分")
_SUBHEAD = re.compile(r"^(?:名称|分值|内容|编号|序号|自评|核定|复核|得分|标准|[A-D]#?|分数|代码|扣分|材料|要求)")


@dataclass(frozen=True, slots=True)
class Column:
    """``level`` is the level of the tree, from 0, that a naming column names or a code, score or weight belongs to."""

    role: Role
    head: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """``body`` is the row, from 0, with which the lines begin; ``head`` the texts of the head, empty without one."""

    columns: tuple[Column, ...]
    head: tuple[str, ...] = ()
    body: int = 0

    @property
    def levels(self) -> int:
        return 1 + max((one.level for one in self.columns if one.role in NAMING), default=-1)

    def of(self, role: Role, level: int | None = None) -> list[int]:
        return [at for at, one in enumerate(self.columns) if one.role is role and level in (None, one.level)]

    def name_at(self, level: int) -> int | None:
        return next(
            (
                at
                for at, one in enumerate(self.columns)
                if one.role in (Role.LEVEL, Role.CRITERION) and one.level == level
            ),
            None,
        )


def proposed(rows: Sequence[Row]) -> Layout | None:
    """None where no row is a head and the contents tell nothing either."""
    found = head_of_rows(rows)
    if found is None:
        return _by_contents(rows)
    at, columns, body = found
    return _with_levels(rows[body:], columns, rows[at].cells, body)


def is_head(row: Row) -> bool:
    filled = [row.cell(at) for at in row.filled()]
    roles = [role for text in filled if (role := role_of(text))]
    return len(roles) >= 2 and len(roles) * 2 > len(filled) and any(role in NAMING for role in roles)


def head_of_rows(rows: Sequence[Row]) -> tuple[int, list[Column], int] | None:
    """The row of the head, from 0, its columns, and the row with which the lines begin."""
    for at, row in enumerate(rows[:_HEAD_ROWS]):
        if len(row.cells) > _MOST_HEAD_COLUMNS or not is_head(row):
            continue
        below = rows[at + 1] if at + 1 < len(rows) else None
        if below is not None and _is_second(row, below):
            return at, _joined(row, below), at + 2
        return (
            at,
            [Column(role_of(row.cell(one)) or Role.UNKNOWN, row.cell(one)) for one in range(len(row.cells))],
            at + 1,
        )
    return None


def _is_second(head: Row, below: Row) -> bool:
    own = [at for at in below.filled() if at not in below.merged]
    spread = any(not head.cell(at) for at in own) or bool(below.merged)
    return bool(own) and spread and all(_SUBHEAD.match(below.cell(at)) or role_of(below.cell(at)) for at in own)


def _joined(head: Row, below: Row) -> list[Column]:
    """Two rows of heads: 测评项目 over 名称 and 分值."""
    columns, over = [], ""
    for at in range(max(len(head.cells), len(below.cells))):
        over = head.cell(at) or over
        under = "" if at in below.merged else below.cell(at)
        if not under:
            over = head.cell(at)
        role = Role.RESULT if role_of(over) is Role.RESULT else role_of(under) or role_of(over) or Role.UNKNOWN
        role = role_of(over) or role if under == "名称" else role
        whole = under if role is Role.STATE or under == over else over + under
        columns.append(Column(role, whole))
    return columns


def _with_levels(body: Sequence[Row], columns: list[Column], head: tuple[str, ...], start: int) -> Layout:
    for at, one in enumerate(columns):
        if one.role is Role.RULE and _tells_methods(body, at):
            columns[at] = replace(one, role=Role.METHOD)
        elif one.role in (Role.REMARK, Role.UNKNOWN) and _tells_rules(body, at):
            columns[at] = replace(one, role=Role.RULE)
    naming = [at for at, one in enumerate(columns) if one.role in NAMING]
    if not naming:
        naming = [at for at in _wordy(body, len(columns)) if columns[at].role is Role.UNKNOWN][:1]
    kept: list[int] = []
    for at in naming:
        if kept and _is_absorbed(body, columns, kept[-1], at):
            columns[at] = replace(columns[at], role=Role.RULE, level=len(kept) - 1)
        else:
            columns[at] = Column(Role.LEVEL if not kept else Role.CRITERION, columns[at].head, len(kept))
            kept.append(at)
    starts = [{no for no, row in enumerate(body) if row.own(at)} for at in kept]
    _assign(body, columns, kept, starts, (Role.SCORE,))
    _assign(body, columns, kept, starts, (Role.CODE,))
    _assign(body, columns, kept, starts, (Role.WEIGHT,))
    return Layout(tuple(columns), head, start)


def _tells_methods(body: Sequence[Row], at: int) -> bool:
    """考核办法 heads a column of rules, or one of methods: its cells tell."""
    own = [text for row in body if (text := row.own(at))]
    return bool(own) and sum(len(text) <= 24 and bool(methods_of(text)) for text in own) * 3 >= len(own) * 2


def _tells_rules(body: Sequence[Row], at: int) -> bool:
    """说明 heads remarks, or rules: a third of its cells take or give points."""
    own = [text for row in body if (text := row.own(at))]
    return bool(own) and sum(bool(_POINTS_SAID.search(text)) for text in own) * 3 >= len(own)


def _is_absorbed(body: Sequence[Row], columns: list[Column], left: int, at: int) -> bool:
    """Whether a column only says more of the line to its left: one text each, and no scores of its own."""
    if columns[at].role is Role.LEVEL:
        return False
    own = [row for row in body if row.own(at)]
    if any(not row.own(left) for row in own):
        return False
    scored = sum(named(row.cell(at)).points is not None for row in own)
    return columns[at].role is Role.RULE or scored * 2 <= len(own) or not own


def _assign(
    body: Sequence[Row], columns: list[Column], kept: list[int], starts: list[set[int]], roles: tuple[Role, ...]
) -> None:
    """Each column of scores or codes goes to the level whose lines begin where it is filled; the nearest of equals."""
    wanted = [at for at, one in enumerate(columns) if one.role in roles]
    pairs = []
    for at in wanted:
        filled = {no for no, row in enumerate(body) if row.own(at)}
        for level, rows in enumerate(starts):
            both = len(filled & rows)
            share = both / len(filled | rows) if filled | rows else 0.0
            before = kept[level] > at
            away = abs(kept[level] - at) + (0 if before == (roles[0] is Role.CODE) else 0.5)
            pairs.append((-round(share, 3), away, at, level))
    taken: set[int] = set()
    done: set[int] = set()
    for _, _, at, level in sorted(pairs):
        if at not in done and level not in taken:
            done.add(at)
            taken.add(level)
            columns[at] = replace(columns[at], level=level)
    for at in set(wanted) - done:
        columns[at] = replace(columns[at], role=Role.UNKNOWN)


def _by_contents(rows: Sequence[Row]) -> Layout | None:
    """Without a head: short numbers are scores, codes are codes, words are levels."""
    body = [row for row in rows if len(row.filled()) > 1]
    if len(body) < 2:
        return None
    width = max(len(row.cells) for row in body[:500])
    if width > _MOST_HEAD_COLUMNS:
        return None
    columns = [_content_role(body[:500], at) for at in range(width)]
    if not any(one.role in NAMING for one in columns):
        return None
    return _with_levels(rows, columns, (), 0)


def _content_role(body: Sequence[Row], at: int) -> Column:
    cells = [text for row in body if (text := row.own(at)) and not is_blank(text)]
    if not cells:
        return Column(Role.UNKNOWN)
    coded = sum(whole_code(text) is not None and leading_code(text) is None for text in cells)
    scored = sum(points_of(text) is not None for text in cells)
    if at == 0 and coded * 2 > len(cells):
        return Column(Role.CODE)
    if scored * 2 > len(cells):
        return Column(Role.SCORE)
    if sum(head_of(text) is not None for text in cells) * 2 > len(cells):
        return Column(Role.UNKNOWN)
    return Column(Role.LEVEL)


def _wordy(body: Sequence[Row], width: int) -> list[int]:
    sizes = [(sum(len(row.cell(at)) for row in body[:200]), -at) for at in range(width)]
    return [-at for size, at in sorted(sizes, reverse=True) if size]
