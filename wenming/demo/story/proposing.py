"""The plan arrives: its text goes through the same reading as any uploaded document."""

from wenming.plan.actions.proposals import propose_plan
from wenming.plan.models import PlanRevision

from . import script
from .calendar import moment
from .founding import Body


def propose(body: Body) -> PlanRevision:
    text = script.plan_text(body.calendar.printed())
    at = moment(body.calendar.issued, 15, 20)
    return propose_plan(data=text.encode(), name="创建全国文明单位工作方案.txt", by=body.office, at=at)
