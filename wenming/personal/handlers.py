"""What the clock and the worker do here, and how rows of the lower rooms leave."""

from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.jobs.models import Job
from wenming.jobs.registry import Run, every, job
from wenming.notices.models import Notice
from wenming.organisation.actions.roster_sources import destroy_source
from wenming.organisation.models import Organisation, Person, RosterImport
from wenming.organisation.queries.roster import imported_before

from .actions.retention import LET_GO, close_plan, forget_numbers, let_row_go, plan_retention
from .models import Consent, CorrectionRequest, RetentionPlan
from .queries import own_data  # noqa: F401  registers the sections of the lower rooms
from .queries.retention import rows_of
from .registry import retention

PLAN_EVERY_SECONDS = 3600


@every(PLAN_EVERY_SECONDS, "personal.plan_retention")
def plan_what_is_due(at: datetime) -> None:
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        plan_retention(organisation_id=organisation_id, on=timezone.localdate(at), at=at)


@job(LET_GO, "到期清理")
def let_go(run: Run, plan_id: int) -> None:
    """Row by row; an interrupted run goes on with the rows that are still there."""
    plan = RetentionPlan.objects.of(run.organisation_id).get(pk=plan_id)
    waiting, before = list(rows_of(plan).values_list("pk", flat=True)), run.done
    run.begin(before + len(waiting))
    for number, pk in enumerate(waiting, before + 1):
        with run.row(number, f"第 {pk} 号"):
            let_row_go(plan=plan, pk=pk, at=timezone.now())
    still = rows_of(plan).count()
    close_plan(plan=plan, left=before + len(waiting) - still, failed=still, at=timezone.now())
    run.finish(left=plan.left, failed=still)


def _people_who_left(organisation_id: int, before: date) -> QuerySet[Any]:
    rows = Person.objects.of(organisation_id).filter(status=Person.Status.LEFT, since__lt=before)
    return rows.filter(~Q(id_number="") | ~Q(phone=""))


retention("organisation.person", act="清除身份证号和电话", due=_people_who_left)(forget_numbers)


def _destroy_workbook(row: Model, by: Viewer, at: datetime) -> None:
    if isinstance(row, RosterImport):
        destroy_source(roster=row, by=by, at=at)


retention("organisation.rosterimport", act="销毁原表", due=imported_before)(_destroy_workbook)


def _delete(row: Model, _by: Viewer, _at: datetime) -> None:
    row.delete()


def _days(field: str, model: Any) -> Any:
    return lambda organisation_id, before: model.objects.filter(
        organisation_id=organisation_id, **{f"{field}__date__lt": before}
    )


retention("notices.notice", act="删除", due=_days("sent_at", Notice))(_delete)
retention("jobs.job", act="删除", due=_days("finished_at", Job))(_delete)
retention("personal.consent", act="删除", due=_days("withdrawn_at", Consent))(_delete)
retention("personal.correctionrequest", act="删除", due=_days("answered_at", CorrectionRequest))(_delete)
