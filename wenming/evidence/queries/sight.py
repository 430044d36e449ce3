"""What part of a body's evidence somebody sees."""

from typing import NamedTuple

from django.db.models import Q

from wenming.evidence.models import Evidence


class Sight(NamedTuple):
    """``everything``, or all but what is withheld by other units than ``unit_ids``."""

    everything: bool
    unit_ids: tuple[int, ...] = ()

    @property
    def tallies(self) -> Q:
        """Which tallies make up what is seen."""
        return Q() if self.everything else Q(withheld=False) | Q(unit_id__in=self.unit_ids)

    @property
    def evidence(self) -> Q:
        return Q() if self.everything else ~Q(disclosure=Evidence.Disclosure.WITHHELD) | Q(unit_id__in=self.unit_ids)
