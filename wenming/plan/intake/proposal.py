"""A plan's file into a proposal: taken apart here, written by the action."""

from datetime import datetime

from wenming.domain.authority import Viewer
from wenming.filestore.intake.lines.document import read_document
from wenming.plan.access.documents import check_may_edit
from wenming.plan.actions.proposals import propose_plan
from wenming.plan.models import PlanRevision, WorkPlan


def propose_file(
    *, data: bytes, name: str, revises: WorkPlan | None = None, by: Viewer, at: datetime
) -> PlanRevision:
    """A new plan, or the next revision of the one it ``revises``.

    Raises InputRefused for a file that cannot be read or holds no task, AlreadyRead for one read before.
    """
    check_may_edit(by)
    return propose_plan(
        lines=read_document(data, name), data=data, name=name, revises=revises, by=by, at=at
    )
