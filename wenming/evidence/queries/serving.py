"""Which tasks and slots evidence serves, and how much of each demand is there."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import BigIntegerField, Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import counted
from wenming.evidence.models import Citation, Evidence
from wenming.plan.models import TaskSlot

CURRENT = Q(evidence__revisions__is_current=True)
MEDIA = "evidence__revisions__files__stored__media_type__startswith"
FILES = "evidence__revisions__files"


def with_task(citations: QuerySet[Citation]) -> QuerySet[Citation]:
    """Citations with ``served_task_id``: the task cited itself, through a duty of it, or through a slot of it."""
    task_of_slot = TaskSlot.objects.filter(slot_id=OuterRef("slot_id")).values("task_id")[:1]
    served = Coalesce("task_id", "duty__task_id", Subquery(task_of_slot), output_field=BigIntegerField())
    return citations.annotate(served_task_id=served)


def citations_for(organisation_id: int, task_ids: Sequence[int] | QuerySet[Any, Any]) -> QuerySet[Citation]:
    """Citations that serve any of the tasks, however they do."""
    slots = TaskSlot.objects.of(organisation_id).filter(task_id__in=task_ids).values("slot_id")
    return Citation.objects.of(organisation_id).filter(
        Q(task_id__in=task_ids) | Q(duty__task_id__in=task_ids) | Q(slot_id__in=slots)
    )


def evidence_of_tasks(organisation_id: int, task_ids: Sequence[int]) -> dict[int, int]:
    """How many pieces of filed evidence serve each task; a task without any is left out."""
    rows = (
        with_task(citations_for(organisation_id, task_ids).filter(evidence__state=Evidence.State.FILED))
        .values("served_task_id")
        .annotate(pieces=Count("evidence", distinct=True))
        .values_list("served_task_id", "pieces")
    )
    return dict(rows)


def slot_fill(organisation_id: int, slot_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """For each slot what each unit has answered with: filed, and of an event inside the slot's window.

    What counts as one is said by ``domain.evidence.slots.counted``. Slots nobody answered are left out.
    """
    inside = (Q(slot__window_from=None) | Q(evidence__event_on__gte=F("slot__window_from"))) & (
        Q(slot__window_until=None) | Q(evidence__event_on__lte=F("slot__window_until"))
    )
    rows = (
        Citation.objects.of(organisation_id)
        .filter(inside, slot_id__in=slot_ids, evidence__state=Evidence.State.FILED)
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
