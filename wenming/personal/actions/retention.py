"""Planning what is due to leave, confirming it, letting it go row by row."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import Model

from wenming.audit.actions import record
from wenming.domain.authority import Viewer, system
from wenming.domain.errors import RuleBroken
from wenming.jobs.actions import enqueue
from wenming.organisation.access import check_own
from wenming.organisation.models import Person
from wenming.personal import access, events
from wenming.personal.models import RetentionPlan
from wenming.personal.queries.data_map import holding_of
from wenming.personal.queries.retention import due_to_leave, rows_of
from wenming.personal.registry import retention_rules

LET_GO = "personal.let_go"
State = RetentionPlan.State


def plan_retention(*, organisation_id: int, on: date, at: datetime) -> int:
    """Put what is due on a day before the administrator; returns how many plans wait. Deletes nothing of anybody.

    Bears being called twice at once; a plan confirmed or under way is left alone.
    """
    waiting = 0
    for due in due_to_leave(organisation_id, on):
        open_plans = RetentionPlan.objects.of(organisation_id).filter(model=due.holding.model).exclude(state=State.DONE)
        planned = open_plans.filter(state=State.PLANNED)
        count = due.rows.count()
        if not count:
            planned.delete()
        elif not planned.update(before=due.before, rows=count, planned_at=at) and not open_plans.exists():
            _put_down(organisation_id, due.holding.model, due.before, count, at)
        waiting += bool(count)
    return waiting


def _put_down(organisation_id: int, model: str, before: date, rows: int, at: datetime) -> None:
    try:
        with transaction.atomic():
            RetentionPlan.objects.create(
                organisation_id=organisation_id, model=model, before=before, rows=rows, planned_at=at
            )
    except IntegrityError:  # another worker's clock put it down this very moment
        return


@transaction.atomic
def confirm_plan(*, plan: RetentionPlan, by: Viewer, at: datetime) -> RetentionPlan:
    """Ask for the job. Raises RuleBroken where it was confirmed already."""
    access.check_may_let_go(by)
    check_own(by, plan)
    plan = RetentionPlan.objects.select_for_update().get(pk=plan.pk)
    if plan.state != State.PLANNED:
        raise RuleBroken(f"这项清理{plan.confirmed_by}已经确认过，{plan.get_state_display()}。")
    title = f"到期清理：{holding_of(plan.model).table}"
    job = enqueue(LET_GO, title=title, by=by, at=at, arguments={"plan_id": plan.pk})
    plan.state, plan.confirmed_by, plan.confirmed_at, plan.job_id = State.CONFIRMED, by.name, at, job.pk
    plan.save(update_fields=["state", "confirmed_by", "confirmed_at", "job_id"])
    record(events.retention_confirmed, by=by, at=at, on=plan)
    return plan


def let_row_go(*, plan: RetentionPlan, pk: int, at: datetime) -> None:
    """One row leaves. Called inside a transaction.

    A row that meanwhile is no longer due (the person came back) is left alone.
    """
    row = rows_of(plan).select_for_update().filter(pk=pk).first()
    if row is None:
        return
    retention_rules()[plan.model].leave(row, system(plan.organisation_id), at)


@transaction.atomic
def close_plan(*, plan: RetentionPlan, left: int, failed: int, at: datetime) -> None:
    """The report of a plan carried out: how many rows left, how many could not."""
    plan.state, plan.left, plan.failed, plan.done_at = State.DONE, left, failed, at
    plan.save(update_fields=["state", "left", "failed", "done_at"])
    after = {"act": retention_rules()[plan.model].act, "left": left, "failed": failed}
    record(events.data_left, by=system(plan.organisation_id), at=at, on=plan, after=after)


def forget_numbers(person: Model, by: Viewer, at: datetime) -> None:
    """The entry stays, since posts held and figures given hang on it; the numbers go."""
    Person.objects.filter(pk=person.pk).update(id_number="", id_number_index="", phone="", phone_index="")
    record(events.numbers_forgotten, by=by, at=at, on=person)
