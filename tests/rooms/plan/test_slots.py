"""Material slots of tasks: who adds them, what may be changed, what stays while evidence cites it."""

from datetime import date

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.plan import make_campaign
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.evidence.models import Citation, Evidence
from wenming.plan.access import tasks as access
from wenming.plan.actions import slots as actions
from wenming.plan.models import TaskSlot
from wenming.standard.models import MaterialSlot

WANTED = {"of_each_unit": False, "title": "法治讲座照片", "kind": "picture", "minimum": 2, "source_line": "第 54 行"}
OTHERS = ("responsible", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin",
          "stranger")


@pytest.fixture
def made(cast):
    return make_campaign(cast)


def added(cast, made, who="office", **more):
    return actions.add_slot(task=made.tasks[0], **WANTED | more, by=cast.viewers[who], at=NOW)


def test_the_office_adds_and_the_lead_unit_adds_its_own(cast, made):
    assert not added(cast, made).slot.added_by_unit
    assert added(cast, made, "lead").slot.added_by_unit


@pytest.mark.parametrize("who", OTHERS)
def test_who_may_not_add(cast, made, who):
    assert not access.may_add_slot(cast.viewers[who], made.tasks[0])
    with pytest.raises(NotFound if who == "stranger" else NotAllowed):
        added(cast, made, who)


def test_a_lead_unit_changes_only_what_units_added(cast, made):
    lead = cast.viewers["lead"]
    of_plan, own = made.slots[0], added(cast, made, "lead")
    assert not access.may_change_slot(lead, of_plan)
    with pytest.raises(NotAllowed):
        actions.change_slot(task_slot=of_plan, version=1, **WANTED, by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        actions.remove_slot(task_slot=of_plan, by=lead, at=NOW)
    changed = actions.change_slot(task_slot=own, version=1, **WANTED | {"minimum": 3}, by=lead, at=NOW)
    assert changed.slot.minimum == 3


@pytest.mark.parametrize(("more", "field"), [
    ({"minimum": 0}, "minimum"), ({"minimum": 3, "maximum": 2}, "maximum"),
    ({"window_from": TODAY, "window_until": date(2026, 1, 1)}, "window_until"),
])
def test_what_cannot_be_is_refused(cast, made, more, field):
    with pytest.raises(InputRefused) as refusal:
        added(cast, made, **more)
    assert field in refusal.value.fields
    assert not MaterialSlot.objects.filter(title="法治讲座照片").exists()


def test_two_people_changing_one_slot(cast, made):
    slot = made.slots[0]
    actions.change_slot(task_slot=slot, version=1, **WANTED, by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile, match="法治讲座照片"):
        actions.change_slot(task_slot=slot, version=1, **WANTED | {"title": "别的"}, by=cast.office, at=NOW)


def test_a_slot_nobody_cites_is_removed_whole(cast, made):
    slot = made.slots[0]
    actions.remove_slot(task_slot=slot, by=cast.office, at=NOW)
    assert not TaskSlot.objects.filter(pk=slot.pk).exists()
    assert not MaterialSlot.objects.filter(pk=slot.slot_id).exists()


def test_a_slot_evidence_cites_stays_but_may_be_changed(cast, made):
    task_slot = made.slots[0]
    own = {"organisation": cast.organisation}
    evidence = Evidence.objects.create(
        unit=cast.lead, title="讲座", kind="picture", event_on=TODAY, uploaded_at=NOW, uploaded_by="甲", **own
    )
    Citation.objects.create(
        evidence=evidence, slot=task_slot.slot, unit=cast.lead, made_at=NOW, made_by="甲", **own
    )
    address = reverse("plan:remove_slot", args=[task_slot.slot_id])
    answer = cast.client("office").post(address)
    assert answer.status_code == 409
    assert "已有佐证引用" in answer.content.decode()
    assert TaskSlot.objects.filter(pk=task_slot.pk).exists()
    actions.change_slot(task_slot=task_slot, version=1, **WANTED, by=cast.office, at=NOW)
    with pytest.raises(RuleBroken):
        actions.remove_slot(task_slot=task_slot, by=cast.office, at=NOW)


def test_the_form_adds_and_a_refused_one_keeps_what_was_typed(cast, made):
    client, address = cast.client("lead"), reverse("plan:add_slot", args=[made.tasks[0].pk])
    data = {"title": "讲座签到册", "source_line": "方案第 54 行", "kind": "document", "minimum": "2", "maximum": "1",
            "captions": ["time", "place"]}
    refused = client.post(address, data)
    assert refused.status_code == 422
    assert "讲座签到册" in refused.content.decode()
    assert client.post(address, data | {"maximum": "4"}).status_code == 303
    slot = MaterialSlot.objects.get(title="讲座签到册")
    assert (slot.minimum, slot.maximum, slot.captions, slot.added_by_unit) == (2, 4, ["time", "place"], True)
    page = client.get(reverse("plan:task", args=[made.tasks[0].pk])).content.decode()
    assert "单位自加" in page
    assert "说明写明时间、地点" in page


def test_the_form_of_a_change_keeps_the_version(cast, made):
    client, address = cast.client("office"), reverse("plan:change_slot", args=[made.slots[0].slot_id])
    actions.change_slot(task_slot=made.slots[0], version=1, **WANTED, by=cast.office, at=NOW)
    data = {"title": "我改的题", "source_line": "方案", "kind": "any", "minimum": "1", "version": "1"}
    answer = client.post(address, data)
    assert answer.status_code == 409
    assert "我改的题" in answer.content.decode()
    assert client.post(address, data | {"version": "2"}).status_code == 303
