"""Tables without drawn lines: a head that names the columns of a task table, and what stands below in its columns.

No rule says where a column ends: it is the white between two names of the head that no character below runs into.
"""

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from wenming.domain.plan import columns, roles
from wenming.domain.plan.headings import CHAPTER, HAN_BRACKET, HAN_COMMA, parse_marker
from wenming.filestore.intake.lines.glyphs import HAN, Glyph, base_lines

_APART, _HEAD_LINES, _HEAD_STEP, _FEWEST, _UNKNOWN = 0.5, 3, 2.2, 3, 2
_LEAST_WHITE, _MOST_STEP, _ONE_STEP, _CLOSE, _OTHER_SIZE, _SEVERAL = 0.3, 4.5, 1.1, 1.75, 0.15, 2
_OWNERS = {roles.LEAD, roles.RESPONSIBLE, roles.PEOPLE, columns.OWNER_AND_PERSON}
_HEADINGS = (CHAPTER, HAN_COMMA, HAN_BRACKET)
_LONGEST_HEADING = 60
_NOTE = re.compile(r"[（(][^（）()]{1,12}[）)]")
AT_THE_END = 2
"""Fewer lines than these below a table are the page's number: the table may go on over the page."""
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Line:
    """The characters of one base line: ``glyphs`` without white space, ``printed`` with it."""

    glyphs: tuple[Glyph, ...]
    printed: tuple[Glyph, ...]

    @property
    def y(self) -> float:
        return self.glyphs[0].y

    @property
    def size(self) -> float:
        """The size of its first Chinese character, or, without any, of its first."""
        return next((glyph.size for glyph in self.glyphs if glyph.text > HAN), self.glyphs[0].size)

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)


@dataclass(slots=True)
class Open:
    """A table while it is read. ``whites``: between each two columns, what is still free; ``lines`` below the head.

    ``waiting``: headings behind the last line, which are the table's only if it goes on; ``carried``: those of the page
    before. ``below``: whether a row lies below its number, not around it; None where no number has been seen.
    """

    head: list[Line]
    names: tuple[str, ...]
    known: int
    whites: list[list[Span]]
    lines: list[Line] = field(default_factory=list)
    waiting: list[Line] = field(default_factory=list)
    carried: list[Line] = field(default_factory=list)
    below: bool | None = None

    @property
    def edges(self) -> list[float]:
        """Where one column ends and the next begins: the middle of the widest white."""
        widest = [max(spans, key=lambda span: span[1] - span[0]) for spans in self.whites]
        return [(left + right) / 2 for left, right in widest]

    def column(self, glyph: Glyph) -> int:
        """The column a character stands in."""
        middle = (glyph.x0 + glyph.x1) / 2
        return sum(edge <= middle for edge in self.edges)

    def filled(self, line: Line) -> set[int]:
        """The columns in which a line says something."""
        edges = self.edges
        return {sum(edge <= (glyph.x0 + glyph.x1) / 2 for edge in edges) for glyph in line.glyphs}


def lines_of_page(glyphs: Sequence[Glyph]) -> list[Line]:
    """The lines of a page from the top down."""
    return [
        Line(row, tuple(printed))
        for printed in base_lines(glyphs)
        if (row := tuple(glyph for glyph in printed if not glyph.text.isspace()))
    ]


def open_tables(lines: Sequence[Line], before: Open | None = None) -> Iterator[Open]:
    """The tables of a page, from the top down. ``before``: the table the page above ended with, to be gone on with."""
    at = 0
    if before and (going := _gone_on(lines, before)):
        table, at = going
        yield table
    while at < len(lines):
        table_at = head_at(lines, at)
        if table_at is None:
            at += 1
            continue
        _name_notes(table_at, lines, at)
        at = _take(table_at, lines, at + len(table_at.head))
        if table_at.lines or len(lines) - at - len(table_at.waiting) < AT_THE_END:
            yield table_at


def _gone_on(lines: Sequence[Line], before: Open) -> tuple[Open, int] | None:
    """The same columns on the next page, below a running head or none."""
    for at in range(min(3, len(lines))):
        if head_at(lines, at):
            return None
        table = Open([], before.names, before.known, [list(spans) for spans in before.whites], carried=before.waiting)
        table.below = before.below
        if len(before.filled(lines[at])) > 1 and _narrowed(table, lines[at]):
            end = _take(table, lines, at)
            return (table, end) if table.lines else None
    return None


def head_at(lines: Sequence[Line], at: int) -> Open | None:
    """The head that begins at a line: one line or up to three, all of them needed to name the most columns."""
    found = [head for count in range(1, _HEAD_LINES + 1) if (head := _head(lines[at : at + count], count))]
    best = max(found, key=lambda head: (head.known, -len(head.head)), default=None)
    if best is None or any(
        (later := _head(best.head[skip:], len(best.head) - skip)) and later.known >= best.known
        for skip in range(1, len(best.head))
    ):
        return None
    return best


def _name_notes(table: Open, lines: Sequence[Line], at: int) -> None:
    """（15项） below the name of a column belongs to the head."""
    following = lines[at + len(table.head) : at + len(table.head) + 1]
    if following and _NOTE.fullmatch(following[0].text) and _fits(table, following[0]):
        (column,) = table.filled(following[0])
        table.names = tuple(
            name + following[0].text * (place == column) for place, name in enumerate(table.names)
        )
        table.head.append(following[0])


def _head(window: Sequence[Line], count: int) -> Open | None:
    """The lines as a head, if they name a task, who does it, and nearly nothing that is no column."""
    if len(window) < count or any(one.y - two.y > _HEAD_STEP * two.size for one, two in itertools.pairwise(window)):
        return None
    cells = _cells(window)
    kinds = [columns.column_kind(text) for text, _ in cells]
    known = sum(bool(kind) for kind in kinds)
    named = (columns.TITLE in kinds or columns.BODY in kinds) and _OWNERS & set(kinds)
    if not named or known < min(_FEWEST, len(cells)) or known + _UNKNOWN < len(cells):
        return None
    whites = [[(one[1], two[0])] for (_, one), (_, two) in itertools.pairwise(cells)]
    return Open(list(window), tuple(text for text, _ in cells), known, whites)


def _cells(window: Sequence[Line]) -> list[tuple[str, Span]]:
    """What stands above each other, apart from what stands beside it; 序 号 is one name."""
    parts: list[tuple[list[Glyph], Span]] = []
    for glyph in sorted((glyph for line in window for glyph in line.glyphs), key=lambda one: one.x0):
        if parts and glyph.x0 - parts[-1][1][1] < _APART * glyph.size:
            inside, span = parts[-1]
            inside.append(glyph)
            parts[-1] = inside, (span[0], max(span[1], glyph.x1))
        else:
            parts.append(([glyph], (glyph.x0, glyph.x1)))
    cells = [(_text(inside), span) for inside, span in parts]
    return _joined_names(cells)


def _text(inside: Sequence[Glyph]) -> str:
    return "".join(glyph.text for row in base_lines(inside) for glyph in row)


def _joined_names(cells: list[tuple[str, Span]]) -> list[tuple[str, Span]]:
    result: list[tuple[str, Span]] = []
    for own, place in cells:
        text, span = own, place
        taken = next((n for n in (1, 2, 3) if _is_rest_of_name(result[-n:], n, own)), 0)
        if taken:
            text, span = "".join(one for one, _ in result[-taken:]) + own, (result[-taken][1][0], place[1])
            del result[-taken:]
        result.append((text, span))
    return result


def _is_rest_of_name(before: Sequence[tuple[str, Span]], count: int, text: str) -> bool:
    whole = "".join(one for one, _ in before) + text
    loose = len(before) == count and all(len(one) == 1 for one, _ in before) and len(text) == 1
    return loose and bool(columns.column_kind(whole))


def _take(table: Open, lines: Sequence[Line], at: int) -> int:
    """Take the lines below a head, as far as they keep to its columns; the position behind the last one."""
    waiting: list[Line] = []
    last = (table.head or lines[at : at + 1])[-1]
    size = last.size
    for place in range(at, len(lines)):
        line = lines[place]
        far = last.y - line.y > _MOST_STEP * line.size
        if far or _is_other(line, size) or (place > at and head_at(lines, place)):
            break
        last = line
        alone = bool(waiting) and len(table.filled(line)) < _SEVERAL
        if is_heading_row(table, line) or (alone and _fits(table, line)):
            waiting.append(line)  # the table's only if a line of several columns follows
        elif _fits(table, line):
            _narrowed(table, line)
            table.lines.extend([*waiting, line])
            waiting.clear()
        else:
            break
    table.waiting = waiting if all(is_heading_row(table, line) for line in waiting) else []
    _drop_tail(table)
    return at + len(table.lines)


def _is_other(line: Line, size: float) -> bool:
    """Text of another size than the table's."""
    return any(glyph.text > HAN for glyph in line.glyphs) and abs(line.size - size) > _OTHER_SIZE * size


def _is_heading(line: Line) -> bool:
    marker = parse_marker(line.text)
    return marker is not None and marker.kind in _HEADINGS and len(line.text) <= _LONGEST_HEADING


def is_heading_row(table: Open, line: Line) -> bool:
    """一、… set across the columns; in a column before the number it names an area."""
    if not _is_heading(line) or not _fits(table, line):
        return _is_heading(line)
    kinds = [columns.column_kind(name) for name in table.names]
    number = kinds.index(columns.NUMBER) if columns.NUMBER in kinds else 0
    filled = table.filled(line)
    return len(filled) < _SEVERAL and min(filled) >= number


def _fits(table: Open, line: Line) -> bool:
    return all(_free(spans, line) for spans in table.whites)


def _free(spans: Sequence[Span], line: Line) -> list[Span]:
    """What a line leaves of the white between two columns, if it is wide enough to part them."""
    left = list(spans)
    for glyph in line.glyphs:
        if any(glyph.x0 < end and glyph.x1 > start for start, end in left):
            left = [
                part
                for start, end in left
                for part in ((start, min(end, glyph.x0)), (max(start, glyph.x1), end))
                if part[1] - part[0] >= _LEAST_WHITE * line.size
            ]
    return left


def _narrowed(table: Open, line: Line) -> bool:
    whites = [_free(spans, line) for spans in table.whites]
    if not all(whites):
        return False
    table.whites = whites
    return True


def _drop_tail(table: Open) -> None:
    """Below the last line of two columns only what follows as closely as the lines above: no signature."""
    full = [at for at, line in enumerate(table.lines) if len(table.filled(line)) > 1]
    if not full:
        table.lines.clear()
        return
    every = [*table.head[-1:], *table.lines[: full[-1] + 1]]
    steps = [one.y - two.y for one, two in itertools.pairwise(every)]
    size = every[-1].size
    most = min(max(_ONE_STEP * max(steps, default=0.0), _CLOSE * size), _HEAD_STEP * size)
    end = full[-1] + 1
    while end < len(table.lines) and table.lines[end - 1].y - table.lines[end].y <= most:
        if is_heading_row(table, table.lines[end]):
            break
        end += 1
    del table.lines[end:]
