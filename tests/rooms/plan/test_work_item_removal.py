"""A work item nothing was done for goes and comes back whole; one with records can only be closed."""

from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from tests.rooms.plan.items import LECTURES, REGISTER, file_for, share, take_apart
from wenming.audit.actions.removing import undo
from wenming.audit.models import Removal
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, RuleBroken
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.notices.actions.comments import add_comment
from wenming.organisation.models import Unit
from wenming.plan.actions.concrete_plans import save_plan
from wenming.plan.actions.duties import receive_duties, set_acceptance
from wenming.plan.actions.slots import change_slot
from wenming.plan.actions.work_item_removal import remove_work_item
from wenming.plan.actions.work_items import split_task
from wenming.plan.models import Assignment, Duty, TaskSlot, WorkItem
from wenming.standard.models import MaterialSlot


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def item(cast, made):
    return take_apart(cast, made)[0]


def receive(cast, item):
    receive_duties(unit=cast.third, by=cast.office, at=NOW)


def plan(cast, item):
    nodes = [MilestoneInput("讲座", TODAY)]
    save_plan(duty=share(item, cast.lead), version=0, milestones=nodes, by=cast.office, at=NOW)


def say(cast, item):
    add_comment(about="plan.duty", object_id=share(item, cast.lead).pk, text="几场？", by=cast.office, at=NOW)


def file_for_slot(cast, item):
    file_for(cast, item, cast.lead)


def file_for_duty(cast, item):
    file_for(cast, item, cast.lead, duty=True)


@pytest.mark.parametrize(("work", "what"), [
    (receive, "签收"), (plan, "实施方案"), (say, "留言"), (file_for_slot, "佐证引用"), (file_for_duty, "佐证引用"),
])
def test_what_was_worked_on_is_not_removed(cast, made, item, work, what):
    work(cast, item)
    before = [Duty.objects.count(), TaskSlot.objects.count(), Assignment.objects.count(), Removal.objects.count()]
    with pytest.raises(RuleBroken, match=f"已有{what}.*停办"):
        remove_work_item(item=item, by=cast.office, at=NOW)
    after = [Duty.objects.count(), TaskSlot.objects.count(), Assignment.objects.count(), Removal.objects.count()]
    assert after == before


def test_it_goes_with_all_that_hangs_on_it(cast, made):
    before = [model.objects.count() for model in (Duty, Assignment, TaskSlot, MaterialSlot)]
    for item in take_apart(cast, made):
        remove_work_item(item=item, by=cast.office, at=NOW)
    assert [model.objects.count() for model in (Duty, Assignment, TaskSlot, MaterialSlot)] == before
    assert not WorkItem.objects.exists()


def test_it_comes_back_as_it_was(cast, made, item):
    alone = share(item, cast.third)
    set_acceptance(duty=alone, version=1, acceptance_note="出 1 名讲师", deadline=TODAY + timedelta(5), by=cast.office,
                   at=NOW)
    slot = TaskSlot.objects.get(work_item=item)
    change_slot(task_slot=slot, version=1, of_each_unit=True, title="讲座照片", kind="picture", minimum=2,
                source_line="普法", window_from=TODAY, by=cast.office, at=NOW)
    remove_work_item(item=item, by=cast.office, at=NOW)
    undo(removal=Removal.objects.get(), by=cast.office, at=NOW)
    again = WorkItem.objects.get(position=1)
    assert (again.text, again.acceptance_note, again.deadline) == (
        LECTURES.text, LECTURES.acceptance_note, LECTURES.deadline)
    assert share(again, cast.lead).role == "lead"
    back = share(again, cast.third)
    assert (back.state, back.acceptance_note, back.deadline) == ("sent", "出 1 名讲师", TODAY + timedelta(5))
    demand = TaskSlot.objects.select_related("slot").get(work_item=again)
    assert (demand.of_each_unit, demand.slot.title, demand.slot.minimum) == (True, "讲座照片", 2)
    assert demand.slot.window_from == TODAY


def test_its_number_is_its_own_while_it_can_come_back(cast, made, item):
    last = WorkItem.objects.get(position=2)
    remove_work_item(item=last, by=cast.office, at=NOW)
    split_task(task=made.tasks[0], items=[REGISTER], by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="编号已经给了另一项"):
        undo(removal=Removal.objects.get(), by=cast.office, at=NOW)


def test_it_does_not_come_back_for_a_unit_that_is_gone(cast, made, item):
    remove_work_item(item=item, by=cast.office, at=NOW)
    Unit.objects.filter(pk=cast.third.pk).update(valid_until=TODAY - timedelta(1))
    with pytest.raises(InputRefused, match="离退处"):
        undo(removal=Removal.objects.get(), by=cast.office, at=NOW)


def test_the_lead_unit_may_not_remove_it(cast, made, item):
    with pytest.raises(NotAllowed):
        remove_work_item(item=item, by=cast.viewers["lead"], at=NOW)
