"""A plan taken out again: as an official document, as the table of its tasks."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.domain.plan.draft import from_json
from wenming.domain.plan.written import plan_outline
from wenming.plan.access.documents import revision_for
from wenming.plan.actions.exporting import record_export
from wenming.plan.exports.breakdown import breakdown_workbook
from wenming.plan.models import PlanRevision
from wenming.plan.queries.revisions import duties_under
from wenming.plan.queries.work_items import items_under
from wenming.shell.door import needs
from wenming.shell.responses import document_file, workbook_file


@require_POST
@needs(Permission.READ_CAMPAIGN)
def plan_docx(request: HttpRequest, pk: int) -> HttpResponse:
    """The plan in the layout of official documents."""
    from wenming.plan.exports.official import docx_of  # only here: python-docx takes a twelfth of a start

    found = revision_for(request.viewer, pk)
    data = docx_of(plan_outline(from_json(found.draft)))
    record_export(revision=found, as_what="方案（docx）", by=request.viewer, at=timezone.now())
    return document_file(data, _name(found))


@require_POST
@needs(Permission.READ_CAMPAIGN)
def breakdown_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """任务分解表; of the plan in force with every unit's duty."""
    found = revision_for(request.viewer, pk)
    data = breakdown_workbook(from_json(found.draft), duties_under(found), items_under(found))
    record_export(revision=found, as_what="任务分解表（xlsx）", by=request.viewer, at=timezone.now())
    return workbook_file(data, f"任务分解表_{_name(found)}")


def _name(revision: PlanRevision) -> str:
    return f"{revision.work_plan.title[:60]}_第{revision.number}版"
