"""What is missing: every line of a fresh campaign, and exactly one less when one thing is mended."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from wenming.organisation import registry
from wenming.plan.actions.duties import receive_duties
from wenming.plan.actions.targets import record_measurement
from wenming.plan.models import ConcretePlan, Milestone
from wenming.plan.queries.missing import by_task, missing_lines, unsigned


@pytest.fixture
def made(cast):
    return make_campaign(cast, 25)


@pytest.fixture
def filled(monkeypatch):
    """What units have filed, as the evidence room would tell: ``filled[slot id][unit id] = pieces``."""
    held: dict[int, dict[int, int]] = {}
    monkeypatch.setitem(registry._columns, "standard.slot.fill", lambda _organisation, ids: {
        pk: held[pk] for pk in ids if pk in held
    })
    return held


def lines(cast, made, **more):
    return missing_lines(cast.organisation.pk, made.campaign, TODAY, **more)


def keys(found):
    return {(line.task.pk, line.unit.pk if line.unit else None, line.kind, line.task_slot and line.task_slot.pk)
            for line in found}


def test_a_campaign_without_evidence_lists_every_task(cast, made, filled):
    found = lines(cast, made)
    assert [group.task.pk for group in by_task(found)] == [task.pk for task in made.tasks]
    slots = [line for line in found if line.kind == "slot"]
    assert len(slots) == 25 + 3  # one shared by each task, one asked of each of three units


def test_one_file_in_one_slot_removes_exactly_that_line(cast, made, filled):
    before = keys(lines(cast, made))
    shared = made.slots[4]
    filled[shared.slot_id] = {cast.third.pk: 1}
    assert before - keys(lines(cast, made)) == {(shared.task_id, None, "slot", shared.pk)}
    assert keys(lines(cast, made)) < before


def test_a_slot_of_each_unit_is_filled_unit_by_unit(cast, made, filled):
    of_each = made.slots[-1]
    before = keys(lines(cast, made))
    filled[of_each.slot_id] = {cast.responsible.pk: 1}
    assert keys(lines(cast, made)) == before  # one of two pieces: still missing
    line = next(x for x in lines(cast, made) if x.unit == cast.responsible and x.task_slot == of_each)
    assert line.what == "学习记录：要 2 件，已有 1 件"
    filled[of_each.slot_id] = {cast.responsible.pk: 2}
    gone = before - keys(lines(cast, made))
    assert gone == {(of_each.task_id, cast.responsible.pk, "slot", of_each.pk)}


def test_a_target_reached_leaves_the_list(cast, made, filled):
    task = made.tasks[0]
    before = keys(lines(cast, made))
    record_measurement(
        target=made.targets[0], as_of=TODAY, numerator=458, denominator=482, by=cast.office, at=NOW
    )
    assert before - keys(lines(cast, made)) == {(task.pk, None, "target", None)}


def test_only_nodes_of_accepted_plans_that_are_past_lack(cast, made, filled):
    duty = made.duty(cast.lead)
    own = {"organisation": cast.organisation, "duty": duty}
    node = Milestone.objects.create(title="讲座", due_on=TODAY - timedelta(3), **own)
    Milestone.objects.create(title="考试", due_on=TODAY, **own)
    assert not any(line.kind == "milestone" for line in lines(cast, made))
    ConcretePlan.objects.create(organisation=cast.organisation, duty=duty, state="accepted")
    assert [line.what for line in lines(cast, made) if line.kind == "milestone"] == ["讲座"]
    node.done_on = TODAY
    node.save()
    assert not any(line.kind == "milestone" for line in lines(cast, made))


def test_a_unit_sees_what_it_can_mend(cast, made, filled):
    own = lines(cast, made, unit_id=cast.responsible.pk)
    assert {line.kind for line in own} == {"slot"}
    assert {line.unit for line in own} == {cast.responsible}
    leading = lines(cast, made, unit_id=cast.lead.pk)
    assert sum(line.kind == "slot" for line in leading) == 26
    assert sum(line.kind == "target" for line in leading) == 1


def test_every_line_has_the_button_that_mends_it(cast, made, filled):
    found = lines(cast, made)
    assert all(line.url and line.act for line in found)
    shared = next(line for line in found if line.task_slot == made.slots[0])
    assert shared.url == reverse("evidence:upload", query={"task": made.tasks[0].pk, "slot": made.slots[0].slot_id})


def test_a_receipt_is_no_line_of_a_task(cast, made, filled):
    before = keys(lines(cast, made))
    receive_duties(unit=cast.responsible, by=cast.office, at=NOW)
    assert keys(lines(cast, made)) == before


def not_signed(cast, made, **more):
    return unsigned(cast.organisation.pk, made.campaign, TODAY, **more)


def test_who_has_not_signed_is_said_once_for_the_whole_plan(cast, made, filled):
    everyone = not_signed(cast, made)
    assert everyone.words.startswith("3 个单位还没有签收任务：")
    assert everyone.url == reverse("plan:duties", query={"received": "no"})
    receive_duties(unit=cast.responsible, by=cast.office, at=NOW)
    assert not_signed(cast, made).words.startswith("2 个单位")
    assert cast.responsible.name not in not_signed(cast, made).words


def test_of_one_unit_only_its_own_receipt_is_asked_for(cast, made, filled):
    own = not_signed(cast, made, unit_id=cast.responsible.pk)
    assert own.words == f"{cast.responsible}还没有签收任务"
    assert own.url == reverse("plan:duties", query={"unit": cast.responsible.pk})
    receive_duties(unit=cast.responsible, by=cast.office, at=NOW)
    assert not_signed(cast, made, unit_id=cast.responsible.pk) is None


def test_what_lacks_alike_with_several_units_stands_together(cast, made, filled):
    group = next(one for one in by_task(lines(cast, made)) if one.task.pk == made.slots[-1].task_id)
    together = [[line.unit for line in found] for found in group.alike if len(found) > 1]
    assert [len(units) for units in together] == [3]
    assert sum(map(len, group.alike)) == len(group.lines)
    filled[made.slots[-1].slot_id] = {cast.responsible.pk: 1}
    group = next(one for one in by_task(lines(cast, made)) if one.task.pk == made.slots[-1].task_id)
    assert sorted(len(found) for found in group.alike if found[0].task_slot == made.slots[-1]) == [1, 2]


def test_the_cost_does_not_grow_with_tasks_or_evidence(cast, filled, django_assert_num_queries):
    one = make_campaign(cast, 1)
    with django_assert_num_queries(6):
        lines(cast, one)
    three = make_campaign(cast, 3)
    with django_assert_num_queries(6):
        lines(cast, three)


def test_the_campaign_of_another_organisation_shows_nothing(cast, made):
    assert missing_lines(cast.other.pk, made.campaign, TODAY) == []


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_title_counts(cast, made, filled):
    body = cast.client("office").get(reverse("plan:missing")).content.decode()
    assert f"25 项任务还缺 {len(lines(cast, made))} 样" in body


def test_a_liaison_sees_the_own_unit_first_and_may_ask_for_all(cast, made, filled):
    client = cast.client("responsible")
    assert "税政法规处：1 项任务还缺 1 样" in client.get(reverse("plan:missing")).content.decode()
    everything = client.get(reverse("plan:missing", query={"unit": "all"})).content.decode()
    assert "税政法规处：" not in everything


def test_when_nothing_lacks_it_says_so(cast, filled):
    made = make_campaign(cast, 1)
    for slot in made.slots:
        filled[slot.slot_id] = {unit.pk: 9 for unit in (cast.lead, cast.responsible, cast.third)}
    for unit in (cast.lead, cast.responsible, cast.third):
        receive_duties(unit=unit, by=cast.office, at=NOW)
    record_measurement(target=made.targets[0], as_of=TODAY, numerator=1, denominator=1, by=cast.office, at=NOW)
    page = cast.client("office").get(reverse("plan:missing")).content.decode()
    assert "都齐了" in page
    assert "还没有签收" not in page


@pytest.mark.parametrize(("who", "act"), [("office", "去签收"), ("responsible", "去签收"), ("expert", "看清单")])
def test_the_page_asks_once_for_receipts_with_the_button_of_the_viewer(cast, made, filled, who, act):
    page = cast.client(who).get(reverse("plan:missing")).content.decode()
    assert page.count("还没有签收") == 1
    assert act in page


def test_an_expert_reads_without_upload_buttons(cast, made, filled):
    body = cast.client("expert").get(reverse("plan:missing")).content.decode()
    assert reverse("evidence:upload") not in body
