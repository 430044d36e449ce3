"""The forms of the correction page: saved, refused with what was typed, put back, sent twice."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import PASSWORD
from tests.rooms.plan.correcting import address, do, keys
from wenming.domain.plan import correct
from wenming.domain.plan.draft import from_json
from wenming.plan.models import PlanRevision, ProposalStep


def task_form(saved: int, **more: str) -> dict[str, str]:
    """The form of task 1 as a browser sends it, with one figure and empty rows at the end."""
    return {
        "act": "task", "key": "t1", "version": str(saved), "number": "1、", "title": "开展普法学习", "area": "a1",
        "text": "开展普法学习。普及率≥95%。", "lead_units": "机关党委\n税政法规处", "responsible_units": "各处室、单位",
        "target-TOTAL_FORMS": "2", "target-INITIAL_FORMS": "1", "target-0-text": "法治宣传教育普及率≥95%",
        "target-0-op": ">=", "target-0-value": "９８", "target-0-unit": "%", "target-1-op": ">=",
        "deadline-TOTAL_FORMS": "1", "deadline-INITIAL_FORMS": "0", **more,
    }


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
