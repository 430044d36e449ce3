"""Which tasks and slots evidence serves, and how much of each demand is there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import counted
from wenming.evidence.models import Citation, Evidence, SlotTally, TaskTally
from wenming.shell.prepared import padded, prepared

CURRENT = Q(evidence__revisions__is_current=True)
MEDIA = "evidence__revisions__files__stored__media_type__startswith"
FILES = "evidence__revisions__files"
INSIDE = (Q(slot__window_from=None) | Q(evidence__event_on__gte=F("slot__window_from"))) & (
    Q(slot__window_until=None) | Q(evidence__event_on__lte=F("slot__window_until"))
)
"""The event lies inside the window of the slot."""


def citations_for(organisation_id: int, task_ids: Sequence[int] | QuerySet[Any, Any]) -> QuerySet[Citation]:
    """Citations that serve any of the tasks, however they do."""
    return Citation.objects.of(organisation_id).filter(served_task_id__in=task_ids)


def evidence_of_tasks(organisation_id: int, task_ids: Sequence[int]) -> dict[int, int]:
    """How many pieces of filed evidence serve each task; a task without any is left out."""
    rows = TaskTally.objects.of(organisation_id).filter(state=Evidence.State.FILED, task_id__in=task_ids)
    return dict(rows.values("task_id").annotate(pieces=Sum("number")).values_list("task_id", "pieces"))


def outside(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Of ``citations`` those of a demand whose window does not hold the day of the event."""
    early, late = Q(evidence__event_on__lt=F("slot__window_from")), Q(evidence__event_on__gt=F("slot__window_until"))
    return citations.filter(early | late)


def slot_fill(organisation_id: int, slot_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each slot what each unit has answered with, as it was tallied. Slots nobody answered are left out."""
    fill: dict[int, dict[int, int]] = defaultdict(dict)
    for slot_id, unit_id, number in _tallied(organisation_id, *padded(slot_ids)) if slot_ids else ():
        fill[slot_id][unit_id] = number
    return dict(fill)


@prepared
def _tallied(organisation_id: int, *slot_ids: int) -> QuerySet[Any, Any]:
    rows = SlotTally.objects.of(organisation_id).filter(slot_id__in=slot_ids, number__gt=0)
    return rows.values_list("slot_id", "unit_id", "number")


def measured_fill(organisation_id: int, slot_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """The same counted afresh: filed, and of an event inside the slot's window. Its cost grows with the evidence.

    What counts as one is said by ``domain.evidence.slots.counted``.
    """
    rows = (
        Citation.objects.of(organisation_id)
        .filter(INSIDE, slot_id__in=slot_ids, evidence__state=Evidence.State.FILED)
        .values("slot_id", "slot__kind", "unit_id")
        .annotate(
            items=Count("evidence", distinct=True),
            pictures=Count(FILES, filter=CURRENT & Q(**{MEDIA: "image/"}), distinct=True),
            videos=Count(FILES, filter=CURRENT & (Q(**{MEDIA: "video/"}) | Q(**{MEDIA: "audio/"})), distinct=True),
        )
    )
    fill: dict[int, dict[int, int]] = defaultdict(dict)
    for row in rows:
        have = counted(Kind(row["slot__kind"]), items=row["items"], pictures=row["pictures"], videos=row["videos"])
        if have:
            fill[row["slot_id"]][row["unit_id"]] = have
    return dict(fill)
