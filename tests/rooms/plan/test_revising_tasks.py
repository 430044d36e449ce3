"""A new version says other owners, other figures, other tasks: what becomes of the duties and numbers."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.plan_documents import PLAN, frozen, revise
from tests.rooms.plan.revised import MORE, OWNERS, change, worked
from wenming.audit.models import AuditEntry
from wenming.domain.errors import RuleBroken
from wenming.notices.models import Notice
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.targets import record_measurement
from wenming.plan.models import Assignment, Duty, FormerValue, Target, Task
from wenming.plan.queries.facts import facts_of
from wenming.plan.queries.missing import missing_lines


class TestOwners:
    def test_a_new_owner_gets_a_duty_and_one_who_left_is_closed_with_the_reason(self, cast):
        campaign, duty = worked(cast)
        made = revise(campaign, cast.office, change(OWNERS, "（牵头单位：机关党委，责任单位：离退处）"))
        duty.refresh_from_db()
        assert (duty.state, duty.withdrawn_on, duty.withdrawn_because) == (
            "withdrawn", TODAY, "第 2 版不再由该单位承担")
        assert duty.received_at == NOW, "what was done stays readable"
        left = Duty.objects.filter(task=duty.task).exclude(state="withdrawn")
        assert set(left.values_list("unit__name", "role")) == {
            ("机关党委", "lead"), ("离退处", "responsible"),
        }
        assert [one.unit for one in made.ended if one.unit_id == cast.responsible.pk] == [cast.responsible]
        assert AuditEntry.objects.filter(kind="plan.duty_withdrawn", object_id=duty.pk).get().reason

    def test_people_are_told_of_what_came_and_what_went(self, cast):
        campaign, _duty = worked(cast)
        Notice.objects.all().delete()
        revise(campaign, cast.office, change(OWNERS, "（牵头单位：机关党委，责任单位：离退处）").replace(
            "（牵头单位：厅团委、各协会组织）", "（牵头单位：厅团委、税政法规处）"))
        told = set(Notice.objects.filter(to__username="responsible").values_list("title", flat=True))
        assert told == {"1 项任务待签收", "1 项任务不用再办"}

    def test_who_answered_and_now_leads_keeps_the_duty(self, cast):
        campaign = frozen(cast)
        unit = Duty.objects.get(task__key="t1", unit__name="离退处")
        revise(campaign, cast.office, change("机关党委、税政法规处，责任", "机关党委、离退处，责任"))
        unit.refresh_from_db()
        assert (unit.role, unit.state) == ("lead", "sent")
        was = Duty.objects.get(task__key="t1", unit=cast.responsible)
        assert (was.role, was.state) == ("responsible", "sent"), "各处室、单位 still means it"

    def test_a_unit_that_comes_back_takes_its_old_duty_up_to_be_received_anew(self, cast):
        campaign, duty = worked(cast)
        revise(campaign, cast.office, change(OWNERS, "（牵头单位：机关党委，责任单位：离退处）"))
        revise(campaign, cast.office, change("每季度", "每个月"))
        duty.refresh_from_db()
        assert (duty.state, duty.withdrawn_on, duty.withdrawn_because, duty.received_at) == ("sent", None, "", None)

    def test_an_owner_no_longer_printed_waits_for_nobody(self, cast):
        campaign = frozen(cast)
        waiting = Assignment.objects.get(phrase="相关处室、单位")
        revise(campaign, cast.office, change("责任单位：相关处室、单位", "责任单位：税政法规处"))
        waiting.refresh_from_db()
        assert waiting.withdrawn_on == TODAY
        assert not facts_of(campaign)[1].unresolved
        with pytest.raises(RuleBroken):
            resolve_assignment(assignment=waiting, units=[cast.third], by=cast.office, at=NOW)


class TestFigures:
    def test_another_value_goes_on_and_the_former_is_kept_with_its_last_day(self, cast):
        campaign = frozen(cast)
        target = Target.objects.get()
        record_measurement(target=target, as_of=TODAY, numerator=96, denominator=100, by=cast.office, at=NOW)
        revise(campaign, cast.office, change("普及率≥95%", "普及率≥98%"))
        target.refresh_from_db()
        assert (target.value_numerator, target.value_denominator, target.closed_on) == (98, 100, None)
        former = FormerValue.objects.get(target=target)
        assert (former.value_numerator, former.value_denominator) == (95, 100)
        assert former.until == TODAY - timedelta(days=1)
        assert target.measurements.count() == 1

    def test_a_figure_of_another_kind_closes_the_old_and_keeps_its_measurements(self, cast):
        campaign = frozen(cast)
        target = Target.objects.get()
        record_measurement(target=target, as_of=TODAY, numerator=96, denominator=100, by=cast.office, at=NOW)
        revise(campaign, cast.office, change("法治宣传教育普及率≥95%", "人均学法时长≥40学时"))
        target.refresh_from_db()
        assert (target.closed_on, target.measurements.count()) == (TODAY, 1)
        assert [one.target.closed_on for facts in facts_of(campaign) for one in facts.targets] in ([], [None])
        with pytest.raises(RuleBroken, match="不再有这个目标"):
            record_measurement(target=target, as_of=TODAY, numerator=1, denominator=2, by=cast.office, at=NOW)


class TestTasksThatComeAndGo:
    def test_a_new_task_gets_rows_of_its_own(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, change("四、方法步骤", MORE + "四、方法步骤"))
        task = campaign.tasks.get(position=4)
        assert (task.key, task.state, task.task_slots.count()) == ("r2t4", "open", 1)
        assert {duty.unit.name for duty in task.duties.all()} == {"厅团委", "离退处"}

    def test_a_withdrawn_task_is_closed_with_its_duties_and_nothing_of_it_is_deleted(self, cast):
        campaign = frozen(cast)
        start, end = PLAN.index("2、办好"), PLAN.index("（二）抓好志愿")
        duties = Duty.objects.filter(task__key="t2").count()
        revise(campaign, cast.office, PLAN[:start] + PLAN[end:])
        task = Task.objects.get(key="t2")
        assert (task.state, task.withdrawn_on, task.withdrawn_because) == ("withdrawn", TODAY, "第 2 版不再列此任务")
        assert list(task.duties.values_list("state", flat=True)) == ["withdrawn"] * duties
        assert task.texts.count() == task.task_slots.count() == 1
        assert [facts.task.key for facts in facts_of(campaign)] == ["t1", "t3"]
        assert not [line for line in missing_lines(cast.organisation.pk, campaign, TODAY) if line.task == task]

    def test_a_task_taken_into_another_says_which(self, cast):
        campaign = frozen(cast)
        start, end = PLAN.index("2、办好"), PLAN.index("（二）抓好志愿")
        both = change("法治宣传教育普及率≥95%。", "法治宣传教育普及率≥95%。办好道德讲堂。每季度组织一次。",
                      PLAN[:start] + PLAN[end:])
        revise(campaign, cast.office, both, {"t1": "t1"})
        assert Task.objects.get(key="t2").withdrawn_because == "第 2 版并入“1、开展普法学习”"
