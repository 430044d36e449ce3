"""A slot as the rules of the domain read it, and what a piece of evidence does for it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import Demand, Offer, Rule, check, counted_of, in_window
from wenming.evidence.models import Citation, Evidence
from wenming.plan.models import TaskSlot
from wenming.standard.models import MaterialSlot

from .serving import slot_fill


def demand_of(slot: MaterialSlot) -> Demand:
    return Demand(
        Kind(slot.kind), slot.minimum, slot.maximum, slot.window_from, slot.window_until, tuple(slot.captions),
        slot.characters,
    )


@dataclass(frozen=True, slots=True)
class Answered:
    """What the ledger counts for the slots of some citations; ``of_each_unit`` are those each unit answers itself."""

    fill: Mapping[int, Mapping[int, int]]
    of_each_unit: Collection[int]

    def by(self, slot_id: int, unit_id: int) -> int:
        """What answers the slot: the unit's own where each unit owes its own, everybody's otherwise."""
        answered = self.fill.get(slot_id, {})
        return answered.get(unit_id, 0) if slot_id in self.of_each_unit else sum(answered.values())

    def rules(self, citation: Citation, evidence: Evidence, offer: Offer, counted: Iterable[Kind]) -> list[Rule]:
        """The rules of the slot cited with ``offer`` in it, beside what the others add: what the ledger counts without
        ``counted``, the files of the evidence it counts now. None where no slot is cited."""
        if citation.slot is None:
            return []
        demand = demand_of(citation.slot)
        counts_here = evidence.state == Evidence.State.FILED and in_window(demand, evidence.event_on)
        own = counted_of(demand.kind, counted) if counts_here else 0
        return check(demand, offer, self.by(citation.slot.pk, citation.unit_id) - own)


def answered_for(organisation_id: int, citations: Iterable[Citation]) -> Answered:
    """Two queries where slots are cited, none else."""
    asked = sorted({one.slot_id for one in citations if one.slot_id})
    if not asked:
        return Answered({}, ())
    shared_out = TaskSlot.objects.of(organisation_id).filter(slot_id__in=asked, of_each_unit=True)
    return Answered(slot_fill(organisation_id, asked), set(shared_out.values_list("slot_id", flat=True)))
