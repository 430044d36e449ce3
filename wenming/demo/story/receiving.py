"""Units receive their duties, most within days; the office reminds those who have not."""

from datetime import datetime, timedelta
from random import Random

from django.urls import reverse

from wenming.notices.actions import mark_all_read, send
from wenming.organisation.models import Unit
from wenming.plan.actions.duties import receive_duties

from . import script
from .calendar import moment
from .founding import Body
from .timeline import Timeline

REMINDER = "请签收本单位的创建任务"
WHY = "任务下达后还没有签收，请今天内签收；有不清楚的请与办公室联系。"


def receive(body: Body, rng: Random, timeline: Timeline) -> None:
    for unit in body.units.values():
        day = body.calendar.frozen + timedelta(days=rng.randint(1, 6))
        if unit.name not in script.NOT_RECEIVED:
            at = moment(day, rng.randint(14, 17), rng.randint(0, 59))
            timeline.at(at, lambda at, unit=unit: receive_now(body, unit, at))
    for days in (9, 20):
        timeline.at(moment(body.calendar.frozen + timedelta(days=days), 10), lambda at: _remind(body, at))


def receive_now(body: Body, unit: Unit, at: datetime) -> None:
    """All that waits for the unit, by its contact person, who then has read the notices."""
    receive_duties(unit=unit, by=body.liaison_of(unit), at=at)
    mark_all_read(by=body.liaison_of(unit), at=at)


def _remind(body: Body, at: datetime) -> None:
    for name in script.NOT_RECEIVED:
        link = reverse("plan:duties", query={"unit": body.units[name].pk})
        send(to=body.users[body.liaisons[name]], title=REMINDER, body=WHY, link=link, by=body.office, at=at)
