"""Receiving duties, setting what they must come to, and bringing phrases down to units."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign, make_unresolved
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, NotAllowed, NotFound, RuleBroken
from wenming.plan.access import tasks as access
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.duties import receive_duties, set_acceptance, set_acceptance_of_all
from wenming.plan.models import Campaign, Duty
from wenming.plan.queries.duties import receipts

EVERYONE = ("office", "lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin",
            "audit_admin", "stranger")


@pytest.fixture
def made(cast):
    return make_campaign(cast)


def test_one_act_receives_the_whole_list_of_a_unit(cast, made):
    count = receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    assert count == 3
    own = Duty.objects.filter(unit=cast.responsible)
    assert {(one.state, one.received_at, one.received_by) for one in own} == {("received", NOW, "责任单位联络员")}
    assert not Duty.objects.filter(unit=cast.lead, state="received").exists()
    entry = AuditEntry.objects.get(kind="plan.duties_received")
    assert entry.after == {"count": 3, "tasks": ["1", "2", "3"]}


def test_receiving_twice_changes_nothing_and_records_once(cast, made):
    receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    assert receive_duties(unit=cast.responsible, by=cast.viewers["head"], at=NOW + timedelta(1)) == 0
    assert made.duty(cast.responsible).received_at == NOW
    assert AuditEntry.objects.filter(kind="plan.duties_received").count() == 1


def test_what_the_office_receives_for_a_unit_says_so(cast, made):
    receive_duties(unit=cast.third, by=cast.office, at=NOW)
    assert made.duty(cast.third).received_by == "办公室经办人（代签）"


def test_a_withdrawn_duty_and_a_closed_campaign_are_not_received(cast, made):
    Duty.objects.filter(pk=made.duty(cast.lead).pk).update(state="withdrawn")
    assert receive_duties(unit=cast.lead, by=cast.viewers["lead"], at=NOW) == 2
    Campaign.objects.filter(pk=made.campaign.pk).update(state="closed")
    assert receive_duties(unit=cast.third, by=cast.office, at=NOW) == 0


@pytest.mark.parametrize("who", EVERYONE)
def test_who_may_receive_for_a_unit(cast, made, who):
    viewer = cast.viewers[who]
    allowed = who in {"office", "responsible", "head"}
    assert access.may_work_for(viewer, cast.responsible) is allowed
    if not allowed:
        with pytest.raises(NotFound if who == "stranger" else NotAllowed):
            receive_duties(unit=cast.responsible, by=viewer, at=NOW)


@pytest.mark.parametrize("who", EVERYONE)
def test_who_may_set_standard_and_deadline(cast, made, who):
    duty, viewer = made.duty(cast.responsible), cast.viewers[who]
    given = {"version": 1, "acceptance_note": "讲座 2 场", "deadline": TODAY, "by": viewer, "at": NOW}
    if who == "office":
        set_acceptance(duty=duty, **given)
        return
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        set_acceptance(duty=duty, **given)
    duty.refresh_from_db()
    assert duty.acceptance_note == ""


def test_two_people_saving_one_form_are_told_of_each_other(cast, made):
    duty = made.duty(cast.responsible)
    set_acceptance(duty=duty, version=1, acceptance_note="讲座 2 场", deadline=TODAY, by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match=r"讲座 2 场.*2026年3月2日"):
        set_acceptance(duty=duty, version=1, acceptance_note="讲座 1 场", deadline=None, by=cast.office, at=NOW)
    duty.refresh_from_db()
    assert (duty.acceptance_note, duty.deadline, duty.version) == ("讲座 2 场", TODAY, 2)


def test_the_second_form_keeps_what_was_typed_and_then_saves(cast, made):
    duty, client = made.duty(cast.responsible), cast.client("office")
    address = reverse("plan:acceptance", args=[duty.pk])
    set_acceptance(duty=duty, version=1, acceptance_note="讲座 2 场", deadline=TODAY, by=cast.office, at=NOW)
    again = client.post(address, {"acceptance_note": "我写的标准", "deadline": "2026-04-01", "version": 1})
    assert again.status_code == 409
    body = again.content.decode()
    assert "我写的标准" in body
    assert "讲座 2 场" in body
    assert 'name="version" value="2"' in body
    once_more = client.post(address, {"acceptance_note": "我写的标准", "deadline": "2026-04-01", "version": 2})
    assert once_more.status_code == 303
    duty.refresh_from_db()
    assert (duty.acceptance_note, duty.deadline) == ("我写的标准", date(2026, 4, 1))


def test_standards_for_all_fill_only_what_is_empty(cast, made):
    task, own = made.tasks[0], made.duty(cast.lead)
    set_acceptance(duty=own, version=1, acceptance_note="单独定的", deadline=None, by=cast.office, at=NOW)
    count = set_acceptance_of_all(task=task, acceptance_note="统一标准", deadline=TODAY, by=cast.office, at=NOW)
    assert count == 3
    own.refresh_from_db()
    assert (own.acceptance_note, own.deadline) == ("单独定的", TODAY)
    assert made.duty(cast.third).acceptance_note == "统一标准"
    assert made.duty(cast.third).deadline == TODAY + timedelta(30)


def test_the_office_sees_who_has_not_received(cast, made):
    receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    rows = {row.unit: (row.received, row.sent) for row in receipts(cast.organisation.pk, made.campaign)}
    assert rows == {cast.lead: (0, 3), cast.responsible: (3, 3), cast.third: (0, 3)}
    body = cast.client("office").get(reverse("plan:duties", query={"received": "no"})).content.decode()
    assert "3 个单位：2 个还没有签收" in body
    assert reverse("plan:receive_duties", args=[cast.third.pk]) in body
    assert reverse("plan:receive_duties", args=[cast.responsible.pk]) not in body


def test_a_double_click_on_receive_answers_once(cast, made):
    client, address = cast.client("responsible"), reverse("plan:receive_duties", args=[cast.responsible.pk])
    first = client.post(address, {"once": "same-token"})
    second = client.post(address, {"once": "same-token"})
    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["Location"] == first.headers["Location"]
    assert AuditEntry.objects.filter(kind="plan.duties_received").count() == 1


def test_a_unit_sees_its_own_list_first(cast, made):
    body = cast.client("responsible").get(reverse("plan:duties")).content.decode()
    assert "税政法规处有 3 项任务：3 项等待签收" in body
    assert "签收全部 3 项" in body


def test_a_colleague_of_another_unit_sees_no_button(cast, made):
    body = cast.client("responsible").get(reverse("plan:duties", query={"unit": cast.lead.pk})).content.decode()
    assert "签收全部" not in body


# --- 相关处室、单位 ---------------------------------------------------------------------------------------------------


def test_resolving_gives_each_new_unit_one_duty(cast, made):
    task = made.tasks[0]
    Duty.objects.filter(task=task, unit=cast.third).delete()
    assignment = make_unresolved(task)
    duties = resolve_assignment(assignment=assignment, units=[cast.third, cast.responsible], by=cast.office, at=NOW)
    assert [duty.unit for duty in duties] == [cast.third]
    assert Duty.objects.filter(task=task, unit=cast.responsible).count() == 1
    assignment.refresh_from_db()
    assert assignment.resolved
    assert set(assignment.members.values_list("unit_id", flat=True)) == {cast.third.pk, cast.responsible.pk}


def test_a_lead_named_later_prevails_and_must_be_received_anew(cast, made):
    receive_duties(unit=cast.third, by=cast.office, at=NOW)
    assignment = make_unresolved(made.tasks[0])
    assignment.role = "lead"
    assignment.save()
    resolve_assignment(assignment=assignment, units=[cast.third], by=cast.office, at=NOW)
    duty = made.duty(cast.third)
    assert (duty.role, duty.state, duty.assignment) == ("lead", "sent", assignment)


def test_a_lead_keeps_its_duty_when_named_as_responsible_too(cast, made):
    resolve_assignment(assignment=make_unresolved(made.tasks[0]), units=[cast.lead], by=cast.office, at=NOW)
    assert made.duty(cast.lead).role == "lead"


def test_no_unit_of_another_organisation_and_no_empty_choice(cast, made):
    assignment = make_unresolved(made.tasks[0])
    with pytest.raises(NotFound):
        resolve_assignment(assignment=assignment, units=[cast.other_unit], by=cast.office, at=NOW)
    with pytest.raises(RuleBroken):
        resolve_assignment(assignment=assignment, units=[], by=cast.office, at=NOW)
    assignment.refresh_from_db()
    assert not assignment.resolved


@pytest.mark.parametrize("who", EVERYONE)
def test_who_may_resolve(cast, made, who):
    assignment = make_unresolved(made.tasks[0])
    if who == "office":
        resolve_assignment(assignment=assignment, units=[cast.third], by=cast.office, at=NOW)
        return
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        resolve_assignment(assignment=assignment, units=[cast.third], by=cast.viewers[who], at=NOW)


def test_the_page_of_units_names_those_of_the_house_only(cast, made):
    assignment = make_unresolved(made.tasks[0])
    address = reverse("plan:resolve_assignment", args=[assignment.pk])
    body = cast.client("office").get(address).content.decode()
    assert cast.third.name in body
    assert cast.other_unit.name not in body
    refused = cast.client("office").post(address, {"units": [cast.other_unit.pk]})
    assert refused.status_code == 422
