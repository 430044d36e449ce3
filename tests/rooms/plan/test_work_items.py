"""Work items of a task: each with its own owners and dates, and the lights of the task made of them too."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from tests.rooms.plan.items import LECTURES, REGISTER, file_for, share, take_apart
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan.lights import Light
from wenming.evidence.queries.serving import evidence_of_tasks
from wenming.notices.models import Notice
from wenming.organisation.actions.sets import everyone
from wenming.plan.actions.assignments import resolve_assignment
from wenming.plan.actions.duties import receive_duties, set_acceptance, set_acceptance_of_all
from wenming.plan.actions.work_items import change_work_item, close_work_item, split_task
from wenming.plan.models import Assignment, Duty, Task, TaskSlot, TaskText, WorkItem
from wenming.plan.queries.facts import facts_of
from wenming.plan.queries.missing import missing_lines
from wenming.plan.queries.tasks import task_rows
from wenming.plan.queries.work_items import item_rows, proposal_for, set_phrases

OTHERS = ("lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin",
          "stranger")


@pytest.fixture
def made(cast):
    return make_campaign(cast)


def facts(made):
    return facts_of(made.campaign, task=made.tasks[0])[0]


def test_each_unit_named_gets_a_duty_of_the_item_with_its_standard_and_date(cast, made):
    lectures, register = take_apart(cast, made)
    assert [str(one) for one in (lectures, register)] == ["子任务 1-1 举办普法讲座", "子任务 1-2 建立学法台账"]
    led, shared = share(lectures, cast.lead), share(lectures, cast.third)
    assert (led.role, led.acceptance_note, led.deadline) == ("lead", "讲座 2 场", TODAY + timedelta(10))
    assert (shared.role, str(shared), shared.title) == ("responsible", "任务 1-1·离退处", "举办普法讲座")
    assert share(register, cast.responsible).role == "lead"
    assert Notice.objects.filter(to=cast.users["responsible"], title="1 项任务待签收").exists()


def test_the_duties_of_the_task_as_a_whole_stay_as_they_are(cast, made):
    receive_duties(unit=cast.lead, by=cast.office, at=NOW)
    before = list(Duty.objects.filter(work_item=None).order_by("pk").values())
    take_apart(cast, made)
    assert list(Duty.objects.filter(work_item=None).order_by("pk").values()) == before
    assert receive_duties(unit=cast.lead, by=cast.office, at=NOW) == 1


@pytest.mark.parametrize("who", OTHERS)
def test_who_may_not_split_change_or_close(cast, made, who):
    (item, _other), by = take_apart(cast, made), cast.viewers[who]
    refusal = NotFound if who == "stranger" else NotAllowed
    with pytest.raises(refusal):
        split_task(task=made.tasks[0], items=[REGISTER], by=by, at=NOW)
    with pytest.raises(refusal):
        change_work_item(item=item, version=1, given=LECTURES, by=by, at=NOW)
    with pytest.raises(refusal):
        close_work_item(item=item, reason="不办了", by=by, at=NOW)


def test_a_name_that_is_no_units_splits_nothing(cast, made):
    for wrong in (replace(LECTURES, leads=("人教出",)), replace(LECTURES, responsible=("相关处室、单位",))):
        with pytest.raises(InputRefused, match="第 2 项"):
            take_apart(cast, made, REGISTER, wrong)
    assert not WorkItem.objects.exists()


def test_a_withdrawn_task_is_not_split(cast, made):
    Task.objects.filter(pk=made.tasks[0].pk).update(state=Task.State.WITHDRAWN)
    with pytest.raises(RuleBroken, match="已经撤销"):
        split_task(task=Task.objects.get(pk=made.tasks[0].pk), items=[REGISTER], by=cast.office, at=NOW)


def test_a_unit_has_one_duty_of_an_item_and_one_of_the_whole(cast, made):
    item = take_apart(cast, made, replace(LECTURES, responsible=("机关党委", "各处室、单位")))[0]
    assert item.duties.filter(unit=cast.lead).get().role == "lead"
    assert item.duties.count() == 3
    again = {name: getattr(share(item, cast.lead), name) for name in ("task", "assignment", "unit", "role")}
    for where in ({"work_item": item}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Duty.objects.create(organisation=cast.organisation, **again, **where)


def test_lights_of_item_and_task_follow_the_items_material(cast, made):
    lectures, _register = take_apart(cast, made)
    late = TODAY + timedelta(11)
    red, waiting = item_rows(facts(made), late)
    assert (red.light, red.word, red.have, red.want) == (Light.RED, "逾期 1 天", 0, 1)
    assert waiting.light is Light.GREY
    assert task_rows(cast.organisation.pk, made.campaign, late)[0].light is Light.RED
    file_for(cast, lectures, cast.lead)
    done, _waiting = item_rows(facts(made), late)
    assert (done.light, done.have) == (Light.BLUE, 1)
    assert task_rows(cast.organisation.pk, made.campaign, late)[0].light is not Light.RED


def test_what_an_item_demands_lacks_with_its_lead_unit_alone(cast, made):
    lectures, register = take_apart(cast, made)

    def lacking(unit) -> set[int]:
        lines = missing_lines(cast.organisation.pk, made.campaign, TODAY, unit_id=unit.pk)
        return {one.task_slot.work_item_id for one in lines if one.task_slot and one.task_slot.work_item_id}

    assert [lacking(unit) for unit in (cast.lead, cast.responsible, cast.third)] == [
        {lectures.pk}, {register.pk}, set()]
    file_for(cast, register, cast.responsible)
    assert lacking(cast.responsible) == set()


def test_where_nobody_leads_each_unit_answers_for_itself(cast, made):
    item = take_apart(cast, made, replace(LECTURES, leads=(), responsible=("机关党委", "离退处")))[0]
    assert item_rows(facts(made), TODAY)[0].want == 2
    file_for(cast, item, cast.third)
    (row,) = item_rows(facts(made), TODAY)
    assert [one.light for one in row.duties] == [Light.GREY, Light.BLUE]


def test_evidence_for_a_duty_of_an_item_counts_for_its_task(cast, made):
    lectures, _register = take_apart(cast, made)
    file_for(cast, lectures, cast.lead, duty=True)
    assert evidence_of_tasks(cast.organisation.pk, [made.tasks[0].pk]) == {made.tasks[0].pk: 1}


def test_who_leads_an_item_does_not_lead_the_task(cast, made):
    take_apart(cast, made)
    whole = facts(made)
    assert [duty.unit for duty in whole.leads] == [cast.lead]
    assert whole.targets_of(share(made.tasks[0].work_items.get(position=2), cast.responsible)) == []
    assert whole.targets_of(made.duty(cast.lead))


def test_a_standard_for_all_leaves_the_items_alone(cast, made):
    take_apart(cast, made)
    set_acceptance_of_all(task=made.tasks[0], acceptance_note="照方案办", deadline=None, by=cast.office, at=NOW)
    assert set(Duty.objects.filter(work_item__position=2).values_list("acceptance_note", flat=True)) == {""}


def test_a_changed_item_takes_its_units_along(cast, made):
    lectures, _register = take_apart(cast, made)
    receive_duties(unit=cast.lead, by=cast.office, at=NOW)
    kept, alone = share(lectures, cast.lead), share(lectures, cast.third)
    set_acceptance(duty=kept, version=kept.version, acceptance_note="讲座 3 场", deadline=TODAY, by=cast.office, at=NOW)
    wanted = replace(LECTURES, text="举办两场讲座", responsible=("税政法规处",), deadline=TODAY + timedelta(15))
    change_work_item(item=lectures, version=1, given=wanted, by=cast.office, at=NOW)
    after = share(lectures, cast.lead)
    assert (after.pk, after.state, after.acceptance_note, after.deadline) == (kept.pk, "received", "讲座 3 场", TODAY)
    alone.refresh_from_db()
    assert (alone.state, alone.withdrawn_because) == ("withdrawn", "子任务调整后不再由该单位承担")
    assert share(lectures, cast.responsible).deadline == TODAY + timedelta(15)
    assert TaskSlot.objects.get(work_item=lectures).slot.source_line == "举办两场讲座"
    lectures.refresh_from_db()
    change_work_item(item=lectures, version=2, given=LECTURES, by=cast.office, at=NOW)
    back = share(lectures, cast.third)
    assert (back.pk, back.state, back.withdrawn_because) == (alone.pk, "sent", "")


def test_two_people_changing_one_item(cast, made):
    item = take_apart(cast, made)[0]
    change_work_item(item=item, version=1, given=replace(LECTURES, text="办讲座"), by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="办讲座"):
        change_work_item(item=item, version=1, given=LECTURES, by=cast.office, at=NOW)


def test_a_closed_item_demands_nothing_and_keeps_what_was_done(cast, made):
    lectures, _register = take_apart(cast, made)
    evidence = file_for(cast, lectures, cast.lead)
    with pytest.raises(InputRefused):
        close_work_item(item=lectures, reason=" ", by=cast.office, at=NOW)
    close_work_item(item=lectures, reason="并入年度培训", by=cast.office, at=NOW)
    assert {duty.withdrawn_because for duty in lectures.duties.all()} == {"并入年度培训"}
    assert evidence.citations.count() == 1
    assert [row.item.position for row in item_rows(facts(made), TODAY)] == [2]
    assert not [fill for fill in facts(made).slots if fill.task_slot.work_item_id == lectures.pk]
    assert Notice.objects.filter(to=cast.users["lead"], title="子任务 1-1 不用再办").exists()
    lectures.refresh_from_db()
    with pytest.raises(RuleBroken, match="已经停办"):
        change_work_item(item=lectures, version=lectures.version, given=LECTURES, by=cast.office, at=NOW)


def test_naming_units_of_the_whole_gives_no_duty_of_an_item(cast, made):
    lectures, _register = take_apart(cast, made)
    resolve_assignment(
        assignment=made.duty(cast.lead).assignment, units=[cast.responsible], by=cast.office, at=NOW
    )
    assert lectures.duties.count() == 2
    assert Duty.objects.filter(task=made.tasks[0], work_item=None).count() == 3


def proposed(made, held=(), text="普法教育。举办普法讲座，建立学法台账，组织学法考试。"):
    TaskText.objects.filter(task=made.tasks[0]).update(text=text)
    return proposal_for(made.tasks[0], held)


def test_what_is_proposed_has_the_units_of_the_task_and_leaves_out_what_is_there(cast, made):
    (one,) = proposed(made, take_apart(cast, made))
    assert (one.text, one.leads, one.responsible) == ("组织学法考试", ("机关党委",), ("税政法规处", "离退处"))


def test_a_clause_that_names_units_of_the_task_is_proposed_for_these(cast, made):
    one, other = proposed(made, text="普法教育。举办普法讲座，组织离退处学法考试。")
    assert (one.responsible, other.responsible) == (("税政法规处", "离退处"), ("离退处",))


def test_a_set_of_the_task_is_offered_and_not_presumed(cast, made):
    row = Assignment.objects.filter(task=made.tasks[0], role="responsible").earliest("pk")
    Assignment.objects.filter(task=made.tasks[0], role="responsible").exclude(pk=row.pk).update(withdrawn_on=TODAY)
    row.unit, row.phrase, row.unit_set = None, "各处室、单位", everyone(by=cast.office, at=NOW)
    row.save()
    assert {one.responsible for one in proposed(made)} == {()}
    assert set_phrases(made.tasks[0]) == {"lead": (), "responsible": ("各处室、单位",)}
