"""The lines of an edition as the tree the rules of the field work on."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.db.models import QuerySet

from wenming.domain.standard.nodes import Node, Slot, rule_from_json
from wenming.standard.models import Edition, Indicator, IndicatorSlot


def lines_of(edition: Edition) -> QuerySet[Indicator]:
    """In the order of the document."""
    return Indicator.objects.of(edition.organisation_id).filter(edition=edition).order_by("position")


def slots_of(edition: Edition) -> dict[int, list[IndicatorSlot]]:
    """By indicator, each list in its order; one statement."""
    found: dict[int, list[IndicatorSlot]] = defaultdict(list)
    rows = IndicatorSlot.objects.of(edition.organisation_id).filter(edition=edition)
    for one in rows.select_related("slot").order_by("indicator", "position"):
        found[one.indicator_id].append(one)
    return found


def tree_of(edition: Edition) -> tuple[Node, ...]:
    """Two statements, whatever the size and the depth."""
    return tree_from(lines_of(edition), slots_of(edition))


def tree_from(lines: Iterable[Indicator], slots: dict[int, list[IndicatorSlot]]) -> tuple[Node, ...]:
    """Built from the last line to the first: the children of a line stand after it and are there before it."""
    children: dict[int | None, list[Node]] = defaultdict(list)
    for line in reversed(list(lines)):
        below = tuple(reversed(children.pop(line.pk, [])))
        children[line.parent_id].append(_node(line, below, slots.get(line.pk, [])))
    return tuple(reversed(children[None]))


def _node(line: Indicator, children: tuple[Node, ...], slots: list[IndicatorSlot]) -> Node:
    return Node(
        code=line.code, name=line.name, max_score=exact(line.max_score), rule=rule_from_json(line.rule), text=line.text,
        methods=tuple(line.methods), slots=tuple(_slot(one) for one in slots), children=children, cap=exact(line.cap),
        weight=exact(line.weight), bonus=line.bonus, levels=tuple(line.levels), properties=tuple(line.properties),
        row=line.row,
    )


def _slot(one: IndicatorSlot) -> Slot:
    slot = one.slot
    return Slot(
        kind=one.material, what=slot.title, min=slot.minimum, max=slot.maximum, characters=slot.characters,
        captions=tuple(slot.captions), group=slot.group,
    )


def exact(value: Decimal | None) -> Fraction | None:
    return None if value is None else Fraction(value)
