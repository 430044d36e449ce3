"""A slot as the rules of the domain read it."""

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import Demand
from wenming.standard.models import MaterialSlot


def demand_of(slot: MaterialSlot) -> Demand:
    return Demand(
        Kind(slot.kind), slot.minimum, slot.maximum, slot.window_from, slot.window_until, tuple(slot.captions),
        slot.characters,
    )
