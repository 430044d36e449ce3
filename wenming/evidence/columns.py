"""What this room tells the lists of the rooms below it."""

from collections.abc import Sequence

from wenming.organisation.registry import column

from .queries.serving import evidence_of_tasks, slot_fill


@column("standard.slot.fill")
def fill_of_slots(organisation_id: int, slot_ids: Sequence[int]) -> dict[int, dict[int, int]]:
    """Slot → unit → how much is there (``queries.serving.slot_fill``)."""
    return slot_fill(organisation_id, slot_ids)


@column("plan.task.evidence")
def evidence_per_task(organisation_id: int, task_ids: Sequence[int]) -> dict[int, int]:
    """Task → pieces of filed evidence that serve it."""
    return evidence_of_tasks(organisation_id, task_ids)
