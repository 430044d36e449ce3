"""The correction page: edits, answers, undo, two people at once."""

import pytest

from tests.cast import NOW
from tests.factories.plan_documents import PLAN, long_plan, propose, queries
from tests.rooms.plan.correcting import address, do, finding, keys
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan import correct
from wenming.domain.plan.answers import open_findings
from wenming.domain.plan.draft import from_json
from wenming.plan.actions.proposal_steps import redo_step, undo_step
from wenming.plan.actions.proposals import answer_finding, correct_proposal
from wenming.plan.models import PlanRevision, ProposalStep


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
