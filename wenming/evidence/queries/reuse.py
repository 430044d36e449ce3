"""How often evidence is used: read for all pieces of one page at once."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from wenming.domain.evidence.reuse import Reuse, Use, reuse_of
from wenming.domain.evidence.slots import is_within
from wenming.evidence.models import Citation
from wenming.shell.prepared import padded, prepared


def reuse_of_all(evidence_ids: Sequence[int]) -> dict[int, Reuse]:
    """Evidence → its use, one query; evidence that serves nothing is left out."""
    uses: dict[int, list[Use]] = defaultdict(list)
    for evidence, unit, task, slot, made_at, event_on, since, until in (
        _uses(*padded(evidence_ids)) if evidence_ids else ()
    ):
        counts = is_within(event_on, since, until)
        uses[evidence].append(Use(unit, task, slot, timezone.localdate(made_at).year, counts))
    return {evidence: reuse_of(found) for evidence, found in uses.items()}


@prepared
def _uses(*evidence_ids: int) -> QuerySet[Any, Any]:
    rows = Citation.objects.filter(evidence_id__in=evidence_ids).order_by()
    return rows.values_list("evidence_id", "unit_id", "served_task_id", "slot_id", "made_at", "evidence__event_on",
                            "slot__window_from", "slot__window_until")
