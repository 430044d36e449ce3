"""What reading a standard proposes, and the same as JSON."""

from dataclasses import dataclass, fields, is_dataclass
from fractions import Fraction
from typing import Any

from wenming.domain.codec import encode

from .columns import Layout
from .findings import Finding
from .nodes import Component, Node, Veto, walk


@dataclass(frozen=True, slots=True)
class Total:
    """``by_text`` and ``by_field`` add up the scores in the sentences and those in fields, where a line has both."""

    declared: Fraction | None
    summed: Fraction
    by_text: Fraction
    by_field: Fraction


@dataclass(frozen=True, slots=True)
class StandardDraft:
    """``notes`` are the words around the lines: title, notes, sections on method and use. ``layouts`` are the proposed
    roles of the columns, a table each, for a person to correct and read again with."""

    nodes: tuple[Node, ...]
    total: Total
    findings: tuple[Finding, ...]
    vetoes: tuple[Veto, ...] = ()
    components: tuple[Component, ...] = ()
    title: str = ""
    notes: tuple[str, ...] = ()
    layouts: tuple[Layout | None, ...] = ()

    def counts(self) -> list[int]:
        """How many lines each level has."""
        found: list[int] = []
        for level, _ in walk(self.nodes):
            found += [0] * (level + 1 - len(found))
            found[level] += 1
        return found


def as_json(draft: StandardDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "nodes": [_node(node) for node in draft.nodes],
        "counts": draft.counts(),
        "total": {
            "declared": _number(draft.total.declared),
            "summed": _number(draft.total.summed),
            "by_text": _number(draft.total.by_text),
            "by_field": _number(draft.total.by_field),
        },
        "vetoes": [encode(veto) for veto in draft.vetoes],
        "components": [{"name": one.name, "points": _number(one.points)} for one in draft.components],
        "notes": list(draft.notes),
        "columns": [
            [{"head": one.head, "role": one.role.value, "level": one.level} for one in layout.columns] if layout else []
            for layout in draft.layouts
        ],
        "findings": [
            {"kind": one.kind.value, "code": one.code, "message": one.message, "row": one.row} for one in draft.findings
        ],
    }


def _node(node: Node) -> dict[str, Any]:
    return {
        "code": node.code,
        "name": node.name,
        "text": node.text,
        "max_score": _number(node.max_score),
        "rule": {"type": node.rule.type.value, **_told(node.rule)},
        "methods": list(node.methods),
        "slots": [encode(slot) for slot in node.slots],
        "cap": _number(node.cap),
        "weight": _number(node.weight),
        "bonus": node.bonus,
        "row": node.row,
        "children": [_node(child) for child in node.children],
    }


def _number(value: Fraction | None) -> int | float | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(value)


def _told(data: Any) -> dict[str, Any]:
    """The parameters that are said, figures as numbers."""
    said = {field.name: _plain(getattr(data, field.name)) for field in fields(data)}
    return {name: value for name, value in said.items() if value is not None and value not in ("", [])}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, Fraction):
        return _number(value)
    return _told(value) if is_dataclass(value) else value
