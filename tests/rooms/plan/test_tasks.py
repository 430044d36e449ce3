"""The list of tasks and the page of one: lights, meters, filters, the text and its marks."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import load_workbook

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign, make_unresolved
from wenming.domain.plan.lights import Light
from wenming.organisation import registry
from wenming.plan.actions.duties import receive_duties, set_acceptance
from wenming.plan.models import Campaign, Duty, Phase, PlanRevision, Task, TaskText
from wenming.plan.queries.duties import duty_rows
from wenming.plan.queries.tasks import campaign_of, source_of, task_rows, task_text


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def filled(monkeypatch):
    held: dict[int, dict[int, int]] = {}
    monkeypatch.setitem(registry._columns, "standard.slot.fill", lambda _organisation, ids: {
        pk: held[pk] for pk in ids if pk in held
    })
    return held


def rows(cast, made, on=TODAY, **more):
    return task_rows(cast.organisation.pk, made.campaign, on, **more)


def test_lights_follow_dates_and_slots(cast, made, filled):
    assert [row.light for row in rows(cast, made)] == [Light.GREY] * 3  # sent, nothing received, nothing there
    receive_duties(unit=cast.lead, by=cast.office, at=NOW)
    assert [row.light for row in rows(cast, made)] == [Light.GREEN] * 3
    assert [row.light for row in rows(cast, made, TODAY + timedelta(25))] == [Light.YELLOW] * 3
    late = rows(cast, made, TODAY + timedelta(32))
    assert [(row.light, row.word) for row in late] == [(Light.RED, "逾期 2 天")] * 3
    filled[made.slots[1].slot_id] = {cast.third.pk: 1}
    assert rows(cast, made, TODAY + timedelta(32))[1].light is Light.BLUE


def test_the_meter_counts_slots_of_the_task_and_of_each_unit(cast, made, filled):
    filled[made.slots[0].slot_id] = {cast.lead.pk: 1}
    filled[made.slots[-1].slot_id] = {cast.third.pk: 2, cast.lead.pk: 1}
    first = rows(cast, made)[0]
    assert (first.have, first.want, len(first.duty_units)) == (2, 4, 3)


def test_a_unit_answers_for_its_own_slots_and_a_lead_for_the_shared_too(cast, made, filled):
    own = {row.duty.task_id: (row.have, row.want) for row in duty_rows(made.campaign, cast.responsible, TODAY)}
    assert own == {made.tasks[0].pk: (0, 1), made.tasks[1].pk: (0, 0), made.tasks[2].pk: (0, 0)}
    leading = {row.duty.task_id: row.want for row in duty_rows(made.campaign, cast.lead, TODAY)}
    assert leading == {made.tasks[0].pk: 2, made.tasks[1].pk: 1, made.tasks[2].pk: 1}


def test_a_duty_of_which_nothing_is_asked_is_not_called_done(cast, made):
    receive_duties(unit=cast.responsible, by=cast.office, at=NOW)
    row = duty_rows(made.campaign, cast.responsible, TODAY)[1]
    assert (row.light, row.word) == (Light.GREY, "配合")


def test_without_a_deadline_the_end_of_the_campaign_holds(cast, made):
    Duty.objects.update(deadline=None)
    assert rows(cast, made)[1].due_on == TODAY + timedelta(120)
    Phase.objects.update(starts_on=None, ends_on=None)
    assert rows(cast, made)[1].due_on is None


def test_withdrawn_tasks_and_duties_leave_the_list(cast, made):
    Task.objects.filter(pk=made.tasks[1].pk).update(state="withdrawn")
    Duty.objects.filter(pk=made.duty(cast.third).pk).update(state="withdrawn")
    found = rows(cast, made)
    assert [row.task.pk for row in found] == [made.tasks[0].pk, made.tasks[2].pk]
    assert cast.third not in found[0].duty_units


def test_rows_of_a_viewer_are_those_of_the_own_units(cast, made):
    Duty.objects.filter(unit=cast.responsible).exclude(task=made.tasks[2]).delete()
    assert [row.task.pk for row in rows(cast, made, viewer=cast.viewers["responsible"])] == [made.tasks[2].pk]


def test_the_open_campaign_is_the_one_and_a_closed_one_is_not(cast, made):
    Campaign.objects.create(organisation=cast.organisation, name="下一届", state="preparing")
    assert campaign_of(cast.organisation.pk) == made.campaign
    Campaign.objects.filter(pk=made.campaign.pk).update(state="closed")
    assert campaign_of(cast.organisation.pk).name == "下一届"
    assert campaign_of(cast.other.pk) is None


# --- the list ---------------------------------------------------------------------------------------------------------


def test_the_title_answers(cast, made, filled):
    Duty.objects.filter(task=made.tasks[0]).update(deadline=TODAY - timedelta(400))
    for slot in made.slots[1:3]:
        filled[slot.slot_id] = {cast.lead.pk: 1}
    body = cast.client("office").get(reverse("plan:tasks")).content.decode()
    assert "3 项任务：1 项逾期，2 项办结" in body


def test_filters_live_in_the_address(cast, made):
    client = cast.client("lead")
    by_area = client.get(reverse("plan:tasks", query={"area": made.tasks[1].area_name})).content.decode()
    assert made.tasks[1].title in by_area
    assert made.tasks[0].title not in by_area
    Duty.objects.filter(unit=cast.lead, task=made.tasks[0]).delete()
    mine = client.get(reverse("plan:tasks", query={"mine": "1"})).content.decode()
    assert made.tasks[0].title not in mine
    of_unit = client.get(reverse("plan:tasks", query={"unit": cast.third.pk})).content.decode()
    assert made.tasks[0].title in of_unit
    nonsense = client.get(reverse("plan:tasks", query={"unit": "x", "light": "violet"}))
    assert nonsense.status_code == 200
    assert "没有符合筛选条件的任务" in nonsense.content.decode()


def test_a_task_without_its_units_says_so(cast, made):
    make_unresolved(made.tasks[1])
    assert "单位待明确" in cast.client("office").get(reverse("plan:tasks")).content.decode()


def test_the_workbook_holds_what_the_list_shows(cast, made):
    Task.objects.filter(pk=made.tasks[0].pk).update(title="=1+1")
    answer = cast.client("leader").get(reverse("plan:tasks_xlsx"))
    sheet = load_workbook(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert sheet[0][:3] == ["所属部分", "任务", "要做什么"]
    assert [line[2] for line in sheet[1:4]] == ["=1+1", made.tasks[1].title, made.tasks[2].title]
    assert sheet[1][8] == TODAY + timedelta(30)


# --- one task ---------------------------------------------------------------------------------------------------------


def test_the_page_says_what_is_missing(cast, made):
    body = cast.client("office").get(reverse("plan:task", args=[made.tasks[0].pk])).content.decode()
    assert "任务 1 普法教育：还差 1 项目标、4 样材料、3 个签收" in body
    assert f"下一项 {made.tasks[1].short_number}" in body
    assert "上一项" not in body


def test_the_lines_of_the_document_are_shown_with_their_marks(made):
    line = "开展普法教育，普及率≥95%。（牵头单位：机关党委）"
    lines, at = [[53, None, "（一）"], [54, 3, line]], line.index("机关党委")
    PlanRevision.objects.filter(pk=made.revision.pk).update(source_lines=lines)
    TaskText.objects.filter(task=made.tasks[0]).update(
        spans=[[54, 0, len(line), "task"], [54, at, at + 4, "lead"]]
    )
    (shown,) = source_of(task_text(made.tasks[0]))
    assert shown.number == 54
    assert [run.text for run in shown.runs if run.kind == "lead"] == ["机关党委"]
    assert "".join(run.text for run in shown.runs) == line


def test_a_text_whose_lines_are_lost_is_shown_plain(cast, made):
    assert source_of(task_text(made.tasks[0])) == ()
    body = cast.client("expert").get(reverse("plan:task", args=[made.tasks[0].pk])).content.decode()
    assert "责任单位：各处室、单位" in body


def test_hostile_text_is_shown_as_text(cast, made):
    Task.objects.filter(pk=made.tasks[0].pk).update(title="<script>alert(1)</script>")
    for name in ("tasks", "missing"):
        assert "<script>alert" not in cast.client("office").get(reverse(f"plan:{name}")).content.decode()


def test_the_page_costs_the_same_with_more_duties(cast, made, django_assert_max_num_queries):
    client = cast.client("office")
    with django_assert_max_num_queries(40) as first:
        client.get(reverse("plan:task", args=[made.tasks[0].pk]))
    Duty.objects.filter(task=made.tasks[0]).exclude(unit=cast.lead).delete()
    with django_assert_max_num_queries(40) as second:
        client.get(reverse("plan:task", args=[made.tasks[0].pk]))
    assert len(first.captured_queries) == len(second.captured_queries)


def test_what_happened_is_told(cast, made):
    duty = made.duty(cast.lead)
    set_acceptance(duty=duty, version=1, acceptance_note="讲座 2 场", deadline=TODAY, by=cast.office, at=NOW)
    body = cast.client("lead").get(reverse("plan:task", args=[made.tasks[0].pk])).content.decode()
    assert "的工作标准和完成时限" in body
