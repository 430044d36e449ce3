"""Who is told of a revision: units that got something to receive, units that need not go on."""

from collections import Counter
from datetime import datetime

from django.urls import reverse
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.notices.actions import send
from wenming.plan.models import PlanRevision

from .freezing import people_of_units, tell_units
from .revised_tasks import Revision


def tell_of_revision(revision: PlanRevision, made: Revision, *, by: Viewer, at: datetime) -> None:
    tell_units(made.given, revision.work_plan.campaign, by, at)
    ended = Counter(duty.unit_id for duty in made.ended)
    for unit, users in people_of_units(revision.organisation_id, ended, timezone.localdate(at)).items():
        tasks = "、".join(str(duty.task) for duty in made.ended if duty.unit_id == unit.pk)
        send(
            to=users, title=f"{ended[unit.pk]} 项任务不用再办", by=by, at=at,
            body=f"方案第 {revision.number} 版已冻结，{unit}不再承担：{tasks[:300]}。已报的材料和记录都留着。",
            link=reverse("plan:duties", query={"unit": unit.pk}),
        )
