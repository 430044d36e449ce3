"""What part of a body's evidence somebody sees."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from wenming.evidence.models import Evidence


class Sight(NamedTuple):
    """``everything``, or all but what is withheld by other units than ``unit_ids``, or only a draft of theirs."""

    everything: bool
    unit_ids: tuple[int, ...] = ()

    @property
    def tallies(self) -> Q:
        """Which tallies make up what is seen."""
        return Q() if self.everything else Q(withheld=False) | Q(unit_id__in=self.unit_ids)

    @property
    def evidence(self) -> Q:
        if self.everything:
            return Q()
        for_all = ~Q(disclosure=Evidence.Disclosure.WITHHELD) & ~Q(state=Evidence.State.DRAFT)
        return for_all | Q(unit_id__in=self.unit_ids)

    @property
    def packs(self) -> Q:
        """Packs have no draft: who opens one sees the parts of it that are for all."""
        return Q() if self.everything else ~Q(disclosure=Evidence.Disclosure.WITHHELD) | Q(unit_id__in=self.unit_ids)

    @staticmethod
    def is_for_some(evidence: Evidence) -> bool:
        """Whether only some see it: its tallies are then told from the rest as withheld."""
        return evidence.is_withheld or evidence.state == Evidence.State.DRAFT

    def evidence_of(self, organisation_id: int) -> QuerySet[Evidence]:
        """All the evidence of the body that is seen, in whatever state."""
        return Evidence.objects.of(organisation_id).filter(self.evidence)
