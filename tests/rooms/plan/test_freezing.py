"""Freezing: what stands against it, what it writes, that it happens once and is final."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan_documents import freeze, frozen, long_plan, propose, settle
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.notices.models import Notice
from wenming.organisation.models import GroupMember, LeadingGroup, Person, UnitSet
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.freezing import freeze_plan
from wenming.plan.actions.proposal_steps import undo_step
from wenming.plan.actions.proposals import answer_finding, discard_proposal
from wenming.plan.models import (
    Area,
    Assignment,
    Clause,
    Duty,
    Phase,
    PlanRevision,
    Target,
    Task,
    TaskSlot,
    TaskText,
)
from wenming.plan.queries.outlook import outlook


def approve(revision: PlanRevision, by, **more):
    values = {"version": revision.version, "approved_by": "厅党组会议", "approved_on": TODAY,
              "document_number": "", **more}
    return freeze_plan(revision=revision, by=by, at=NOW, **values)


def nothing_written() -> bool:
    return not (Task.objects.exists() or Duty.objects.exists() or Phase.objects.exists() or Notice.objects.exists())


class TestWhatIsWritten:
    def test_the_campaign_opens_with_its_document(self, cast):
        campaign = frozen(cast)
        revision = campaign.work_plan.revisions.get()
        assert (campaign.state, campaign.opened_at, campaign.honour) == ("open", NOW, "全国文明单位")
        assert (revision.state, revision.approved_by, revision.approved_on) == ("frozen", "厅党组会议", TODAY)
        assert (revision.document_number, revision.frozen_by) == ("示财党〔2026〕1号", cast.office.name)
        assert [str(area) for area in revision.areas.all()] == ["（一）抓好学习教育", "（二）抓好志愿服务"]
        assert "guiding_idea" in revision.clauses.values_list("kind", flat=True)

    def test_phases_run_from_the_first_day_to_the_last(self, cast):
        phases = frozen(cast).phases.values_list("slug", "starts_on", "ends_on")
        assert list(phases) == [
            ("mobilise", date(2026, 1, 1), date(2026, 1, 31)), ("implement", date(2026, 2, 1), date(2026, 11, 30)),
            ("consolidate", date(2026, 12, 1), date(2026, 12, 31)),
        ]

    def test_tasks_keep_their_keys_text_and_place_in_the_source(self, cast):
        campaign = frozen(cast)
        assert list(campaign.tasks.values_list("key", "position", "number", "area_name")) == [
            ("t1", 1, "1、", "（一）抓好学习教育"), ("t2", 2, "2、", "（一）抓好学习教育"),
            ("t3", 3, "3、", "（二）抓好志愿服务"),
        ]
        text = TaskText.objects.get(task__key="t1")
        line = {number: words for number, _, words in text.revision.source_lines}
        marked = {kind: line[number][start:end] for number, start, end, kind in text.spans}
        assert marked["target"] == "法治宣传教育普及率≥95%"
        assert marked["lead"] == "税政法规处"

    def test_figures_are_fractions(self, cast):
        frozen(cast)
        target = Target.objects.get()
        assert (target.comparison, target.unit) == (">=", "%")
        assert (target.value_numerator, target.value_denominator) == (95, 100)

    def test_every_task_demands_one_material_for_its_first_sentence(self, cast):
        campaign = frozen(cast)
        slots = TaskSlot.objects.filter(task__campaign=campaign).select_related("slot")
        assert [(one.slot.title, one.slot.minimum, one.of_each_unit) for one in slots] == [
            ("完成情况佐证材料", 1, False)] * 3
        assert slots[0].slot.source_line == "开展普法学习。"

    def test_one_duty_per_unit_and_a_lead_leads(self, cast):
        frozen(cast)
        assert set(Duty.objects.filter(task__key="t1").values_list("unit__name", "role")) == {
            ("机关党委", "lead"), ("税政法规处", "lead"), ("离退处", "responsible"), ("厅团委", "responsible"),
        }
        assert set(Duty.objects.values_list("deadline", "state")) == {(date(2026, 11, 30), "sent")}

    def test_assignments_keep_the_words_and_say_what_is_still_to_be_named(self, cast):
        frozen(cast)
        rows = Assignment.objects.values_list("task__key", "phrase", "unit__name", "unit_set__kind", "resolved")
        assert set(rows) >= {
            ("t1", "各处室、单位", None, "all", True), ("t2", "离退处", "离退处", None, True),
            ("t2", "相关处室、单位", None, None, False), ("t3", "各协会组织", None, None, False),
        }
        everyone = Assignment.objects.get(unit_set__kind=UnitSet.Kind.ALL)
        assert everyone.members.count() == 4

    def test_a_set_left_to_the_office_is_resolved_afterwards(self, cast):
        frozen(cast)
        waiting = Assignment.objects.get(phrase="相关处室、单位")
        made = resolve_assignment(assignment=waiting, units=[cast.responsible], by=cast.office, at=NOW)
        assert [duty.unit for duty in made] == [cast.responsible]

    def test_units_named_before_freezing_get_their_duty(self, cast):
        revision = propose(cast.office)
        key = next(one["key"] for one in revision.draft["findings"] if one["kind"] == "indefinite_set")
        revision = answer_finding(revision=revision, version=1, finding=key, choice="units", by=cast.office, at=NOW,
                                  units=[cast.responsible.pk, cast.third.pk])
        freeze(settle(revision, cast.office), cast.office)
        duties = Duty.objects.filter(task__key="t2").values_list("unit__name", "role")
        assert set(duties) == {("离退处", "lead"), ("税政法规处", "responsible")}

    def test_the_leading_group_is_formed(self, cast):
        Person.objects.create(organisation=cast.organisation, name="李某", unit=cast.lead)
        frozen(cast)
        group = LeadingGroup.objects.get()
        assert (group.name, group.office_unit) == ("创建全国文明单位工作领导小组", cast.lead)
        members = group.members.values_list("role", "name", "person__name", "ex_officio", "unit_set__kind")
        assert set(members) == {
            ("head", "王某", None, "", None), ("deputy_head", "李某", "李某", "", None),
            ("deputy_head", "赵某", None, "", None), ("member", "", None, "厅机关各处室、单位主要负责人", "all"),
        }
        assert GroupMember.objects.count() == 4

    def test_liaisons_and_heads_are_told_how_many_duties_wait(self, cast):
        frozen(cast)
        sent = Notice.objects.filter(title__endswith="待签收").select_related("to")
        told = {notice.to.username: notice.title for notice in sent}
        assert len(sent) == len(told)
        assert told == {"lead": "1 项任务待签收", "responsible": "1 项任务待签收", "head": "1 项任务待签收"}

    def test_it_is_recorded(self, cast):
        frozen(cast)
        assert AuditEntry.objects.get(kind="plan.plan_frozen").after["approved_by"] == "厅党组会议"
        assert AuditEntry.objects.get(kind="plan.campaign_opened").after == {"duties": Duty.objects.count()}

    def test_what_the_page_promised_is_what_is_written(self, cast):
        revision = settle(propose(cast.office), cast.office)
        promised = outlook(revision, TODAY)
        freeze(revision, cast.office)
        assert promised.duties == Duty.objects.count()
        assert promised.units == Duty.objects.values("unit").distinct().count()
        assert promised.unresolved == Assignment.objects.filter(resolved=False).count()

    def test_the_cost_grows_with_the_batches_of_the_database_and_not_with_the_rows(self, cast):
        """30 tasks more are about 1000 rows more; SQLite takes 999 values in one statement."""
        counts = []
        for tasks in (1, 30):
            revision = settle(propose(cast.office, long_plan(tasks)), cast.office)
            with CaptureQueriesContext(connection) as asked:
                freeze(revision, cast.office)
            counts.append(len(asked))
        assert counts[1] - counts[0] < 20

    def test_nothing_of_another_body_is_touched(self, cast):
        frozen(cast)
        there = cast.other.pk
        for model in (Task, Duty, Assignment, Area, Clause, Phase, Target, TaskSlot, UnitSet, LeadingGroup):
            assert not model.objects.filter(organisation_id=there).exists()


class TestWhatStandsAgainst:
    def test_open_findings(self, cast):
        revision = propose(cast.office)
        with pytest.raises(RuleBroken, match="处疑点没有答复"):
            approve(revision, cast.office)
        assert nothing_written()

    def test_unknown_names(self, cast):
        revision = settle(propose(cast.office), cast.office)
        revision.answers = {key: value for key, value in revision.answers.items() if not key.startswith("name:")}
        revision.save()
        with pytest.raises(RuleBroken, match="没有对上单位（各协会组织）"):
            approve(revision, cast.office)
        assert nothing_written()

    @pytest.mark.parametrize(
        ("more", "field"),
        [({"approved_by": "  "}, "approved_by"), ({"approved_on": TODAY + timedelta(1)}, "approved_on")],
    )
    def test_an_approval_that_cannot_be(self, cast, more, field):
        revision = settle(propose(cast.office), cast.office)
        with pytest.raises(InputRefused) as refused:
            approve(revision, cast.office, **more)
        assert field in refused.value.fields
        assert nothing_written()

    def test_someone_corrected_meanwhile(self, cast):
        revision = settle(propose(cast.office), cast.office)
        with pytest.raises(ChangedMeanwhile):
            approve(revision, cast.office, version=revision.version - 1)
        assert nothing_written()

    @pytest.mark.parametrize("who", ["lead", "responsible", "head", "member", "leader", "expert", "system_admin"])
    def test_anyone_but_the_office(self, cast, who):
        revision = settle(propose(cast.office), cast.office)
        with pytest.raises(NotAllowed):
            approve(revision, cast.viewers[who])
        with pytest.raises(NotFound):
            approve(revision, cast.stranger)
        assert nothing_written()

    def test_a_discarded_proposal(self, cast):
        revision = settle(propose(cast.office), cast.office)
        discard_proposal(revision=revision, version=revision.version, by=cast.office, at=NOW)
        revision.refresh_from_db()
        with pytest.raises(RuleBroken, match="已经放弃"):
            approve(revision, cast.office)


class TestFinal:
    def test_it_freezes_once(self, cast):
        revision = settle(propose(cast.office), cast.office)
        stale = PlanRevision.objects.get(pk=revision.pk)
        freeze(revision, cast.office)
        with pytest.raises(RuleBroken, match="已经冻结"):
            freeze(stale, cast.office)
        assert Task.objects.count() == 3

    def test_the_revision_and_its_rows_never_change(self, cast):
        revision = settle(propose(cast.office), cast.office)
        stale = PlanRevision.objects.get(pk=revision.pk)
        freeze(revision, cast.office)
        rows = [model.objects.first() for model in (Area, Clause, TaskText)]
        for thing in (stale, PlanRevision.objects.get(), *rows):
            with pytest.raises(RuleBroken):
                thing.save()
            with pytest.raises(RuleBroken):
                thing.delete()
        with pytest.raises(RuleBroken):
            undo_step(revision=stale, version=stale.version, by=cast.office, at=NOW)

    def test_a_proposal_may_still_change(self, cast):
        propose(cast.office).save()


class TestPage:
    def test_it_shows_what_freezing_will_make(self, cast):
        revision = settle(propose(cast.office), cast.office)
        text = cast.client("office").get(reverse("plan:freeze", args=[revision.pk])).content.decode()
        view = outlook(revision, TODAY)
        assert f"冻结后将分解为 {view.duties} 项任务，发给 {view.units} 个单位" in text

    def test_it_says_what_must_be_settled_first(self, cast):
        revision = propose(cast.office)
        page = reverse("plan:freeze", args=[revision.pk])
        assert "处要先定，才能冻结" in cast.client("office").get(page).content.decode()
        form = {"version": 1, "approved_by": "厅党组会议", "approved_on": "2026-01-10"}
        answer = cast.client("office").post(page, form)
        assert answer.status_code == 409
        assert "厅党组会议" in answer.content.decode()
        assert nothing_written()

    @pytest.mark.parametrize(
        ("wrong", "status"),
        [({"approved_by": ""}, 422), ({"approved_on": "不是日期"}, 422), ({"approved_on": "2999-01-01"}, 422),
         ({"version": 1}, 409)],
    )
    def test_what_is_refused_stays_in_the_form(self, cast, wrong, status):
        revision = settle(propose(cast.office), cast.office)
        form = {"version": revision.version, "approved_by": "厅党组会议", "approved_on": "2026-01-10",
                "document_number": "示财党〔2026〕9号", **wrong}
        answer = cast.client("office").post(reverse("plan:freeze", args=[revision.pk]), form)
        assert answer.status_code == status
        assert "示财党〔2026〕9号" in answer.content.decode()
        assert f'name="version" value="{revision.version}"' in answer.content.decode()
        assert nothing_written()

    def test_a_double_click_opens_one_campaign(self, cast):
        revision = settle(propose(cast.office), cast.office)
        client, page = cast.client("office"), reverse("plan:freeze", args=[revision.pk])
        form = {"version": revision.version, "approved_by": "厅党组会议", "approved_on": "2026-01-10", "once": "one"}
        answers = [client.post(page, form) for _ in range(2)]
        assert [one["Location"] for one in answers] == [reverse("plan:revision", args=[revision.pk])] * 2
        assert Task.objects.count() == 3


def test_the_correction_page_of_a_frozen_plan_leads_to_the_plan(cast):
    revision = frozen(cast).work_plan.revisions.get()
    answer = cast.client("office").get(reverse("plan:correct", args=[revision.pk]))
    assert answer["Location"] == reverse("plan:revision", args=[revision.pk])
