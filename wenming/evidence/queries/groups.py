"""Demands that one material answers: those of one campaign whose office gave them the same group."""

from collections.abc import Iterable, Sequence

from django.db.models import Count, QuerySet

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import counted_of, in_window
from wenming.evidence.models import Evidence
from wenming.plan.models import Task, TaskSlot
from wenming.standard.models import MaterialSlot

from .demands import demand_of

SHARING = ("task__campaign_id", "slot__group")


def sizes_of_groups(organisation_id: int, slots: Iterable[TaskSlot]) -> dict[tuple[int, str], int]:
    """(campaign, group) → how many open demands share it; no query where none of ``slots`` has a group."""
    names = {one.slot.group for one in slots if one.slot.group}
    if not names:
        return {}
    counted = _open(organisation_id).filter(slot__group__in=names).order_by().values_list(*SHARING)
    return {(campaign, group): number for campaign, group, number in counted.annotate(number=Count("pk"))
            if number > 1}


def with_their_groups(slots: Sequence[MaterialSlot], evidence: Evidence) -> list[MaterialSlot]:
    """``slots`` and the demands beside them that ``evidence`` answers too: of the kind asked, inside their window."""
    if not any(one.group for one in slots):
        return list(slots)
    given = {one.pk for one in slots}
    asked = set(TaskSlot.objects.of(evidence.organisation_id).filter(slot__in=given).exclude(slot__group="")
                .values_list(*SHARING))
    beside = _open(evidence.organisation_id).filter(slot__group__in={group for _, group in asked}).exclude(
        slot__in=given).select_related("slot", "task")
    kinds = [one.kind for one in evidence.revisions.get(is_current=True).files.select_related("stored")]
    return [*slots, *(
        one.slot for one in beside
        if (one.task.campaign_id, one.slot.group) in asked and in_window(demand_of(one.slot), evidence.event_on)
        and counted_of(Kind(one.slot.kind), kinds)
    )]


def _open(organisation_id: int) -> QuerySet[TaskSlot]:
    return TaskSlot.objects.of(organisation_id).filter(task__state=Task.State.OPEN, work_item__closed_on=None)
