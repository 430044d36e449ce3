"""What is due to leave: planned by the clock, confirmed by the administrator, carried out row by row, reported."""

from datetime import date, timedelta

import pytest
from django.core.files.base import ContentFile

from tests.cast import NOW, TODAY
from tests.factories.jobs import make_job
from tests.factories.organisation import make_person
from tests.rooms.organisation.sheets import HEADS, xlsx
from wenming.audit.models import AuditEntry
from wenming.domain.errors import NotAllowed, RuleBroken
from wenming.domain.personal.periods import months_before
from wenming.filestore.actions import store
from wenming.filestore.models import StoredFile
from wenming.jobs import worker
from wenming.jobs.errors import StopAsked
from wenming.jobs.models import Job
from wenming.notices.actions import send
from wenming.notices.models import Notice
from wenming.organisation.models import Person, RosterImport
from wenming.organisation.registry import due_items
from wenming.personal import handlers
from wenming.personal.actions.retention import confirm_plan, plan_retention
from wenming.personal.handlers import plan_what_is_due
from wenming.personal.models import RetentionPlan

LONG_GONE = date(2022, 1, 31)
PHONE = "13800008000"


def leaver(unit, name, since=LONG_GONE):
    return make_person(unit, name, status=Person.Status.LEFT, since=since, phone=PHONE)


def phones():
    return {person.name: person.phone for person in Person.objects.all()}


@pytest.fixture
def people(cast):
    """Three long gone, one lately gone, one still here, and one of another organisation."""
    return [leaver(cast.lead, "示范甲"), leaver(cast.lead, "示范乙"), leaver(cast.lead, "示范丙"),
            leaver(cast.lead, "示范丁", TODAY), make_person(cast.lead, "示范戊", since=LONG_GONE, phone=PHONE),
            leaver(cast.other_unit, "例证甲")]


def planned(cast, model="organisation.person"):
    plan_retention(organisation_id=cast.organisation.pk, on=TODAY, at=NOW)
    return RetentionPlan.objects.get(organisation=cast.organisation, model=model)


@pytest.mark.parametrize(("day", "months", "before"), [
    (date(2026, 3, 31), 1, date(2026, 2, 28)), (date(2024, 2, 29), 12, date(2023, 2, 28)),
    (date(2026, 1, 15), 36, date(2023, 1, 15)), (date(2026, 12, 1), 24, date(2024, 12, 1)),
])
def test_months_back(day, months, before):
    assert months_before(day, months) == before


def test_the_plan_counts_and_touches_nobody(cast, people):
    plan = planned(cast)
    assert (plan.rows, plan.state, plan.before) == (3, "planned", date(2023, 3, 2))
    assert set(phones().values()) == {PHONE}
    assert planned(cast).pk == plan.pk
    items = [item for item in due_items(cast.viewers["system_admin"], TODAY) if item.kind == "清理"]
    assert len(items) == 1
    assert not [item for item in due_items(cast.office, TODAY) if item.kind == "清理"]


def test_confirmed_the_rows_leave_one_by_one_and_the_report_says_how_many(cast, people):
    plan = confirm_plan(plan=planned(cast), by=cast.viewers["system_admin"], at=NOW)
    worker.drain()
    plan.refresh_from_db()
    assert (plan.state, plan.left, plan.failed, plan.confirmed_by) == ("done", 3, 0, "系统管理员")
    assert phones() == {"示范甲": "", "示范乙": "", "示范丙": "", "示范丁": PHONE, "示范戊": PHONE, "例证甲": PHONE}
    assert AuditEntry.objects.filter(kind="personal.numbers_forgotten").count() == 3
    assert AuditEntry.objects.get(kind="personal.data_left").after["left"] == 3
    assert plan_retention(organisation_id=cast.organisation.pk, on=TODAY, at=NOW) == 0


def test_who_came_back_meanwhile_is_left_alone(cast, people):
    plan = confirm_plan(plan=planned(cast), by=cast.viewers["system_admin"], at=NOW)
    Person.objects.filter(name="示范甲").update(status=Person.Status.ON_POST)
    worker.drain()
    plan.refresh_from_db()
    assert phones()["示范甲"] == PHONE
    assert plan.left == 2


def test_a_plan_that_is_over_by_itself_is_taken_back(cast, people):
    planned(cast)
    Person.objects.update(status=Person.Status.ON_POST)
    assert plan_retention(organisation_id=cast.organisation.pk, on=TODAY, at=NOW) == 0
    assert not RetentionPlan.objects.exists()


def test_an_interrupted_run_goes_on_and_counts_all(cast, people, monkeypatch):
    plan = confirm_plan(plan=planned(cast), by=cast.viewers["system_admin"], at=NOW)
    once, calls = handlers.let_row_go, []

    def stops_at_the_second(**given):
        calls.append(given["pk"])
        if len(calls) == 2:
            raise StopAsked
        once(**given)

    monkeypatch.setattr(handlers, "let_row_go", stops_at_the_second)
    worker.drain()
    plan.refresh_from_db()
    assert (plan.state, plan.left) == ("done", 3)
    assert AuditEntry.objects.filter(kind="personal.numbers_forgotten").count() == 3


@pytest.mark.parametrize("who", ["office", "security_admin", "audit_admin", "lead", "member", "leader", "expert"])
def test_only_the_system_administrator_confirms(cast, people, who):
    plan = planned(cast)
    with pytest.raises(NotAllowed):
        confirm_plan(plan=plan, by=cast.viewers[who], at=NOW)
    assert cast.client(who).post(f"/personal/retention/{plan.pk}/confirm/").status_code == 403
    assert not Job.objects.exists()


def test_confirming_twice_asks_for_one_job_and_a_stranger_finds_nothing(cast, people):
    plan = planned(cast)
    with pytest.raises(NotAllowed):
        confirm_plan(plan=plan, by=cast.stranger, at=NOW)
    confirm_plan(plan=plan, by=cast.viewers["system_admin"], at=NOW)
    with pytest.raises(RuleBroken, match="已经确认过"):
        confirm_plan(plan=plan, by=cast.viewers["system_admin"], at=NOW)
    assert Job.objects.count() == 1


def test_notices_and_finished_jobs_leave_after_two_years(cast):
    old = NOW - timedelta(days=800)
    for at in (old, NOW):
        send(to=cast.users["office"], title="通知", body="", link="/", by=cast.office, at=at)
    make_job(cast.office, state=Job.State.DONE, finished_at=old)
    make_job(cast.office, state=Job.State.WAITING)
    for model in ("notices.notice", "jobs.job"):
        plan = planned(cast, model)
        assert plan.rows == 1
        confirm_plan(plan=plan, by=cast.viewers["system_admin"], at=NOW)
    Job.objects.filter(kind="tests.nothing", state=Job.State.WAITING).update(run_at=NOW + timedelta(days=3650))
    worker.drain()
    assert Notice.objects.count() == 1
    assert Job.objects.filter(kind="tests.nothing").count() == 1


def test_the_record_of_acts_is_never_due(cast, people):
    AuditEntry.objects.create(organisation_id=cast.organisation.pk, at=NOW - timedelta(days=9000), actor_label="示范甲",
                              kind="accounts.signed_in", object_type="accounts.user", object_label="示范甲")
    plan_retention(organisation_id=cast.organisation.pk, on=TODAY, at=NOW)
    assert [plan.model for plan in RetentionPlan.objects.all()] == ["organisation.person"]


def test_the_clock_plans_for_every_organisation(cast, people):
    plan_what_is_due(NOW)
    plan_what_is_due(NOW)
    assert {plan.organisation_id: plan.rows for plan in RetentionPlan.objects.all()} == {
        cast.organisation.pk: 3, cast.other.pk: 1}


def test_the_pages_show_the_rows_before_anything_happens(cast, people):
    client = cast.client("system_admin")
    assert client.post("/personal/retention/look-again/").status_code == 303
    plan = RetentionPlan.objects.get()
    assert "1 类个人信息保存期满" in client.get("/personal/retention/").content.decode()
    body = client.get(f"/personal/retention/{plan.pk}/").content.decode()
    assert "人员名册有 3 行到期，将清除身份证号和电话" in body
    assert "示范丙" in body
    assert "示范丁" not in body
    assert client.post(f"/personal/retention/{plan.pk}/confirm/").status_code == 303
    worker.drain()
    assert "已清理 3 行" in client.get(f"/personal/retention/{plan.pk}/").content.decode()


def test_workbooks_of_rosters_leave_a_month_after_their_upload(cast):
    roster = RosterImport.objects.create(
        organisation=cast.organisation, name="名册.xlsx", as_of=TODAY, state="applied", uploaded_at=NOW - timedelta(40),
        file=store(content=ContentFile(xlsx(HEADS)), name="名册.xlsx", by=cast.office, at=NOW).file,
    )
    plan = confirm_plan(plan=planned(cast, "organisation.rosterimport"), by=cast.viewers["system_admin"], at=NOW)
    worker.drain()
    plan.refresh_from_db()
    roster.refresh_from_db()
    assert (plan.state, plan.left, roster.file) == ("done", 1, None)
    assert not StoredFile.objects.exists()
