"""The pages of a revision: handing it in, saying what continues what, accepting, and reading the difference."""

import pytest
from django.urls import reverse

from tests.cast import TODAY
from tests.factories.plan_documents import PLAN, frozen, propose_revision, queries, revise, settle
from wenming.plan.models import Duty, PlanRevision, Target, Task

CHANGED = PLAN.replace("普及率≥95%", "普及率≥98%").replace("2、办好道德讲堂", "2、办好身边好人讲堂")
APPROVAL = {"approved_by": "厅党组会议", "approved_on": TODAY.isoformat(), "document_number": ""}


@pytest.fixture
def office(cast):
    return cast.client("office")


@pytest.fixture
def proposed(cast):
    return settle(propose_revision(frozen(cast), cast.office, CHANGED), cast.office)


def text(answer) -> str:
    return answer.content.decode()


def test_a_new_version_is_handed_in_on_the_page_of_the_plan(cast, office):
    revision = frozen(cast).work_plan.revisions.get()
    assert reverse("plan:revise", args=[revision.pk]) in text(office.get(reverse("plan:revision", args=[revision.pk])))
    answer = office.post(reverse("plan:revise", args=[revision.pk]), {"text": CHANGED})
    made = PlanRevision.objects.get(number=2)
    assert (answer.status_code, answer.headers["Location"]) == (303, reverse("plan:correct", args=[made.pk]))
    assert made.work_plan == revision.work_plan


def test_while_one_is_being_corrected_no_other_is_offered_or_taken(cast, office, proposed):
    first = PlanRevision.objects.get(number=1)
    shown = text(office.get(reverse("plan:revision", args=[first.pk])))
    assert "上传修订稿" not in shown
    assert reverse("plan:correct", args=[proposed.pk]) in shown
    answer = office.post(reverse("plan:revise", args=[first.pk]), {"text": PLAN + "补充一行。"})
    assert answer.status_code == 409
    assert "第 2 版正在校核" in text(answer)


def test_freezing_a_new_version_leads_to_the_comparison(office, proposed):
    answer = office.get(reverse("plan:freeze", args=[proposed.pk]))
    assert answer.headers["Location"] == reverse("plan:compare", args=[proposed.pk])


def test_the_comparison_asks_for_what_is_not_sure_and_freezes_when_it_was_said(office, proposed):
    address = reverse("plan:compare", args=[proposed.pk])
    shown = text(office.get(address))
    assert "有 1 项任务要认定接着原来的哪一项" in shown
    assert "<del>95</del>" in shown or "<del>法治宣传教育普及率≥95%</del>" in shown
    answer = office.post(address, {"version": proposed.version, "continues-t2": "t2"})
    assert answer.status_code == 303
    proposed.refresh_from_db()
    answer = office.post(reverse("plan:accept", args=[proposed.pk]), {**APPROVAL, "version": proposed.version})
    assert answer.headers["Location"] == reverse("plan:difference", args=[proposed.pk])
    assert "第 2 版已冻结：2 项任务有改动" in text(office.get(answer.headers["Location"]))


def test_a_refused_choice_comes_back_as_it_was_chosen(office, proposed):
    answer = office.post(reverse("plan:compare", args=[proposed.pk]),
                         {"version": proposed.version, "continues-t1": "t2", "continues-t2": "t2"})
    assert answer.status_code == 422
    shown = text(answer)
    assert "一项任务只能由一项接着" in shown
    assert shown.count('<option value="t2" selected>') == 2


def test_a_refused_acceptance_keeps_what_was_typed(office, proposed):
    answer = office.post(reverse("plan:accept", args=[proposed.pk]),
                         {**APPROVAL, "approved_by": "厅务会议", "version": proposed.version})
    assert answer.status_code == 409
    assert "还有 1 项任务没有确认" in text(answer)
    assert "厅务会议" in text(answer)
    answer = office.post(reverse("plan:accept", args=[proposed.pk]), {"version": proposed.version})
    assert answer.status_code == 422


def test_a_first_version_has_nothing_to_compare(cast, office):
    revision = frozen(cast).work_plan.revisions.get()
    assert office.get(reverse("plan:difference", args=[revision.pk])).status_code == 404


def test_anyone_of_the_body_reads_the_difference_and_what_became_of_a_task(cast):
    campaign = frozen(cast)
    duty = Duty.objects.get(task__key="t1", unit=cast.responsible)
    target = Target.objects.get()
    revise(campaign, cast.office, PLAN.replace("普及率≥95%", "普及率≥98%").replace(
        "（牵头单位：机关党委、税政法规处，责任单位：各处室、单位）", "（牵头单位：机关党委）"))
    client = cast.client("responsible")
    two = PlanRevision.objects.get(number=2)
    assert "第 2 版比第 1 版：1 项任务有变化" in text(client.get(reverse("plan:difference", args=[two.pk])))
    shown = text(client.get(reverse("plan:task", args=[duty.task_id])))
    assert "第 2 版改了什么" in shown
    assert "已撤销的分解任务" in shown
    assert "第 2 版不再由该单位承担" in text(client.get(reverse("plan:duty", args=[duty.pk])))
    assert "沿用至" in text(client.get(reverse("plan:target", args=[target.pk])))
    first = text(client.get(reverse("plan:revision", args=[PlanRevision.objects.get(number=1).pk])))
    assert "现行的是第 2 版" in first
    assert "普及率≥95%" in first, "an old version is read as it was"


def test_a_withdrawn_task_is_still_found_and_says_why(cast, office):
    campaign = frozen(cast)
    start, end = PLAN.index("2、办好"), PLAN.index("（二）抓好志愿")
    revise(campaign, cast.office, PLAN[:start] + PLAN[end:])
    task = Task.objects.get(key="t2")
    assert "已撤销：第 2 版不再列此任务" in text(office.get(reverse("plan:task", args=[task.pk])))
    assert task.title not in text(office.get(reverse("plan:tasks")))


def test_the_pages_cost_the_same_however_long_the_plan(cast, office):
    campaign = frozen(cast)
    more = "".join(f"{n}、办好第{n}件事。做到第{n}步。（牵头单位：离退处）\n\n" for n in range(4, 16))
    revise(campaign, cast.office, PLAN.replace("每季度", "每个月"))
    two = PlanRevision.objects.get(number=2)
    few = queries(office, "plan:difference", two.pk)
    revise(campaign, cast.office, PLAN.replace("四、方法步骤", more + "四、方法步骤"))
    three = PlanRevision.objects.get(number=3)
    assert queries(office, "plan:difference", three.pk) == few
    assert queries(office, "plan:difference", three.pk, **{"with": "1"}) == few
