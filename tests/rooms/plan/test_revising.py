"""A new version of the plan: what was done goes on, what is no longer said is closed and kept, all of it or nothing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, TODAY
from tests.factories.plan_documents import PLAN, accept, freeze, frozen, propose, propose_revision, revise, settle
from tests.rooms.plan.revised import MORE, REORDERED, change, state, worked
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.domain.plan.continuing import Course
from wenming.organisation.models import LeadingGroup
from wenming.plan.actions import revising
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.concrete_plans import accept_plan, save_and_submit_plan
from wenming.plan.actions.duties import set_acceptance
from wenming.plan.actions.freezing import freeze_plan
from wenming.plan.actions.phases import change_phase
from wenming.plan.actions.proposal_steps import undo_step
from wenming.plan.actions.proposals import discard_proposal
from wenming.plan.actions.revising import decide_continuing
from wenming.plan.models import Assignment, Duty, PlanRevision, Task, TaskText
from wenming.plan.queries.revisions import frozen_comparison, proposed_comparison


class TestReadingItIn:
    def test_it_is_the_next_revision_of_the_same_plan(self, cast):
        campaign = frozen(cast)
        revision = propose_revision(campaign, cast.office, change("每季度", "每个月"))
        assert (revision.work_plan, revision.number, revision.state) == (campaign.work_plan, 2, "proposed")
        assert campaign.tasks.count() == 3

    def test_only_one_at_a_time(self, cast):
        campaign = frozen(cast)
        first = propose_revision(campaign, cast.office, change("每季度", "每个月"))
        with pytest.raises(RuleBroken, match="第 2 版正在校核"):
            propose_revision(campaign, cast.office, change("每季度", "每星期"))
        with pytest.raises(IntegrityError), transaction.atomic():
            PlanRevision.objects.create(
                organisation=cast.organisation, work_plan=campaign.work_plan, number=3, read_at=NOW
            )
        discard_proposal(revision=first, version=first.version, by=cast.office, at=NOW)
        again = propose_revision(campaign, cast.office, change("每季度", "每星期"))
        campaign.refresh_from_db()
        assert (again.number, campaign.state) == (2, "open")

    def test_a_plan_not_in_force_cannot_be_revised(self, cast):
        revision = propose(cast.office)
        with pytest.raises(RuleBroken, match="没有在开展"):
            propose_revision(revision.work_plan.campaign, cast.office, change("每季度", "每个月"))

    def test_by_the_office_of_this_body_alone(self, cast):
        campaign = frozen(cast)
        with pytest.raises(NotAllowed):
            propose_revision(campaign, cast.viewers["responsible"], change("每季度", "每个月"))
        with pytest.raises(NotFound):
            propose_revision(campaign, cast.stranger, change("每季度", "每个月"))

    def test_it_is_not_frozen_as_if_it_were_the_first(self, cast):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, change("每季度", "每个月")), cast.office)
        with pytest.raises(RuleBroken, match="差别"):
            freeze(revision, cast.office)
        with pytest.raises(RuleBroken):
            freeze_plan(revision=revision, version=revision.version, approved_by="厅党组", approved_on=TODAY,
                        document_number="", by=cast.office, at=NOW)


class TestWhatGoesOn:
    def test_the_same_words_change_nothing_of_the_work(self, cast):
        campaign, duty = worked(cast)
        before = list(Duty.objects.order_by("pk").values())
        made = revise(campaign, cast.office, change("每季度", "每个月"))
        assert list(Duty.objects.order_by("pk").values()) == before
        assert made.counts == {"changed": 1, "added": 0, "withdrawn": 0, "given": 0, "ended": 0}
        assert TaskText.objects.filter(task=duty.task).count() == 2

    def test_a_reworded_and_moved_task_keeps_its_identity(self, cast):
        campaign, duty = worked(cast)
        revise(campaign, cast.office, REORDERED)
        duty.refresh_from_db()
        assert (duty.state, duty.task.key, duty.task.position, duty.task.short_number) == ("received", "t1", 2, "2")
        assert duty.task.texts.get(revision__number=2).position == 2
        assert duty.task.texts.get(revision__number=1).number == "1、"

    def test_plans_milestones_and_standards_stay(self, cast):
        campaign, _duty = worked(cast)
        lead = Duty.objects.get(task__key="t1", role="lead", unit=cast.responsible)
        set_acceptance(duty=lead, version=lead.version, acceptance_note="人人学法", deadline=date(2026, 9, 1),
                       by=cast.office, at=NOW)
        plan = save_and_submit_plan(duty=lead, version=0, milestones=[MilestoneInput("讲座", date(2026, 8, 1))],
                                    by=cast.viewers["responsible"], at=NOW)
        accept_plan(plan=plan, version=plan.version, by=cast.office, at=NOW)
        revise(campaign, cast.office, change("2026年11月）", "2026年10月）"))
        lead.refresh_from_db()
        assert (lead.acceptance_note, lead.deadline) == ("人人学法", date(2026, 9, 1))
        assert lead.concrete_plan.state == "accepted"
        assert [one.title for one in lead.milestones.all()] == ["讲座"]
        others = Duty.objects.exclude(pk=lead.pk).values_list("deadline", flat=True)
        assert set(others) == {date(2026, 10, 31)}, "where the office set none, the deadline follows the document"

    def test_what_the_office_named_stays_named(self, cast):
        campaign = frozen(cast)
        waiting = Assignment.objects.get(phrase="相关处室、单位")
        resolve_assignment(assignment=waiting, units=[cast.third], by=cast.office, at=NOW)
        revise(campaign, cast.office, change("每季度组织一次", "每个月组织一次"))
        assert Assignment.objects.get(pk=waiting.pk).resolved
        assert Duty.objects.get(task__key="t2", unit=cast.third).state == "sent"

    def test_the_first_material_quotes_the_new_sentence(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, change("1、开展普法学习。组织", "1、深入开展普法学习教育。组织"), {"t1": "t1"})
        slot = Task.objects.get(key="t1").task_slots.get().slot
        assert slot.source_line == "深入开展普法学习教育。"


class TestDeciding:
    TEXT = PLAN.replace("2、办好道德讲堂。每季度组织一次。", "2、办好身边好人讲堂。每季度组织一次。")

    def test_what_is_not_sure_waits_for_the_office(self, cast):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, self.TEXT), cast.office)
        compared = proposed_comparison(revision)
        assert [(one.key, one.course, one.continues) for one in compared.unsure] == [("t2", Course.REWORDED, "t2")]
        before = state()
        with pytest.raises(RuleBroken, match="还有 1 项任务没有确认"):
            accept(revision, cast.office)
        assert state() == before

    def test_it_may_say_that_a_task_is_new(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, self.TEXT, {"t2": ""})
        assert Task.objects.get(key="t2").state == "withdrawn"
        assert campaign.tasks.get(key="r2t2").state == "open"

    def test_a_decision_can_be_taken_back_like_any_step(self, cast):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, self.TEXT), cast.office)
        revision = decide_continuing(
            revision=revision, version=revision.version, said={"t2": ""}, by=cast.office, at=NOW)
        assert proposed_comparison(revision).unsure == ()
        undo_step(revision=revision, version=revision.version, by=cast.office, at=NOW)
        revision.refresh_from_db()
        assert len(proposed_comparison(revision).unsure) == 1

    @pytest.mark.parametrize("said", [{"t1": "t2", "t2": "t2"}, {"t9": "t1"}, {"t1": "t9"}])
    def test_what_cannot_be_is_refused_and_nothing_is_kept(self, cast, said):
        campaign = frozen(cast)
        revision = propose_revision(campaign, cast.office, self.TEXT)
        before = revision.answers
        with pytest.raises(InputRefused, match="没有保存"):
            decide_continuing(revision=revision, version=revision.version, said=said, by=cast.office, at=NOW)
        revision.refresh_from_db()
        assert revision.answers == before


class TestTheRest:
    def test_phases_follow_the_document_and_keep_what_the_office_moved(self, cast):
        campaign = frozen(cast)
        moved = campaign.phases.get(name__startswith="筹备")
        change_phase(phase=moved, version=moved.version, starts_on=date(2026, 1, 5), ends_on=date(2026, 1, 31),
                     by=cast.office, at=NOW)
        revise(campaign, cast.office, change("2026年11月）", "2026年10月）").replace(
            "（三）总结提高阶段（2026年12月）。总结经验。\n\n", ""))
        phases = {one.name[:4]: (one.starts_on, one.ends_on) for one in campaign.phases.all()}
        assert phases == {"筹备发动": (date(2026, 1, 5), date(2026, 1, 31)),
                          "组织实施": (date(2026, 2, 1), date(2026, 10, 31))}

    def test_the_group_changes_where_the_document_changes_it(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, change("每季度", "每个月"))
        assert LeadingGroup.objects.count() == 1
        revise(campaign, cast.office, change("组  长：王某", "组  长：钱某"))
        former, now = LeadingGroup.objects.order_by("pk")
        assert (former.valid_until, now.valid_from, now.valid_until) == (TODAY - timedelta(days=1), TODAY, None)
        assert now.members.get(role="head").name == "钱某"

    def test_the_old_version_is_read_as_it_was(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, change("普及率≥95%", "普及率≥98%"))
        one, two = campaign.work_plan.revisions.order_by("number")
        changed = frozen_comparison(one, two).difference.changed
        assert [(c.targets[0].before.value, c.targets[0].after.value) for c in changed] == [("95", "98")]
        assert [c.targets[0].after.value for c in frozen_comparison(two, one).difference.changed] == ["95"]

    def test_everything_is_recorded(self, cast):
        campaign = frozen(cast)
        revise(campaign, cast.office, change("普及率≥95%", "普及率≥98%").replace("四、方法步骤", MORE + "四、方法步骤"))
        kinds = set(AuditEntry.objects.values_list("kind", flat=True))
        assert kinds >= {"plan.plan_revised", "plan.task_revised", "plan.task_added", "plan.target_revised"}
        revised = AuditEntry.objects.get(kind="plan.plan_revised")
        assert revised.after == {"changed": 1, "added": 1, "withdrawn": 0, "given": 2, "ended": 0}


class TestWhenItFails:
    @pytest.mark.parametrize("where", ["revise_phases", "change_leading_group", "freeze", "tell_of_revision"])
    def test_nothing_is_left_of_an_acceptance_that_broke_off(self, cast, monkeypatch, where):
        campaign, _duty = worked(cast)
        text = change("组  长：王某", "组  长：钱某").replace("普及率≥95%", "普及率≥98%")
        revision = settle(propose_revision(campaign, cast.office, text), cast.office)
        before = state()

        def broken(*args, **kwargs):
            raise OSError("gone")

        monkeypatch.setattr(revising, where, broken)
        with pytest.raises(OSError, match="gone"):
            accept(revision, cast.office)
        assert state() == before
        revision.refresh_from_db()
        assert revision.state == "proposed"

    def test_the_second_of_two_people_is_told(self, cast):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, change("每季度", "每个月")), cast.office)
        accept(revision, cast.office)
        before = state()
        with pytest.raises(RuleBroken, match="已经冻结"):
            accept(revision, cast.office)
        assert state() == before

    def test_a_stale_page_changes_nothing(self, cast):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, change("每季度", "每个月")), cast.office)
        with pytest.raises(ChangedMeanwhile):
            accept(revision, cast.office, version=revision.version - 1)

    @pytest.mark.parametrize("values", [
        {"approved_by": " "}, {"approved_on": TODAY + timedelta(days=1)}, {"approved_on": TODAY - timedelta(days=1)},
    ])
    def test_an_approval_that_cannot_be(self, cast, values):
        campaign = frozen(cast)
        revision = settle(propose_revision(campaign, cast.office, change("每季度", "每个月")), cast.office)
        with pytest.raises(InputRefused):
            accept(revision, cast.office, **values)
