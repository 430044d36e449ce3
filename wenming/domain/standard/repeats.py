"""Cells that only repeat the one above, in a table that writes its groups out on every row."""

from collections.abc import Sequence
from dataclasses import replace

from .columns import NAMING, Column, head_of_rows
from .heads import Role
from .source import Row, Table


def marked(table: Table) -> Table:
    """The same table, with repeated groups, their codes and their scores marked as merged; without a head as it is."""
    found = head_of_rows(table.rows)
    if found is None:
        return table
    _, columns, body = found
    naming = [at for at, one in enumerate(columns) if one.role in NAMING]
    rows = list(table.rows)
    for at in range(len(rows) - 1, body, -1):
        again = _again(rows[at], rows[at - 1], columns, naming)
        if again:
            rows[at] = replace(rows[at], merged=tuple(sorted({*rows[at].merged, *again})))
    return replace(table, rows=tuple(rows))


def _again(row: Row, above: Row, columns: Sequence[Column], naming: list[int]) -> set[int]:
    """From the left the naming columns that repeat, the last one never; then codes and scores that go with them."""
    found: set[int] = set()
    for at in naming[:-1]:
        if not row.cell(at) or row.cell(at) != above.cell(at):
            break
        found.add(at)
    if not found:
        return found
    for at, column in enumerate(columns):
        if column.role not in (Role.SCORE, Role.CODE, Role.WEIGHT) or row.cell(at) != above.cell(at):
            continue
        beside = _named_by(at, column.role, naming)
        if beside in found and row.cell(at):
            found.add(at)
    return found


def _named_by(at: int, role: Role, naming: list[int]) -> int | None:
    """A code stands before its name, a score behind it; one at the very edge beside the nearest."""
    before, behind = [one for one in naming if one < at], [one for one in naming if one > at]
    if role is Role.CODE:
        before, behind = behind[::-1], before[::-1]
    return before[-1] if before else behind[0] if behind else None
