"""What of tasks and duties waits for whom."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign, make_target, make_unresolved
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.organisation import registry
from wenming.plan.actions import concrete_plans as plans
from wenming.plan.actions.duties import receive_duties
from wenming.plan.actions.targets import record_measurement
from wenming.plan.due import of_duties
from wenming.plan.models import Duty, Milestone


@pytest.fixture(autouse=True)
def filled(monkeypatch):
    held: dict[int, dict[int, int]] = {}
    monkeypatch.setitem(registry._columns, "standard.slot.fill", lambda _organisation, ids: {
        pk: held[pk] for pk in ids if pk in held
    })
    return held


@pytest.fixture
def made(cast):
    return make_campaign(cast)


def waiting(cast, who, on=TODAY):
    return {(item.kind, item.title) for item in of_duties(cast.viewers[who], on)}


def kinds(cast, who, on=TODAY):
    return sorted(item.kind for item in of_duties(cast.viewers[who], on))


def test_a_unit_is_asked_to_receive_once_for_all(cast, made):
    assert ("签收", "税政法规处有 3 项任务等待签收") in waiting(cast, "responsible")
    receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    assert "签收" not in kinds(cast, "responsible")


def test_a_responsible_unit_sees_its_own_material_only(cast, made, filled):
    receive_duties(unit=cast.responsible, by=cast.viewers["responsible"], at=NOW)
    assert waiting(cast, "responsible") == {("材料", "任务 1·学习记录：2 件")}
    (item,) = of_duties(cast.viewers["responsible"], TODAY)
    assert item.due_on == TODAY + timedelta(30)
    filled[made.slots[-1].slot_id] = {cast.responsible.pk: 2}
    assert waiting(cast, "responsible") == set()


def test_a_lead_unit_sees_shared_material_its_plans_and_its_targets(cast, made):
    assert kinds(cast, "lead") == ["方案", "方案", "方案", "材料", "材料", "材料", "目标", "签收"]


def test_many_plans_to_write_make_one_line(cast):
    make_campaign(cast, 5)
    assert ("方案", "5 项牵头任务还没有报实施方案") in waiting(cast, "lead")


def test_a_returned_plan_waits_with_its_reason(cast, made):
    duty = made.duty(cast.lead)
    lead = cast.viewers["lead"]
    plan = plans.save_plan(duty=duty, version=0, milestones=[MilestoneInput("讲座", TODAY)], by=lead, at=NOW)
    plan = plans.submit_plan(plan=plan, version=1, by=lead, at=NOW)
    assert ("审核", "任务 1·机关党委的实施方案") in waiting(cast, "office")
    assert not any("任务 1·报" in title for _kind, title in waiting(cast, "lead"))
    plans.return_plan(plan=plan, version=2, reason="缺考试", by=cast.office, at=NOW)
    item = next(one for one in of_duties(lead, TODAY) if one.title.endswith("被退回"))
    assert item.why == "缺考试"


def test_nodes_wait_from_thirty_days_before(cast, made):
    duty = made.duty(cast.lead)
    plans.ConcretePlan.objects.create(organisation=cast.organisation, duty=duty, state="accepted")
    for days in (-3, 30, 31):
        Milestone.objects.create(
            organisation=cast.organisation, duty=duty, title=f"{days} 天", due_on=TODAY + timedelta(days)
        )
    assert {title for kind, title in waiting(cast, "lead") if kind == "节点"} == {"任务 1·-3 天", "任务 1·30 天"}


def test_a_target_waits_a_month_after_its_last_figure(cast, made):
    record_measurement(target=made.targets[0], as_of=TODAY, numerator=1, denominator=2, by=cast.office, at=NOW)
    assert "目标" not in kinds(cast, "lead", TODAY + timedelta(30))
    assert "目标" in kinds(cast, "lead", TODAY + timedelta(31))


def test_material_whose_window_is_not_open_does_not_wait(cast, made):
    slot = made.slots[-1].slot
    slot.window_from = TODAY + timedelta(5)
    slot.save()
    assert "材料" not in kinds(cast, "responsible")
    assert "材料" in kinds(cast, "responsible", TODAY + timedelta(5))


def test_the_office_sees_few_lines_however_many_duties(cast):
    made = make_campaign(cast, 25)
    make_unresolved(made.tasks[0])
    assert kinds(cast, "office") == ["明确", "签收"]


@pytest.mark.parametrize(
    "who", ["member", "leader", "expert", "system_admin", "security_admin", "audit_admin", "stranger"]
)
def test_nothing_waits_for_others(cast, made, who):
    assert waiting(cast, who) == set()


@pytest.mark.parametrize(("who", "count"), [("office", 8), ("lead", 7), ("responsible", 7)])
def test_the_cost_is_constant(cast, who, count, django_assert_max_num_queries):
    for tasks in (1, 4):
        made = make_campaign(cast, tasks)
        make_target(made.tasks[0], "注册志愿者≥30%")
        with django_assert_max_num_queries(count):
            of_duties(cast.viewers[who], TODAY)


def test_a_withdrawn_duty_waits_for_nobody(cast, made):
    Duty.objects.filter(unit=cast.responsible).update(state="withdrawn")
    assert waiting(cast, "responsible") == set()
