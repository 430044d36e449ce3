"""A work item that was closed is done again: the units that had it at the end receive it anew."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.organisation.queries.units import units_of
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Assignment, Duty, WorkItem

from .freezing import tell_units
from .work_items import locked


@transaction.atomic
def reopen_work_item(*, item: WorkItem, reason: str, by: Viewer, at: datetime) -> list[Duty]:
    """Returns the duties to be received; the standard, the date, plans and evidence are as they were.

    Raises InputRefused without a reason, RuleBroken where it is not closed or a unit of it is gone by now.
    """
    access.check_may_direct(by, item)
    access.check_work_item_closed(item)
    if not reason.strip():
        raise InputRefused("没有重新开展：请写明原因。", {"reason": "请写明原因。"})
    item, why = locked(item), reason.strip()[:200]
    access.check_work_item_closed(item)
    duties = _ended_with(item)
    _check_units(item, duties, timezone.localdate(at))
    for duty in duties:
        duty.state, duty.received_at, duty.received_by = Duty.State.SENT, None, ""
        duty.withdrawn_on, duty.withdrawn_because, duty.version = None, "", duty.version + 1
    Duty.objects.bulk_update(
        duties, ["state", "received_at", "received_by", "withdrawn_on", "withdrawn_because", "version"]
    )
    Assignment.objects.filter(pk__in={duty.assignment_id for duty in duties}).update(withdrawn_on=None)
    item.closed_on, item.closed_because, item.version = None, "", item.version + 1
    item.save()
    record(events.work_item_reopened, by=by, at=at, on=item, after={"duties": len(duties)}, reason=why)
    tell_units(duties, item.task.campaign, by, at)
    return duties


def _ended_with(item: WorkItem) -> list[Duty]:
    """The duties its closing ended, without those that had ended before."""
    rows = Duty.objects.select_for_update(of=("self",)).filter(
        work_item=item, state=Duty.State.WITHDRAWN, withdrawn_on=item.closed_on, withdrawn_because=item.closed_because
    )
    return list(rows.select_related("task", "unit", "assignment"))


def _check_units(item: WorkItem, duties: Sequence[Duty], on: date) -> None:
    here = {unit.pk for unit in units_of(item.organisation_id, on)}
    gone = [str(duty.unit) for duty in duties if duty.unit_id not in here]
    if gone or not duties:
        whom = f"{'、'.join(gone)}已经撤销" if gone else "原来的单位已经不再承担"
        raise RuleBroken(f"没有重新开展：{whom}。请重新拆分一项，写上现在承担的单位。")
