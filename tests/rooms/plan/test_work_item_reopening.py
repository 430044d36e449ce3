"""A closed work item is done again by those who had it, with all that was done before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from tests.rooms.plan.items import LECTURES, file_for, share, take_apart
from wenming.audit.models import AuditEntry
from wenming.audit.queries import history
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.notices.models import Notice
from wenming.organisation.models import Unit
from wenming.plan.actions.duties import receive_duties, set_acceptance
from wenming.plan.actions.work_item_reopening import reopen_work_item
from wenming.plan.actions.work_items import change_work_item, close_work_item
from wenming.plan.models import Task, WorkItem
from wenming.plan.queries.facts import facts_of
from wenming.plan.queries.work_items import item_rows


@pytest.fixture
def made(cast):
    return make_campaign(cast)


@pytest.fixture
def item(cast, made):
    return take_apart(cast, made)[0]


def closed(cast, item: WorkItem) -> WorkItem:
    item.refresh_from_db()
    close_work_item(item=item, reason="并入年度培训", by=cast.office, at=NOW)
    item.refresh_from_db()
    return item


def reopen(item, by):
    return reopen_work_item(item=item, reason="仍单独办", by=by, at=NOW + timedelta(3))


def test_its_units_receive_it_anew_and_find_what_they_had(cast, made, item):
    receive_duties(unit=cast.lead, by=cast.office, at=NOW)
    alone = share(item, cast.third)
    set_acceptance(duty=alone, version=alone.version, acceptance_note="出 1 名讲师", deadline=TODAY + timedelta(5),
                   by=cast.office, at=NOW)
    evidence = file_for(cast, item, cast.lead)
    Notice.objects.all().delete()
    assert {duty.unit for duty in reopen(closed(cast, item), cast.office)} == {cast.lead, cast.third}
    item.refresh_from_db()
    assert (item.closed_on, item.closed_because) == (None, "")
    back = share(item, cast.third)
    assert (back.pk, back.state, back.withdrawn_because) == (alone.pk, "sent", "")
    assert (back.acceptance_note, back.deadline) == ("出 1 名讲师", TODAY + timedelta(5))
    (row, _other) = item_rows(facts_of(made.campaign, task=made.tasks[0])[0], TODAY)
    assert (row.leads, row.responsible, row.have, row.want) == ("机关党委", "离退处", 1, 1)
    assert evidence.citations.count() == 1
    assert Notice.objects.filter(to=cast.users["lead"], title="1 项任务待签收").exists()


def test_it_is_on_the_record_with_its_reason(cast, item):
    reopen(closed(cast, item), cast.office)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.kind, entry.reason, entry.object_id) == ("plan.work_item_reopened", "仍单独办", item.pk)
    (line, *_earlier) = history(item.organisation_id, [("plan.workitem", item.pk)], 1)
    assert "2 项分解任务等各单位签收" in line.sentence


def test_who_had_left_before_stays_away(cast, item):
    change_work_item(item=item, version=1, given=replace(LECTURES, responsible=()), by=cast.office,
                     at=NOW)
    assert [duty.unit for duty in reopen(closed(cast, item), cast.office)] == [cast.lead]
    assert share(item, cast.third).state == "withdrawn"


def test_it_needs_a_reason_and_to_be_closed(cast, item):
    with pytest.raises(RuleBroken, match="正在开展"):
        reopen(item, cast.office)
    with pytest.raises(InputRefused, match="请写明原因"):
        reopen_work_item(item=closed(cast, item), reason=" ", by=cast.office, at=NOW)
    item.refresh_from_db()
    assert item.closed_on


def test_a_second_reopening_does_nothing(cast, item):
    stale = closed(cast, item)
    reopen(WorkItem.objects.get(pk=item.pk), cast.office)
    with pytest.raises(RuleBroken, match="正在开展"):
        reopen(stale, cast.office)


def test_not_for_a_unit_that_is_gone_nor_in_a_withdrawn_task(cast, made, item):
    closed(cast, item)
    Unit.objects.filter(pk=cast.third.pk).update(valid_until=TODAY - timedelta(1))
    with pytest.raises(RuleBroken, match="离退处已经撤销"):
        reopen(item, cast.office)
    Task.objects.filter(pk=made.tasks[0].pk).update(state=Task.State.WITHDRAWN)
    with pytest.raises(RuleBroken, match="已经撤销"):
        reopen(WorkItem.objects.get(pk=item.pk), cast.office)
    item.refresh_from_db()
    assert item.closed_on


@pytest.mark.parametrize("who", ["lead", "leader", "member", "stranger"])
def test_who_may_not_reopen(cast, item, who):
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        reopen(closed(cast, item), cast.viewers[who])
