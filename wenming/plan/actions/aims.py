"""Confirming which tasks serve an aim. Nothing in the plan says so: words propose it, the office decides."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.plan import events
from wenming.plan.access import tasks as access
from wenming.plan.models import Aim, AimTask, Campaign, Task
from wenming.plan.queries.aims import aim_texts


@transaction.atomic
def confirm_aim(
    *, campaign: Campaign, text: str, tasks: Sequence[Task], version: int, by: Viewer, at: datetime
) -> Aim:
    """The aim is served by just these tasks; none is an answer too. ``version`` 0: nobody had confirmed it yet.

    Raises RuleBroken where the plan in force names no such aim, ChangedMeanwhile where another confirmed first.
    """
    access.check_may_direct(by, campaign)
    campaign = Campaign.objects.select_for_update().get(pk=campaign.pk)
    if text not in aim_texts(campaign):
        raise RuleBroken("现行方案里没有这条创建目标，可能刚换了修订版。没有保存，请看过现在的目标再确认。")
    for task in tasks:
        access.check_own(by, task)
        access.check_task_open(task)
    aim = Aim.objects.of(by.organisation_id).filter(campaign=campaign, text=text).first()
    if (aim.version if aim else 0) != version:
        raise ChangedMeanwhile("别人刚确认过这条目标，现在的结果列在上面。您勾选的没有保存，还在这里，看过再确认。")
    links = AimTask.objects.of(by.organisation_id).filter(aim=aim).select_related("task") if aim else []
    before = _numbers([link.task for link in links])
    aim = aim or Aim(organisation_id=by.organisation_id, campaign=campaign, text=text, version=0)
    aim.version, aim.confirmed_at, aim.confirmed_by = aim.version + 1, at, by.name
    aim.save()
    AimTask.objects.of(by.organisation_id).filter(aim=aim).delete()
    AimTask.objects.bulk_create(AimTask(organisation_id=by.organisation_id, aim=aim, task=task) for task in tasks)
    record(
        events.aim_confirmed, by=by, at=at, on=aim, before={"tasks": before}, after={"tasks": _numbers(tasks) or "没有"}
    )
    return aim


def _numbers(tasks: Sequence[Task]) -> str:
    ordered = sorted(tasks, key=lambda task: task.position)
    return f"任务 {'、'.join(task.short_number for task in ordered)}" if ordered else ""
