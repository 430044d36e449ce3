"""The correction page: edits, answers, undo, two people at once, names and units."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOW, PASSWORD
from tests.factories.plan_documents import PLAN, long_plan, propose, queries
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan import correct
from wenming.domain.plan.answers import open_findings
from wenming.domain.plan.draft import from_json
from wenming.organisation.models import Unit, UnitAlias
from wenming.plan.actions.matching import merge_name
from wenming.plan.actions.proposal_steps import redo_step, undo_step
from wenming.plan.actions.proposals import answer_finding, correct_proposal, name_members
from wenming.plan.models import PlanRevision, ProposalStep
from wenming.plan.queries.outlook import outlook


@pytest.fixture
def revision(cast) -> PlanRevision:
    return propose(cast.office)


def address(revision: PlanRevision, **query: str) -> str:
    return reverse("plan:correct", args=[revision.pk], query=query)


def keys(revision: PlanRevision) -> list[str]:
    return [task["key"] for task in PlanRevision.objects.get(pk=revision.pk).draft["tasks"]]


def finding(revision: PlanRevision, kind: str) -> str:
    return next(one["key"] for one in revision.draft["findings"] if one["kind"] == kind)


def do(cast, revision: PlanRevision, edit: correct.Edit) -> PlanRevision:
    return correct_proposal(revision=revision, version=revision.version, edit=edit, by=cast.office, at=NOW)


def task_form(saved: int, **more: str) -> dict[str, str]:
    """The form of task 1 as a browser sends it, with one figure and empty rows at the end."""
    return {
        "act": "task", "key": "t1", "version": str(saved), "number": "1、", "title": "开展普法学习", "area": "a1",
        "text": "开展普法学习。普及率≥95%。", "lead_units": "机关党委\n税政法规处", "responsible_units": "各处室、单位",
        "target-TOTAL_FORMS": "2", "target-INITIAL_FORMS": "1", "target-0-text": "法治宣传教育普及率≥95%",
        "target-0-op": ">=", "target-0-value": "９８", "target-0-unit": "%", "target-1-op": ">=",
        "deadline-TOTAL_FORMS": "1", "deadline-INITIAL_FORMS": "0", **more,
    }


class TestPage:
    def test_the_title_is_what_was_read_and_what_waits(self, cast, revision):
        text = cast.client("office").get(address(revision)).content.decode()
        assert "读出 3 项任务、1 个目标、3 个阶段，还有" in text
        assert 'class="span-lead"' in text
        assert "法治宣传教育普及率≥95%" in text

    @pytest.mark.parametrize("tab", ["tasks", "targets", "phases", "group", "clauses", "units", "document", "steps"])
    def test_every_tab_opens_and_costs_the_same_however_many_tasks(self, cast, tab):
        client = cast.client("office")
        counts = [queries(client, "plan:correct", propose(cast.office, long_plan(n)).pk, tab=tab) for n in (1, 20)]
        assert counts[0] == counts[1]

    @pytest.mark.parametrize("query", [
        {"task": "t1"}, {"task": "t1", "do": "edit"}, {"task": "t1", "do": "split"}, {"do": "add"}, {"do": "add_area"},
        {"area": "a1", "do": "area"}, {"area": "a1", "do": "add"}, {"finding": "f1"}, {"task": "t99", "do": "edit"},
        {"tab": "nonsense", "finding": "nonsense", "area": "nonsense", "do": "nonsense"},
    ])
    def test_any_address_opens(self, cast, revision, query):
        assert cast.client("office").get(address(revision, **query)).status_code == 200

    def test_hostile_text_is_only_text(self, cast):
        made = propose(cast.office, PLAN.replace("做好登记和记录", "<b onclick=alert(1)>"))
        assert "<b onclick" not in cast.client("office").get(address(made, task="t3")).content.decode()


class TestEdits:
    def test_an_edit_is_stored_as_a_step_and_recorded(self, cast, revision):
        after = do(cast, revision, correct.MergeTask("t3"))
        assert (keys(revision), after.version) == (["t1", "t2"], 2)
        assert ProposalStep.objects.get().said == "任务 3 并入上一项"
        entry = AuditEntry.objects.get(kind="plan.proposal_corrected")
        assert (entry.actor_label, entry.after) == (cast.office.name, {"edit": "任务 3 并入上一项"})

    def test_an_edit_that_changes_nothing_is_no_step(self, cast, revision):
        draft = from_json(revision.draft)
        do(cast, revision, correct.ChangePhases(draft.phases))
        assert not ProposalStep.objects.exists()

    def test_undo_goes_step_by_step_back_to_the_reading(self, cast, revision):
        read, number = revision.draft, revision.version
        now = do(cast, revision, correct.MergeTask("t3"))
        now = do(cast, now, correct.RemoveTask("t1"))
        now = answer_finding(revision=now, version=now.version, finding=finding(now, "indefinite_set"), choice="later",
                             by=cast.office, at=NOW)
        for steps_left in (2, 1, 0):
            now.refresh_from_db()
            undo_step(revision=now, version=now.version, by=cast.office, at=NOW)
            assert ProposalStep.objects.filter(undone=False).count() == steps_left
        now.refresh_from_db()
        assert (now.draft, now.answers) == (read, {})
        assert now.version > number
        with pytest.raises(RuleBroken):
            undo_step(revision=now, version=now.version, by=cast.office, at=NOW)

    def test_what_was_undone_is_done_again_until_something_else_is_done(self, cast, revision):
        now = do(cast, revision, correct.MergeTask("t3"))
        now = answer_finding(revision=now, version=now.version, finding=finding(now, "indefinite_set"), choice="later",
                             by=cast.office, at=NOW)
        done = (now.draft, now.answers)
        for step in (undo_step, undo_step, redo_step, redo_step):
            step(revision=now, version=now.version, by=cast.office, at=NOW)
            now.refresh_from_db()
        assert (now.draft, now.answers) == done
        undo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        now.refresh_from_db()
        now = do(cast, now, correct.MoveTask("t2", -1))
        with pytest.raises(RuleBroken):
            redo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        assert [one.said for one in ProposalStep.objects.order_by("number")] == ["任务 3 并入上一项", "任务 2 上移一位"]

    def test_an_answer_to_a_finding_that_is_gone_goes_with_it_and_comes_back(self, cast, revision):
        key = finding(revision, "indefinite_set")
        now = answer_finding(revision=revision, version=1, finding=key, choice="later", by=cast.office, at=NOW)
        now = do(cast, now, correct.RemoveTask("t2"))
        assert key not in now.answers
        undo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        now.refresh_from_db()
        assert key in now.answers

    def test_the_second_of_two_people_is_told_what_the_first_did(self, cast, revision):
        do(cast, revision, correct.MergeTask("t3"))
        with pytest.raises(ChangedMeanwhile) as told:
            correct_proposal(revision=revision, version=1, edit=correct.RemoveTask("t1"), by=cast.office, at=NOW)
        assert cast.office.name in told.value.sentence
        assert "任务 3 并入上一项" in told.value.sentence
        assert keys(revision) == ["t1", "t2"]

    @pytest.mark.parametrize("who", ["lead", "leader", "expert", "member", "system_admin", "audit_admin"])
    def test_nobody_else_edits(self, cast, revision, who):
        with pytest.raises(NotAllowed):
            correct_proposal(revision=revision, version=1, edit=correct.RemoveTask("t1"), by=cast.viewers[who], at=NOW)
        with pytest.raises(NotAllowed):
            undo_step(revision=revision, version=1, by=cast.viewers[who], at=NOW)
        with pytest.raises(NotAllowed):
            redo_step(revision=revision, version=1, by=cast.viewers[who], at=NOW)

    def test_nobody_of_another_body_edits(self, cast, revision):
        with pytest.raises(NotFound):
            correct_proposal(revision=revision, version=1, edit=correct.RemoveTask("t1"), by=cast.stranger, at=NOW)


class TestForms:
    def test_a_task_is_saved_with_its_figure(self, cast, revision):
        answer = cast.client("office").post(address(revision, task="t1", do="edit"), task_form(1))
        assert (answer.status_code, answer["Location"]) == (303, address(revision, task="t1"))
        task = PlanRevision.objects.get().draft["tasks"][0]
        assert task["targets"][0]["value"] == "98"
        assert task["targets"][0]["spans"]
        assert [one["name"] for one in task["lead_units"]] == ["机关党委", "税政法规处"]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [({"title": ""}, "标红"), ({"target-0-value": "约半数"}, "标红"), ({"area": "a9"}, "标红"),
         ({"lead_units": "长" * 81}, "一行写一个单位"), ({"version": ""}, "刷新"), ({"key": "t77"}, "已不在方案里")],
    )
    def test_what_is_refused_stays_in_the_form(self, cast, revision, wrong, sentence):
        form = task_form(1, text="改到一半的任务全文。", **wrong)
        answer = cast.client("office").post(address(revision, task="t1", do="edit"), form)
        text = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in text
        assert "改到一半的任务全文。" in text
        assert PlanRevision.objects.get().version == 1

    def test_after_another_saved_the_form_comes_back_and_may_be_saved_again(self, cast, revision):
        do(cast, revision, correct.MergeTask("t3"))
        client = cast.client("office")
        answer = client.post(address(revision, task="t1", do="edit"), task_form(1, title="我写的标题"))
        text = answer.content.decode()
        assert answer.status_code == 409
        assert "我写的标题" in text
        assert 'name="version" value="2"' in text
        assert client.post(address(revision, task="t1", do="edit"), task_form(2, title="我写的标题")).status_code == 303

    def test_a_sign_in_that_ran_out_gives_the_form_back(self, cast, revision):
        client, here = Client(), address(revision, task="t1", do="edit")
        form = task_form(1, title="过期前写的标题", form_owner=str(cast.users["office"].pk))
        client.post(here, form, headers={"referer": f"http://testserver{here}"})
        client.post(reverse("accounts:sign_in"), {"username": "office", "password": PASSWORD})
        text = client.get(here).content.decode()
        assert "过期前写的标题" in text
        assert "已放回" in text

    def test_a_double_click_acts_once(self, cast, revision):
        client = cast.client("office")
        form = {"act": "move", "key": "t1", "by": "1", "version": "1", "once": "one-form"}
        assert [client.post(address(revision), form).status_code for _ in range(2)] == [303, 303]
        assert ProposalStep.objects.count() == 1

    @pytest.mark.parametrize(
        ("form", "tasks"),
        [({"act": "merge", "key": "t3"}, ["t1", "t2"]), ({"act": "remove", "key": "t1"}, ["t2", "t3"]),
         ({"act": "split", "key": "t3", "at": "12"}, ["t1", "t2", "t3", "t4"]),
         ({"act": "move", "key": "t2", "by": "-1"}, ["t2", "t1", "t3"])],
    )
    def test_buttons_of_a_task(self, cast, revision, form, tasks):
        assert cast.client("office").post(address(revision), {**form, "version": "1"}).status_code == 303
        assert keys(revision) == tasks

    @pytest.mark.parametrize("act", ["", "nonsense", "split", "move"])
    def test_a_post_that_says_too_little_is_refused(self, cast, revision, act):
        answer = cast.client("office").post(address(revision), {"act": act, "key": "t1", "version": "1"})
        assert answer.status_code == 422

    def test_other_parts_are_saved(self, cast, revision):
        client = cast.client("office")
        forms = [
            {"act": "document", "title": "新标题", "issued_on": "2026-02-01", "disclosure": "withheld"},
            {"act": "group", "leader": "王某\n", "office_unit": "厅机关党委"},
            {"act": "phases", "phase-TOTAL_FORMS": "2", "phase-INITIAL_FORMS": "1", "phase-0-key": "p1",
             "phase-0-name": "全程", "phase-0-start": "2026-01", "phase-0-end": "2026-12"},
            {"act": "clauses", "clause-TOTAL_FORMS": "2", "clause-INITIAL_FORMS": "0", "clause-0-kind": "aim",
             "clause-0-text": "创成文明单位。", "clause-1-kind": "other"},
            {"act": "area", "number": "（三）", "name": "其他"},
        ]
        for version, form in enumerate(forms, start=1):
            assert client.post(address(revision), {**form, "version": version}).status_code == 303
        stored = PlanRevision.objects.get()
        draft = from_json(stored.draft)
        assert (draft.title, stored.disclosure, draft.group.deputy) == ("新标题", "withheld", ())
        assert [(one.name, one.end) for one in draft.phases] == [("全程", "2026-12")]
        assert [one.kind for one in draft.clauses] == ["aim"]
        assert draft.areas[-1].name == "其他"

    def test_the_htmx_fragment_of_a_refusal_finds_its_place(self, cast, revision):
        answer = cast.client("office").post(
            reverse("plan:undo", args=[revision.pk]), {"version": "1"}, headers={"HX-Request": "true"}
        )
        assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reselect"]) == (409, "#refusal", ".sorry")


class TestAnswers:
    def test_units_are_kept_with_who_and_when(self, cast, revision):
        after = answer_finding(
            revision=revision, version=1, finding=finding(revision, "indefinite_set"), choice="units",
            units=[cast.responsible.pk, cast.other_unit.pk], by=cast.office, at=NOW,
        )
        answer = after.answers[finding(revision, "indefinite_set")]
        assert answer["units"] == [cast.responsible.pk]
        assert answer["said"] == "指明单位：税政法规处"
        assert (answer["by"], answer["at"]) == (cast.office.name, NOW.isoformat())
        assert AuditEntry.objects.get(kind="plan.finding_answered").after["answer"].endswith("税政法规处")

    def test_units_of_another_body_are_nobody(self, cast, revision):
        with pytest.raises(InputRefused):
            answer_finding(revision=revision, version=1, finding=finding(revision, "indefinite_set"), choice="units",
                           units=[cast.other_unit.pk], by=cast.office, at=NOW)

    def test_alike_are_answered_together(self, cast):
        text = long_plan(4).replace("，责任单位：各处室、单位）\n", "）\n")
        made = propose(cast.office, text)
        asked = [one for one in made.draft["findings"] if one["kind"] == "no_responsible_unit"]
        assert len(asked) > 1
        after = answer_finding(revision=made, version=1, finding=asked[0]["key"], choice="accept", also_alike=True,
                               by=cast.office, at=NOW)
        left = open_findings(from_json(after.draft), after.answers)
        assert not [one for one in left if one.kind == "no_responsible_unit"]
        assert ProposalStep.objects.count() == 1

    @pytest.mark.parametrize(("key", "choice"), [("f999", "later"), ("f1", "nonsense")])
    def test_what_cannot_be_answered_is_refused(self, cast, revision, key, choice):
        with pytest.raises(InputRefused):
            answer_finding(revision=revision, version=1, finding=key, choice=choice, by=cast.office, at=NOW)

    def test_the_page_leads_from_one_doubt_to_the_next_and_then_to_the_units(self, cast, revision):
        client, place = cast.client("office"), address(revision)
        for _ in range(20):
            stored = PlanRevision.objects.get()
            waiting = open_findings(from_json(stored.draft), stored.answers)
            if not waiting:
                break
            choice = "later" if waiting[0].kind == "indefinite_set" else {
                "no_responsible_unit": "accept", "members_ex_officio": "keep"}.get(waiting[0].kind, "noted")
            answer = client.post(place, {"act": "answer", "finding": waiting[0].key, "choice": choice,
                                         "version": stored.version})
            assert answer.status_code == 303
        assert answer["Location"] == address(revision, tab="units")


class TestNames:
    def test_a_known_name_and_one_with_the_bodys_prefix_are_found(self, cast, revision):
        view = outlook(revision, timezone.localdate())
        assert view.named["机关党委"].members == view.named["厅机关党委"].members == (cast.lead.pk,)
        assert set(view.unknown) == {"厅团委", "各协会组织"}

    def test_merging_makes_an_alias(self, cast, revision):
        merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        assert UnitAlias.objects.get().unit == cast.third
        assert outlook(revision, timezone.localdate()).unknown == ("各协会组织",)

    def test_merging_is_a_step_and_taking_it_back_takes_the_alias_off_the_roster(self, cast, revision):
        now = merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        undo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        assert not UnitAlias.objects.exists()
        now.refresh_from_db()
        redo_step(revision=now, version=now.version, by=cast.office, at=NOW)
        assert UnitAlias.objects.get().name == "厅团委"

    def test_an_alias_somebody_took_off_meanwhile_does_not_stop_the_way_back(self, cast, revision):
        now = merge_name(revision=revision, version=1, name="厅团委", unit=cast.third, by=cast.office, at=NOW)
        UnitAlias.objects.all().delete()
        assert undo_step(revision=now, version=now.version, by=cast.office, at=NOW).startswith("“厅团委”")

    def test_merging_into_a_unit_of_another_body_finds_nothing(self, cast, revision):
        form = {"act": "merge_name", "name": "厅团委", "unit": cast.other_unit.pk, "version": "1"}
        assert cast.client("office").post(address(revision), form).status_code == 404
        assert not UnitAlias.objects.exists()

    @pytest.mark.parametrize("name", ["国务院", ""])
    def test_only_names_of_the_plan_are_made_or_merged(self, cast, revision, name):
        form = {"act": "new_unit", "name": name, "kind": "division", "version": "1"}
        assert cast.client("office").post(address(revision), form).status_code == 422
        assert not Unit.objects.filter(name=name).exists()

    def test_all_at_once_makes_units_and_leaves_collectives_to_the_office(self, cast, revision):
        answer = cast.client("office").post(address(revision), {"act": "new_units", "version": "1"})
        assert answer.status_code == 303
        assert Unit.objects.get(name="厅团委").kind == Unit.Kind.PARTY_AND_MASS
        assert not Unit.objects.filter(name="各协会组织").exists()
        stored = PlanRevision.objects.get()
        assert outlook(stored, timezone.localdate()).unknown == ()

    def test_a_collective_may_be_given_its_members(self, cast, revision):
        after = name_members(revision=revision, version=1, name="各协会组织", units=[cast.third.pk], later=False,
                             by=cast.office, at=NOW)
        assert outlook(after, timezone.localdate()).named["各协会组织"].members == (cast.third.pk,)

    @pytest.mark.parametrize("name", ["机关党委", "各处室、单位", "各村"])
    def test_only_such_a_collective_is_given_members(self, cast, revision, name):
        with pytest.raises(InputRefused):
            name_members(revision=revision, version=1, name=name, units=[cast.third.pk], later=False, by=cast.office,
                         at=NOW)
