"""A plan taken out as a file names people: who took it is kept."""

from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.plan import events
from wenming.plan.access.documents import check_may_read
from wenming.plan.models import PlanRevision


@transaction.atomic
def record_export(*, revision: PlanRevision, as_what: str, by: Viewer, at: datetime) -> None:
    """``as_what`` as the person named it: 方案（docx） or 任务分解表（xlsx）."""
    check_may_read(by, revision)
    record(events.plan_exported, by=by, at=at, on=revision, after={"format": as_what})
