"""Tables whose cells came out as lines, one a line: a head of column names, then rows with a number in each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from wenming.domain.plan import columns, roles
from wenming.domain.plan.headings import CHAPTER, HAN_BRACKET, HAN_COMMA, parse_marker
from wenming.domain.plan.paragraphs import Paragraph
from wenming.domain.plan.passage import Passage, squeezed

Row = list[Passage]

_NUMBER = re.compile(r"\d{1,3}")
_OWNERS = {roles.LEAD, roles.RESPONSIBLE, roles.PEOPLE, columns.OWNER_AND_PERSON}
_NOTHING = Passage("", ())
_LONGEST_NAME, _FEWEST = 16, 3


@dataclass(slots=True)
class FlatTable:
    """``rows`` with the head as the first; ``used``: positions of its paragraphs; ``broken``: rows not read."""

    rows: list[Row] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    broken: list[Passage] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Head:
    kinds: list[str]
    names: list[str]

    @property
    def before(self) -> int:
        """How many columns stand before the number."""
        return self.kinds.index(columns.NUMBER)


def flat_table(paragraphs: Sequence[Paragraph], at: int) -> FlatTable:
    """The table whose head begins at ``at``; without rows where none does.

    A head has three names of columns or more, a number among them, ends at an empty line or at the first number, and
    says what is done or who does it.
    """
    end = at
    while end < len(paragraphs) and _may_be_name(paragraphs[end], first=end == at):
        end += 1
    names = [squeezed(paragraph.text) for paragraph in paragraphs[at:end]]
    kinds = [columns.column_kind(name) for name in names]
    if len([kind for kind in kinds if kind]) < _FEWEST or columns.NUMBER not in kinds or not _OWNERS & set(kinds):
        return FlatTable()
    table = FlatTable([[paragraph.passage for paragraph in paragraphs[at:end]]], set(range(at, end)))
    _read_rows(paragraphs, end, _Head(kinds, names), table)
    return table if len(table.rows) > 1 else FlatTable()


def _may_be_name(paragraph: Paragraph, *, first: bool) -> bool:
    text = squeezed(paragraph.text)
    named = len(text) <= _LONGEST_NAME and not text.isdecimal() and not parse_marker(paragraph.text)
    return named and not paragraph.cells and (first or not paragraph.gap)


def _read_rows(paragraphs: Sequence[Paragraph], at: int, head: _Head, table: FlatTable) -> None:
    width = len(head.names)
    while at < len(paragraphs):
        lead = head.before if _is_number(paragraphs, at + head.before) else 0
        if [squeezed(part.text) for part in paragraphs[at : at + width]] == head.names:
            end = at + width  # the head again, on the next page
        elif _is_number(paragraphs, at + lead):
            end = _row_end(paragraphs, at + lead + 1, head, width)
            _add_row([part.passage for part in paragraphs[at:end]], head, table)
        elif _is_heading(paragraphs[at]):
            end = at + 1
            table.rows.append([paragraphs[at].passage, *[_NOTHING] * (width - 1)])
        else:
            return
        table.used.update(range(at, end))
        at = end


def _is_number(paragraphs: Sequence[Paragraph], at: int) -> bool:
    return at < len(paragraphs) and bool(_NUMBER.fullmatch(squeezed(paragraphs[at].text)))


def _row_end(paragraphs: Sequence[Paragraph], at: int, head: _Head, width: int) -> int:
    """Behind the last cell: at the next number or heading, or after as many lines as columns follow the number."""
    end = at
    while end < len(paragraphs) and end - at < width - 1 - head.before:
        led = bool(head.before) and paragraphs[end].gap and _is_number(paragraphs, end + head.before)
        opens = led or _is_number(paragraphs, end)
        if opens or _is_heading(paragraphs[end]):
            break
        end += 1
    return end


def _add_row(row: Row, head: _Head, table: FlatTable) -> None:
    """A row short of its columns of areas says the area of the row above; one short of remarks has none."""
    missing = len(head.kinds) - len(row)
    areas = [at for at, kind in enumerate(head.kinds) if kind == columns.AREA]
    last = max(at for at, kind in enumerate(head.kinds) if kind)
    if missing and missing == len(areas):
        for at in areas:
            row.insert(at, _NOTHING)
    elif 0 < missing <= len(head.kinds) - 1 - last:
        row.extend([_NOTHING] * missing)
    if len(row) == len(head.kinds):
        table.rows.append(row)
    else:
        table.broken.append(row[0])


def _is_heading(paragraph: Paragraph) -> bool:
    marker = parse_marker(paragraph.text)
    return marker is not None and marker.kind in (CHAPTER, HAN_COMMA, HAN_BRACKET) and len(paragraph.text) <= 60
