"""A document of text and tables into lines: headings over the tables below them, tables of one head laid out alike."""

from dataclasses import dataclass, field
from fractions import Fraction

from .codes import Depths, leading_code
from .columns import Layout, proposed
from .findings import Finding
from .linked_tables import is_linked, read_linked
from .nodes import Veto
from .prose import read_prose
from .raw import Raw
from .repeats import marked
from .sections import with_lines
from .source import Passage, Row, Source, Table
from .tables import read_table
from .vetoes import is_veto_list, taken_out, vetoes_of_rows

_LONGEST_HEADING = 60


@dataclass(slots=True)
class Laid:
    """The lines of a source, and what stood around them."""

    lines: list[Raw] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    declared: Fraction | None = None
    vetoes: list[Veto] = field(default_factory=list)
    layouts: list[Layout | None] = field(default_factory=list)


def laid_out(source: Source, corrected: list[Layout | None]) -> Laid:
    source = Source(tuple(marked(part) if isinstance(part, Table) else part for part in source.parts))
    tables = [part for part in source.parts if isinstance(part, Table)]
    layouts = _alike(tables, [proposed(table.rows) for table in tables])
    for at, layout in enumerate(corrected[: len(layouts)]):
        layouts[at] = layout
    laid = Laid(layouts=layouts)
    if any(layout is not None and layout.head for layout in layouts) or len(tables) == len(source.parts):
        _Walk(laid).through(source, layouts)
    if not laid.lines:
        told = read_prose(_as_passages(source))
        lines, vetoes = taken_out(told.lines)
        laid.vetoes += vetoes
        laid.lines, aside = with_lines(lines)
        laid.aside = told.aside + aside
    return laid


def _alike(tables: list[Table], layouts: list[Layout | None]) -> list[Layout | None]:
    """Tables with the same head, as on the next page or sheet, hold the same in their columns."""
    bodies: dict[tuple[str, ...], list[Row]] = {}
    for table, layout in zip(tables, layouts, strict=True):
        if layout is not None and layout.head:
            bodies.setdefault(_head(layout), []).extend(table.rows[layout.body :])
    joint: dict[tuple[str, ...], Layout | None] = {}
    found: list[Layout | None] = []
    for table, layout in zip(tables, layouts, strict=True):
        if layout is None or not layout.head:
            found.append(layout)
            continue
        head = _head(layout)
        if head not in joint:
            joint[head] = proposed([*table.rows[: layout.body], *bodies[head]])
        same = joint[head]
        found.append(Layout(same.columns, same.head, layout.body) if same is not None else layout)
    return found


def _head(layout: Layout) -> tuple[str, ...]:
    return tuple(column.head for column in layout.columns)


def _as_passages(source: Source) -> list[Passage]:
    found = []
    for part in source.parts:
        if isinstance(part, Passage):
            found.append(part)
        else:
            found += [Passage(row.number, " ".join(row.own(at) for at in row.filled())) for row in part.rows]
    return found


class _Walk:
    """``open`` are the headings a table would stand under; ``told`` the passages since the last table."""

    def __init__(self, laid: Laid) -> None:
        self.laid = laid
        self.depths = Depths()
        self.open: list[Raw] = []
        self.placed: set[int] = set()
        self.before: Layout | None = None
        self.text: list[Passage] = []

    def through(self, source: Source, layouts: list[Layout | None]) -> None:
        at = 0
        for part in source.parts:
            if isinstance(part, Passage):
                self._passage(part)
            else:
                self._table(part, layouts[at])
                at += 1
        told = read_prose([one for one in self.text if one.number not in self.placed])
        self.laid.vetoes += taken_out(told.lines)[1]
        self.laid.aside += told.aside + [one.text for one in told.lines]

    def _passage(self, one: Passage) -> None:
        self.text.append(one)
        found = leading_code(one.text)
        if found and len(one.text) <= _LONGEST_HEADING and not one.text.rstrip().endswith("。"):
            code, rest = found
            del self.open[self.depths.of(code.style) :]
            self.open.append(Raw(rest, one.number, code.text, True, code.style))
        elif found or one.text.rstrip().endswith("。"):
            self.open = []

    def _table(self, table: Table, layout: Layout | None) -> None:
        if is_veto_list(table.name) or (self.open and is_veto_list(self.open[-1].text)):
            self.laid.vetoes += vetoes_of_rows(table.rows)
            return
        if (layout is None or not layout.head) and self.before is not None:
            width = max((len(row.cells) for row in table.rows), default=0)
            layout = Layout(self.before.columns, self.before.head, 0) if width == len(self.before.columns) else layout
        self.before = layout or self.before
        if layout is not None and is_linked(layout):
            lines, findings = read_linked(table, layout)
            self.laid.findings += findings
        else:
            found = read_table(table, layout)
            lines = found.lines
            self.laid.findings += found.findings
            self.laid.aside += found.aside
            self.laid.declared = self.laid.declared if self.laid.declared is not None else found.declared
        self._place(lines)

    def _place(self, lines: list[Raw]) -> None:
        """Under the headings above the table, where there are any."""
        if not lines:
            return
        place = self.laid.lines
        for heading in self.open:
            if heading.row not in self.placed:
                self.placed.add(heading.row)
                place.append(heading)
            place = heading.children
        last = place[-1] if place else None
        if last is not None and last.text == lines[0].text and last.code == lines[0].code:
            last.children += lines[0].children
            lines = lines[1:]
        place += lines
