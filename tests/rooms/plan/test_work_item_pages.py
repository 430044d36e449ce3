"""Taking a task apart on the page, and where the items are seen afterwards."""

from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from tests.cast import NOW
from tests.factories.plan import make_campaign
from tests.factories.plan_documents import PLAN, frozen, revise
from tests.rooms.plan.items import LECTURES, REGISTER, share, take_apart
from wenming.organisation.actions.sets import everyone
from wenming.plan.actions.work_items import close_work_item, split_task
from wenming.plan.models import Duty, TaskText, WorkItem
from wenming.plan.queries.work_items import proposal_for

SENTENCE = "普法教育。举办普法讲座，建立学法台账。"


@pytest.fixture
def made(cast):
    made = make_campaign(cast, on=timezone.localdate())
    TaskText.objects.filter(task=made.tasks[0]).update(text=SENTENCE)
    return made


def page(cast, who, name, *args) -> str:
    answer = cast.client(who).get(reverse(name, args=args))
    assert answer.status_code == 200
    return answer.content.decode()


def rows(*given: tuple[str, str, str]) -> dict[str, str]:
    values = {"i-TOTAL_FORMS": str(len(given)), "i-INITIAL_FORMS": "0"}
    for number, (text, leads, deadline) in enumerate(given):
        values |= {f"i-{number}-text": text, f"i-{number}-leads": leads, f"i-{number}-deadline": deadline}
    return values


def test_the_page_proposes_the_clauses_and_saves_what_is_left(cast, made):
    address = reverse("plan:split", args=[made.tasks[0].pk])
    shown = page(cast, "office", "plan:split", made.tasks[0].pk)
    assert "data-draft" in shown
    assert all(f"{words}</textarea>" in shown for words in ("举办普法讲座", "建立学法台账", "机关党委"))
    typed = rows(("举办普法讲座", "机关党委、离退处", "2027-01-05"), ("", "机关党委", ""), ("", "", ""))
    answer = cast.client("office").post(address, typed, follow=True)
    assert "已拆出 1 项子任务，下达 2 项分解任务" in answer.content.decode()
    assert WorkItem.objects.get().text == "举办普法讲座"


@pytest.mark.parametrize(("row", "sentence"), [
    (("举办普法讲座", "人教出", ""), "“人教出”在名册里没有"),
    (("举办普法讲座", "", ""), "没有写单位"),
    (("举办普法讲座", "机关党委", "2027-13-01"), "有效的日期"),
    (("", "机关党委", "2027-01-05"), "请写这一项做什么"),
    (("长" * 501, "机关党委", ""), "500"),
])
def test_bad_input_says_what_is_wrong_and_keeps_what_was_typed(cast, made, row, sentence):
    answer = cast.client("office").post(reverse("plan:split", args=[made.tasks[0].pk]), rows(row))
    shown = answer.content.decode()
    assert answer.status_code in {409, 422}
    assert sentence in shown
    assert all(typed in shown for typed in row)
    assert not WorkItem.objects.exists()


def test_the_contact_sees_which_item_is_his(cast, made):
    _lectures, register = take_apart(cast, made)
    own = share(register, cast.responsible)
    desk = page(cast, "responsible", "dashboard:desk")
    assert "1-2" in desk
    assert "建立学法台账" in desk
    assert "本单位承担的子任务 1-2" in page(cast, "responsible", "plan:duty", own.pk)
    task = page(cast, "responsible", "plan:task", made.tasks[0].pk)
    assert "子任务：2 项" in task
    assert reverse("plan:split", args=[made.tasks[0].pk]) not in task
    assert "建立学法台账" in page(cast, "responsible", "plan:duties")
    upload = cast.client("responsible").get(reverse("evidence:upload"), {"duty": own.pk}).content.decode()
    assert f'value="slot:{made.tasks[0].task_slots.get(work_item=register).slot_id}" checked' in upload


def test_an_item_is_changed_closed_and_told_to_be(cast, made):
    lectures, register = take_apart(cast, made)
    address = reverse("plan:work_item", args=[lectures.pk])
    assert "举办普法讲座" in page(cast, "office", "plan:work_item", lectures.pk)
    given = {"text": "办讲座", "leads": "机关党委", "responsible": "", "version": "1"}
    assert cast.client("office").post(address, given).status_code == 303
    assert cast.client("office").post(address, given | {"text": "再办"}).status_code == 409
    closing = reverse("plan:close_work_item", args=[register.pk])
    assert cast.client("office").post(closing, {"reason": ""}).status_code == 422
    assert cast.client("office").post(closing, {"reason": "并入年度培训"}).status_code == 303
    assert "并入年度培训" in page(cast, "office", "plan:work_item", register.pk)
    assert "并入年度培训" in page(cast, "office", "plan:split", made.tasks[0].pk)
    assert cast.client("office").post(reverse("plan:remove_work_item", args=[lectures.pk])).status_code == 303
    assert not WorkItem.objects.filter(pk=lectures.pk).exists()


def test_a_closed_item_is_listed_and_done_again(cast, made):
    lectures, _register = take_apart(cast, made)
    close_work_item(item=lectures, reason="并入年度培训", by=cast.office, at=NOW)
    task = page(cast, "responsible", "plan:task", made.tasks[0].pk)
    assert "已停办 1 项" in task
    assert "停办“子任务 1-1 举办普法讲座”" in task
    address = reverse("plan:reopen_work_item", args=[lectures.pk])
    assert cast.client("office").post(address, {"reason": ""}).status_code == 422
    assert "停办时承担的单位照旧承担" in page(cast, "office", "plan:work_item", lectures.pk)
    answer = cast.client("office").post(address, {"reason": "仍单独办"}, follow=True)
    assert "子任务 1-1 重新开展，2 项分解任务等各单位签收" in answer.content.decode()
    assert cast.client("office").post(address, {"reason": "再来"}).status_code == 409


def test_a_set_of_the_task_is_taken_where_it_is_ticked(cast, made):
    row = made.tasks[0].assignments.filter(role="responsible").earliest("pk")
    row.unit, row.phrase, row.unit_set = None, "各处室、单位", everyone(by=cast.office, at=NOW)
    row.save()
    assert "与任务相同（各处室、单位）" in page(cast, "office", "plan:split", made.tasks[0].pk)
    typed = rows(("举办普法讲座", "机关党委", ""), ("建立学法台账", "机关党委", "")) | {"i-0-all_responsible": "on"}
    assert cast.client("office").post(reverse("plan:split", args=[made.tasks[0].pk]), typed).status_code == 303
    first, second = WorkItem.objects.order_by("position")
    assert [first.duties.count(), second.duties.count()] == [3, 1]


def test_what_a_revision_changed_behind_an_item_is_said_until_the_office_has_looked(cast):
    campaign = frozen(cast)
    task, other = campaign.tasks.order_by("position")[:2]
    words = proposal_for(task, [])[-1].text
    for one, text in ((task, words), (other, proposal_for(other, [])[0].text)):
        split_task(task=one, items=[replace(LECTURES, text=text)], by=cast.office, at=NOW)
    said = "这句话在第 2 版里改过，请核对分项"
    assert said not in page(cast, "responsible", "plan:task", task.pk)
    revise(campaign, cast.office, PLAN.replace(words, f"切实{words}"))
    assert said in page(cast, "responsible", "plan:task", task.pk)
    assert said not in page(cast, "responsible", "plan:task", other.pk)
    item = task.work_items.get()
    assert said in page(cast, "office", "plan:work_item", item.pk)
    given = {"text": words, "leads": "机关党委", "responsible": "离退处", "version": item.version}
    assert cast.client("office").post(reverse("plan:work_item", args=[item.pk]), given).status_code == 303
    assert said not in page(cast, "responsible", "plan:task", task.pk)


def test_the_page_of_a_task_costs_the_same_with_one_item_and_with_four(cast, made, django_assert_num_queries):
    take_apart(cast, made, LECTURES)
    client, address = cast.client("office"), reverse("plan:task", args=[made.tasks[0].pk])
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    take_apart(cast, made, *(replace(REGISTER, text=f"建立台账{number}") for number in range(3)))
    with django_assert_num_queries(len(one)):
        client.get(address)


def test_the_table_of_the_plan_lists_the_items_under_their_task(cast):
    campaign = frozen(cast)
    revision, task = campaign.work_plan.revisions.get(), campaign.tasks.get(key="t1")
    split_task(task=task, items=[LECTURES, REGISTER], by=cast.office, at=NOW)
    answer = cast.client("office").post(reverse("plan:breakdown_xlsx", args=[revision.pk]))
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    tasks, duties = (book.get_sheet_by_name(name).to_python() for name in ("任务分解表", "分到单位"))
    assert [row[0] for row in tasks[1:4]] == ["1", "1-1", "1-2"]
    assert tasks[2][3:6] + tasks[2][7:] == [LECTURES.text, "机关党委", "离退处", "讲座 2 场", LECTURES.deadline]
    assert [row[2] for row in duties if row[0] == "1-1"] == ["机关党委", "离退处"]


def test_a_revision_keeps_the_items_of_a_task_that_goes_on_and_closes_those_of_one_that_does_not(cast):
    campaign = frozen(cast)
    first, last = campaign.tasks.order_by("position").first(), campaign.tasks.order_by("position").last()
    for task in (first, last):
        split_task(task=task, items=[LECTURES], by=cast.office, at=NOW)
    before = list(Duty.objects.filter(work_item__task=first).order_by("pk").values())
    text = "\n".join(line for line in PLAN.splitlines() if last.title not in line)
    revise(campaign, cast.office, text.replace("每季度", "每个月"))
    assert list(Duty.objects.filter(work_item__task=first).order_by("pk").values()) == before
    last.refresh_from_db()
    assert last.state == "withdrawn"
    assert last.work_items.get().closed_because == last.withdrawn_because
    assert set(Duty.objects.filter(work_item__task=last).values_list("state", flat=True)) == {"withdrawn"}
