"""The plan arrives: its text goes through the same reading as any uploaded document."""

from wenming.filestore.intake.lines.document import read_document
from wenming.plan.actions.proposals import propose_plan
from wenming.plan.models import PlanRevision

from . import script
from .calendar import moment
from .founding import Body

FILE_NAME = "创建全国文明单位工作方案.txt"


def propose(body: Body) -> PlanRevision:
    data = script.plan_text(body.calendar.printed()).encode()
    at = moment(body.calendar.issued, 15, 20)
    return propose_plan(lines=read_document(data, FILE_NAME), data=data, name=FILE_NAME, by=body.office, at=at)
