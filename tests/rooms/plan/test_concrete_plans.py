"""The concrete plan of a lead unit and its milestones."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.notices.models import Notice
from wenming.plan.access import tasks as access
from wenming.plan.actions import concrete_plans as actions
from wenming.plan.actions.milestones import complete_milestone, reopen_milestone
from wenming.plan.models import ConcretePlan

NODES = [
    MilestoneInput("学法计划印发", TODAY + timedelta(3), "王某"), MilestoneInput("法治讲座", TODAY + timedelta(20))
]
READ_ONLY = ("member", "leader", "expert", "system_admin", "security_admin", "audit_admin")


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def duty(cast, made):
    return made.duty(cast.lead)


def saved(cast, duty, nodes=NODES, version=0):
    return actions.save_plan(duty=duty, version=version, milestones=nodes, by=cast.viewers["lead"], at=NOW)


def accepted(cast, duty):
    plan = saved(cast, duty)
    plan = actions.submit_plan(plan=plan, version=plan.version, by=cast.viewers["lead"], at=NOW)
    return actions.accept_plan(plan=plan, version=plan.version, by=cast.office, at=NOW)


def test_from_draft_to_consent(cast, duty):
    plan = accepted(cast, duty)
    assert (plan.state, plan.decided_by, plan.version) == ("accepted", "办公室经办人", 3)
    assert [(node.title, node.owner) for node in duty.milestones.all()] == [("学法计划印发", "王某"), ("法治讲座", "")]
    entries = AuditEntry.objects.filter(kind__startswith="plan.concrete_plan").order_by("pk")
    assert [entry.kind.removeprefix("plan.concrete_plan_") for entry in entries] == ["saved", "submitted", "accepted"]


def test_returned_with_a_reason_changed_and_submitted_again(cast, duty):
    plan = accepted(cast, duty)
    plan = actions.return_plan(plan=plan, version=3, reason="缺考试节点", by=cast.office, at=NOW)
    assert (plan.state, plan.reason) == ("returned", "缺考试节点")
    assert Notice.objects.filter(to=cast.users["lead"], body="缺考试节点").count() == 1
    plan = saved(cast, duty, version=4)
    assert plan.state == "draft"
    assert actions.submit_plan(plan=plan, version=5, by=cast.viewers["lead"], at=NOW).state == "submitted"


def test_the_office_is_told_of_a_submission(cast, duty):
    plan = saved(cast, duty)
    actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    assert Notice.objects.filter(to=cast.users["office"], link=reverse("plan:duty", args=[duty.pk])).exists()


def test_a_return_needs_a_reason(cast, duty):
    plan = accepted(cast, duty)
    with pytest.raises(InputRefused):
        actions.return_plan(plan=plan, version=3, reason="  ", by=cast.office, at=NOW)
    plan.refresh_from_db()
    assert plan.state == "accepted"


def test_what_is_submitted_cannot_be_edited(cast, duty):
    plan = saved(cast, duty)
    actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    with pytest.raises(RuleBroken, match="退回"):
        saved(cast, duty, [], version=2)
    assert duty.milestones.count() == 2


def test_an_empty_plan_is_not_submitted(cast, duty):
    plan = saved(cast, duty, [])
    with pytest.raises(RuleBroken, match="节点"):
        actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    plan.refresh_from_db()
    assert (plan.state, plan.version) == ("draft", 1)


def test_saving_upon_an_old_version_is_refused(cast, duty):
    saved(cast, duty)
    with pytest.raises(ChangedMeanwhile, match="2 个节点"):
        saved(cast, duty, NODES[:1], version=0)
    assert duty.milestones.count() == 2


def test_a_node_after_the_deadline_is_refused_and_nothing_is_written(cast, duty):
    late = MilestoneInput("年终总结", duty.deadline + timedelta(1))
    with pytest.raises(InputRefused, match="年终总结"):
        saved(cast, duty, [*NODES, late])
    assert not ConcretePlan.objects.exists()
    assert not duty.milestones.exists()


def test_rows_are_changed_added_and_left_out(cast, duty):
    saved(cast, duty)
    first = duty.milestones.first()
    saved(cast, duty, [MilestoneInput("改过的名", first.due_on, id=first.pk), MilestoneInput("新的", TODAY)], version=1)
    assert {node.title for node in duty.milestones.all()} == {"改过的名", "新的"}
    assert duty.milestones.filter(pk=first.pk, title="改过的名").exists()


def test_a_node_that_is_done_is_not_left_out(cast, duty):
    plan = accepted(cast, duty)
    node = duty.milestones.first()
    complete_milestone(milestone=node, on=TODAY, by=cast.viewers["lead"], at=NOW)
    actions.return_plan(plan=plan, version=3, reason="再细一些", by=cast.office, at=NOW)
    with pytest.raises(RuleBroken, match="已经完成"):
        saved(cast, duty, [MilestoneInput("别的", TODAY)], version=4)
    assert duty.milestones.count() == 2


def test_a_responsible_unit_writes_no_plan(cast, made):
    with pytest.raises(RuleBroken, match="责任单位不用报"):
        actions.save_plan(
            duty=made.duty(cast.responsible), version=0, milestones=NODES, by=cast.viewers["responsible"], at=NOW
        )


@pytest.mark.parametrize("who", [*READ_ONLY, "responsible", "head", "stranger"])
def test_who_may_not_write_the_plan(cast, duty, who):
    assert not access.may_plan(cast.viewers[who], duty)
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        actions.save_plan(duty=duty, version=0, milestones=NODES, by=cast.viewers[who], at=NOW)


@pytest.mark.parametrize("who", [*READ_ONLY, "lead", "responsible", "head", "stranger"])
def test_only_the_office_decides(cast, duty, who):
    plan = saved(cast, duty)
    plan = actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    refusal = NotFound if who == "stranger" else NotAllowed
    with pytest.raises(refusal):
        actions.accept_plan(plan=plan, version=2, by=cast.viewers[who], at=NOW)
    with pytest.raises(refusal):
        actions.return_plan(plan=plan, version=2, reason="不行", by=cast.viewers[who], at=NOW)


# --- milestones -------------------------------------------------------------------------------------------------------


def test_done_on_a_day_and_opened_again(cast, duty):
    accepted(cast, duty)
    node = duty.milestones.first()
    node = complete_milestone(milestone=node, on=date(2026, 3, 1), by=cast.viewers["lead"], at=NOW)
    assert node.done_on == date(2026, 3, 1)
    with pytest.raises(RuleBroken, match="不用再填"):
        complete_milestone(milestone=node, on=TODAY, by=cast.viewers["lead"], at=NOW)
    assert reopen_milestone(milestone=node, reason="照片不是这次的", by=cast.office, at=NOW).done_on is None


def test_not_in_the_future_and_not_before_consent(cast, duty):
    saved(cast, duty)
    node = duty.milestones.first()
    with pytest.raises(RuleBroken, match="同意"):
        complete_milestone(milestone=node, on=TODAY, by=cast.viewers["lead"], at=NOW)
    ConcretePlan.objects.update(state="accepted")
    with pytest.raises(InputRefused):
        complete_milestone(milestone=node, on=TODAY + timedelta(1), by=cast.viewers["lead"], at=NOW)
    node.refresh_from_db()
    assert node.done_on is None


@pytest.mark.parametrize("who", [*READ_ONLY, "responsible", "stranger"])
def test_who_may_not_report_a_node(cast, duty, who):
    accepted(cast, duty)
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        complete_milestone(milestone=duty.milestones.first(), on=TODAY, by=cast.viewers[who], at=NOW)


# --- the pages --------------------------------------------------------------------------------------------------------


def rows(*nodes, version=0, **more):
    data = {"version": version, "m-TOTAL_FORMS": len(nodes), "m-INITIAL_FORMS": 0, **more}
    for index, (title, due_on) in enumerate(nodes):
        data |= {f"m-{index}-title": title, f"m-{index}-due_on": due_on}
    return data


def test_writing_and_handing_in_by_one_button(cast, duty):
    address = reverse("plan:concrete_plan", args=[duty.pk])
    answer = cast.client("lead").post(address, rows(("讲座", "2026-03-20"), ("", ""), submit="1"))
    assert answer.status_code == 303
    plan = ConcretePlan.objects.get()
    assert (plan.state, duty.milestones.count()) == ("submitted", 1)


@pytest.mark.parametrize(("nodes", "status"), [
    ([("没有日期", "")], 422), ([("太晚的讲座", "2030-01-01")], 422), ([("讲座", "不是日期")], 422),
])
def test_a_refused_form_keeps_what_was_typed(cast, duty, nodes, status):
    address = reverse("plan:concrete_plan", args=[duty.pk])
    answer = cast.client("lead").post(address, rows(*nodes, submit="1"))
    assert answer.status_code == status
    assert nodes[0][0] in answer.content.decode()
    assert not ConcretePlan.objects.exists()


def test_a_page_of_an_older_version_is_told_and_keeps_its_rows(cast, duty):
    saved(cast, duty)
    answer = cast.client("lead").post(reverse("plan:concrete_plan", args=[duty.pk]), rows(("我的讲座", "2026-03-20")))
    assert answer.status_code == 409
    assert "我的讲座" in answer.content.decode()
    assert duty.milestones.count() == 2


def test_what_was_typed_before_the_sign_in_ran_out_comes_back(cast, duty):
    client, address = cast.client("lead"), reverse("plan:concrete_plan", args=[duty.pk])
    client.logout()
    data = rows(("没写完的讲座", "2026-03-20"), form_owner=cast.users["lead"].pk)
    assert client.post(address, data).status_code == 303
    client.post(reverse("accounts:sign_in"), {"username": "lead", "password": "correct horse battery"})
    body = client.get(address).content.decode()
    assert "没写完的讲座" in body
    assert "登录过期前填写的内容已放回" in body


def test_the_office_finds_the_buttons_it_needs(cast, duty):
    plan = saved(cast, duty)
    actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    address = reverse("plan:duty", args=[duty.pk])
    assert reverse("plan:accept_plan", args=[duty.pk]) in cast.client("office").get(address).content.decode()
    assert reverse("plan:accept_plan", args=[duty.pk]) not in cast.client("lead").get(address).content.decode()
    answer = cast.client("office").post(reverse("plan:accept_plan", args=[duty.pk]), {"version": 2})
    assert answer.status_code == 303
    assert ConcretePlan.objects.get().state == "accepted"


def test_deciding_upon_an_old_page_is_refused(cast, duty):
    plan = saved(cast, duty)
    actions.submit_plan(plan=plan, version=1, by=cast.viewers["lead"], at=NOW)
    assert cast.client("office").post(reverse("plan:accept_plan", args=[duty.pk]), {"version": 1}).status_code == 409
    assert ConcretePlan.objects.get().state == "submitted"
