"""A task taken apart, by the verb itself."""

from datetime import timedelta

from django.core.files.base import ContentFile

from tests.cast import NOW, TODAY, Cast
from tests.factories.plan import MadeCampaign
from wenming.domain.plan.work_items import ItemInput
from wenming.evidence.actions.filing import Incoming, file_evidence
from wenming.evidence.models import Evidence
from wenming.plan.actions.work_items import split_task
from wenming.plan.models import Duty, TaskSlot, WorkItem

LECTURES = ItemInput("举办普法讲座", ("机关党委",), ("离退处",), "讲座 2 场", TODAY + timedelta(10))
REGISTER = ItemInput("建立学法台账", ("税政法规处",), (), "", TODAY + timedelta(20))


def take_apart(cast: Cast, made: MadeCampaign, *items: ItemInput) -> list[WorkItem]:
    split_task(task=made.tasks[0], items=items or (LECTURES, REGISTER), by=cast.office, at=NOW)
    return list(made.tasks[0].work_items.order_by("position"))


def share(item: WorkItem, unit) -> Duty:
    return Duty.objects.get(work_item=item, unit=unit)


def file_for(cast: Cast, item: WorkItem, unit, *, duty: bool = False) -> Evidence:
    """Evidence for the material of an item, or for the unit's duty in it."""
    slot = TaskSlot.objects.select_related("slot").get(work_item=item).slot
    content = ContentFile(f"{item.pk}{unit}{duty}".encode(), name="记录.txt")
    return file_evidence(
        files=[Incoming("记录.txt", content)], title="记录", unit=unit, event_on=TODAY,
        duties=[share(item, unit)] if duty else [], slots=[] if duty else [slot], by=cast.office, at=NOW,
    )
