"""Which part of a pack answers which demand: what is open for a unit, each demand with the part proposed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.packs import BY_SLUG, Filed, answering
from wenming.evidence.models import Citation, Evidence

from .files import kinds_of_files
from .openings import OpenSlot, OpenTask


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a pack as a form offers them; ``filed`` stands in the order of ``rows``."""

    rows: tuple[Evidence, ...]
    filed: tuple[Filed, ...]
    cited: frozenset[tuple[int, int]]
    """(evidence, slot) of what ``unit`` answers already."""

    @property
    def choices(self) -> list[tuple[int, str]]:
        return [(one.pk, BY_SLUG[one.pack_part].word) for one in self.rows]

    def answers_already(self, slot: OpenSlot) -> list[str]:
        """The words of the parts cited for the demand."""
        return [word for pk, word in self.choices if (pk, slot.slot.pk) in self.cited]

    def proposed(self, slot: OpenSlot) -> int | None:
        """The evidence to answer with; None where nothing fits, where it is answered or where there is enough."""
        if slot.enough or self.answers_already(slot):
            return None
        index = answering(slot.slot.title, Kind(slot.slot.kind), self.filed)
        return None if index is None else self.rows[index].pk


@dataclass(frozen=True, slots=True)
class Sheet:
    """The form that cites a pack: ``picked`` are the values of the tasks chosen, ``answers`` slot → evidence."""

    tasks: Sequence[OpenTask]
    parts: Parts
    picked: frozenset[str]
    answers: Mapping[int, int]

    def is_picked(self, task: OpenTask) -> bool:
        return task.value in self.picked or any(self.answers.get(one.slot.pk) for one in task.slots)


def parts_for(parts: Sequence[Evidence], unit_id: int | None) -> Parts:
    """Two queries."""
    keys = [one.pk for one in parts]
    kinds = kinds_of_files(keys)
    cited = Citation.objects.filter(evidence__in=keys, unit_id=unit_id, slot__isnull=False)
    filed = tuple(Filed(one.pack_part, one.title, tuple(kinds[one.pk])) for one in parts)
    return Parts(tuple(parts), filed, frozenset(cited.values_list("evidence_id", "slot_id")))


def proposals(tasks: Sequence[OpenTask], parts: Parts, picked: frozenset[str]) -> dict[int, int]:
    """For each demand of the tasks picked the part that most likely answers it."""
    found = {}
    for task in tasks:
        for slot in task.slots if task.value in picked else ():
            if (evidence := parts.proposed(slot)) is not None:
                found[slot.slot.pk] = evidence
    return found
