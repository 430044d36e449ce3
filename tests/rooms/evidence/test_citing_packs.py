"""One act uses a whole pack: every part for the tasks, the chosen part for each demand."""

import pytest

from tests.cast import NOW
from tests.factories.plan import make_campaign, make_slot
from tests.rooms.evidence.test_packs import packed
from wenming.domain.errors import InputRefused, NotFound
from wenming.evidence.actions.packing import Answer, cite_pack
from wenming.evidence.models import SlotTally, TaskTally
from wenming.evidence.queries.openings import open_tasks
from wenming.evidence.queries.pack_citing import parts_for, proposals
from wenming.evidence.queries.reuse import reuse_of_all
from wenming.evidence.queries.serving import measured_fill, slot_fill


@pytest.fixture
def made(cast):
    made = make_campaign(cast, tasks=2)
    made.slots.append(make_slot(made.tasks[0], "活动照片", kind="picture"))
    made.slots.append(make_slot(made.tasks[1], "慰问总结", kind="document"))
    made.slots.append(make_slot(made.tasks[1], "现场照片", kind="picture"))
    return made


@pytest.fixture
def parts(cast):
    pack = packed(cast, "notice", "photographs", "summary")
    return pack, {one.pack_part: one for one in pack.evidence.all()}


def cited(cast, pack, parts, made, **more):
    pictures, summary, again = (one.slot for one in made.slots[-3:])
    return cite_pack(pack=pack, unit=cast.lead, tasks=made.tasks, answers=[
        Answer(parts["photographs"].pk, [pictures, again]), Answer(parts["summary"].pk, [summary]),
    ], by=cast.viewers["lead"], at=NOW, **more)


def test_all_parts_serve_the_tasks_and_the_chosen_ones_the_demands(cast, made, parts):
    pack, by_part = parts
    new = cited(cast, pack, by_part, made)
    assert len(new) == 3 * 2 + 3
    slots = [one.slot_id for one in made.slots[-3:]]
    assert slot_fill(cast.organisation.pk, slots) == {one: {cast.lead.pk: 1} for one in slots}
    assert measured_fill(cast.organisation.pk, slots) == slot_fill(cast.organisation.pk, slots)
    assert set(TaskTally.objects.values_list("task_id", "number")) == {(one.pk, 3) for one in made.tasks}
    found = reuse_of_all([by_part["photographs"].pk])[by_part["photographs"].pk]
    assert (found.places, found.tasks, found.years, found.spared) == (4, 2, 1, 1)


def test_a_second_time_changes_nothing(cast, made, parts):
    pack, by_part = parts
    cited(cast, pack, by_part, made)
    tallies = list(SlotTally.objects.order_by("pk").values())
    assert cited(cast, pack, by_part, made) == []
    assert list(SlotTally.objects.order_by("pk").values()) == tallies


def test_a_demand_alone_takes_its_part_alone(cast, made, parts):
    pack, by_part = parts
    (one,) = cite_pack(pack=pack, unit=cast.lead, answers=[Answer(by_part["photographs"].pk, [made.slots[-1].slot])],
                       by=cast.viewers["lead"], at=NOW)
    assert one.evidence == by_part["photographs"]
    assert not by_part["notice"].citations.exists()


def test_nothing_chosen_and_a_part_of_another_pack_are_refused(cast, made, parts):
    pack, by_part = parts
    with pytest.raises(InputRefused, match="请选一项任务"):
        cite_pack(pack=pack, unit=cast.lead, by=cast.viewers["lead"], at=NOW)
    other = packed(cast, "notice", title="另一次")
    with pytest.raises(NotFound):
        cite_pack(pack=other, unit=cast.lead, answers=[Answer(by_part["notice"].pk, [made.slots[-1].slot])],
                  by=cast.viewers["lead"], at=NOW)


def test_parts_are_proposed_by_name_and_kind_until_there_is_enough(cast, made, parts):
    pack, by_part = parts
    rows = list(pack.evidence.order_by("pk"))
    tasks = open_tasks(cast.lead, every_task=True)
    picked = frozenset(one.value for one in tasks)
    pictures, summary, again = (one.slot_id for one in made.slots[-3:])
    found = proposals(tasks, parts_for(rows, cast.lead.pk), picked)
    assert {one: found.get(one) for one in (pictures, summary, again)} == {
        pictures: by_part["photographs"].pk, summary: by_part["summary"].pk, again: by_part["photographs"].pk}
    assert proposals(tasks, parts_for(rows, cast.lead.pk), frozenset()) == {}
    cited(cast, pack, by_part, made)
    found = proposals(open_tasks(cast.lead, every_task=True), parts_for(rows, cast.lead.pk), picked)
    assert not {pictures, summary, again} & set(found)
