"""A table whose rows name the row above them by number: id, parent, order."""

from .columns import Layout
from .findings import Finding
from .heads import Role
from .links import Linked, linked
from .raw import Raw
from .source import Row, Table
from .tables import coded


def is_linked(layout: Layout) -> bool:
    return bool(layout.of(Role.PARENT)) and bool(layout.of(Role.ID) or layout.of(Role.CODE))


def read_linked(table: Table, layout: Layout) -> tuple[list[Raw], list[Finding]]:
    own = (layout.of(Role.ID) or layout.of(Role.CODE))[0]
    found = []
    for row in table.rows[layout.body :]:
        if row.filled():
            raw = _raw(row, layout, own)
            order = next((row.cell(at) for at in layout.of(Role.ORDER)), "")
            found.append(Linked(raw, row.cell(own), row.cell(layout.of(Role.PARENT)[0]), order))
    return linked(found)


def _raw(row: Row, layout: Layout, own: int) -> Raw:
    naming = [row.cell(at) for at, one in enumerate(layout.columns) if one.role in (Role.LEVEL, Role.CRITERION)]
    said = [text for text in naming if text]
    codes = [row.cell(at) for at in layout.of(Role.CODE) if row.cell(at)]
    raw = Raw(said[0] if said else "", row.number, requirement=said[1:])
    if codes:
        raw.code, raw.printed = codes[0], True
    else:
        coded(raw)
    if not raw.printed:
        raw.code, raw.printed = row.cell(own), bool(row.cell(own))
    raw.score = next((row.cell(at) for at in layout.of(Role.SCORE)), "")
    raw.requirement += [row.cell(at) for at in layout.of(Role.RULE) if row.cell(at)]
    raw.methods = [row.cell(at) for at in layout.of(Role.METHOD) if row.cell(at)]
    raw.materials = [row.cell(at) for at in layout.of(Role.MATERIAL) if row.cell(at)]
    raw.remarks = [row.cell(at) for at in layout.of(Role.REMARK) if row.cell(at)]
    return raw
