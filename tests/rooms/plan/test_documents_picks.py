"""The correction page: what is selected in the source, what one key does, and coming back to the place."""

import pytest
from django.urls import reverse

from tests.rooms.plan.test_documents_correct import address
from wenming.plan.models import PlanRevision


class TestSelections:
    """What is selected in the source arrives as line and character of both ends."""

    def place(self, revision, words: str) -> dict[str, str]:
        number, _, text = next(one for one in revision.source_lines if words in one[2])
        at = text.index(words)
        return {"act": "pick", "version": "1", "from_line": number, "from_at": at, "to_line": number,
                "to_at": at + len(words)}

    @pytest.mark.parametrize(
        "case",
        [("税政法规处", "lead", "t1", "lead_units"), ("离退处", "duty", "t2", "responsible_units"),
         ("法治宣传教育普及率≥95%", "target", "t2", "targets"), ("每季度组织一次", "term", "t2", "deadlines")],
    )
    def test_it_becomes_part_of_the_chosen_task(self, cast, revision, case):
        words, as_, key, role = case
        answer = cast.client("office").post(address(revision), self.place(revision, words) | {"as": as_, "key": key})
        assert (answer.status_code, answer["Location"]) == (303, address(revision, task=key))
        task = next(one for one in PlanRevision.objects.get().draft["tasks"] if one["key"] == key)
        assert words in [one.get("name") or one["text"] for one in task[role]]

    def test_it_becomes_a_task_or_a_phase_without_one(self, cast, revision):
        client = cast.client("office")
        made = client.post(address(revision), self.place(revision, "积极组织志愿服务。") | {"as": "task"})
        assert made["Location"] == address(revision, task="t4")
        form = self.place(revision, "（三）总结提高阶段（2026年12月）") | {"as": "phase", "version": "2"}
        assert client.post(address(revision), form)["Location"] == address(revision, tab="phases")

    @pytest.mark.parametrize(
        "wrong",
        [{"as": "nonsense"}, {"as": "lead", "key": ""}, {"to_at": "0"}, {"from_line": "x"}, {"from_at": "9" * 30},
         {"from_line": "-3", "from_at": "-1"}, {"as": "lead", "key": "t99"}, {"to_line": "99999999999999999"}],
    )
    def test_what_says_too_little_is_refused_and_nothing_changes(self, cast, revision, wrong):
        form = self.place(revision, "离退处") | {"as": "lead", "key": "t1"} | wrong
        assert cast.client("office").post(address(revision), form).status_code in {303, 422}
        if "to_line" not in wrong and "from_line" not in wrong:
            assert PlanRevision.objects.get().version == 1

    def test_all_sure_values_are_accepted_at_once_but_not_what_is_doubted(self, cast, revision):
        assert cast.client("office").post(address(revision), {"act": "accept_sure", "version": "1"}).status_code == 303
        sure = {task["key"]: task["confidence"] for task in PlanRevision.objects.get().draft["tasks"]}
        assert sure["t1"] == 1.0
        assert sure["t2"] < 1.0, "相关处室、单位 is still open"

    def test_a_task_that_is_gone_leaves_the_one_before_it_chosen(self, cast, revision):
        answer = cast.client("office").post(address(revision), {"act": "merge", "key": "t3", "version": "1"})
        assert answer["Location"] == address(revision, task="t2")

    @pytest.mark.parametrize(
        ("form", "there"),
        [({"act": "accept", "key": "t2"}, {"task": "t2"}), ({"act": "move", "key": "t1", "by": "1"}, {"task": "t1"}),
         ({"act": "group", "leader": "王某"}, {"tab": "group"}), ({"act": "area", "name": "其他"}, {"tab": "tasks"}),
         ({"act": "members", "name": "各协会组织", "choice": "later"}, {"tab": "units"}),
         ({"act": "document", "title": "新标题"}, {"tab": "document"})],
    )
    def test_undo_goes_to_the_place_it_changed_and_redo_too(self, cast, revision, form, there):
        client = cast.client("office")
        client.post(address(revision), {**form, "version": "1"})
        undone = client.post(reverse("plan:undo", args=[revision.pk]), {"version": "2"})
        assert (undone.status_code, undone["Location"]) == (303, address(revision, **there))
        assert client.post(reverse("plan:redo", args=[revision.pk]), {"version": "3"}).status_code == 303
        assert client.post(reverse("plan:redo", args=[revision.pk]), {"version": "4"}).status_code == 409
