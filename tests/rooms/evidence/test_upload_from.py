"""The upload page opened from a task, a duty or a demand: what is filled in and ticked already."""

import pytest
from django.test import Client

from tests.factories.evidence import filed
from tests.factories.plan import make_campaign

UPLOAD = "/ledger/upload/"


@pytest.fixture
def client(cast) -> Client:
    return cast.client("lead")


def test_the_page_is_prefilled_from_where_one_came(cast, client):
    made = make_campaign(cast, tasks=2)
    slot = made.slots[0].slot
    page = client.get(UPLOAD, {"slot": slot.pk}).content.decode()
    assert f'value="{slot.title}"' in page
    assert f'value="slot:{slot.pk}" checked' in page
    assert "还缺 1 件" in page
    filed(cast, slots=[slot])
    assert "已够，无需再传" in client.get(UPLOAD, {"slot": slot.pk}).content.decode()


def test_only_the_narrowest_thing_named_is_ticked_and_its_unit_chosen(cast):
    made = make_campaign(cast, tasks=2)
    duty, slot = made.duty(cast.responsible), made.slots[0].slot
    query = {"task": made.tasks[0].pk, "duty": duty.pk, "slot": slot.pk}
    page = cast.client("office").get(UPLOAD, query).content.decode()
    assert f'value="slot:{slot.pk}" checked' in page
    assert f'value="duty:{duty.pk}" checked' not in page
    assert f'<option value="{cast.responsible.pk}" selected>' in page


def test_coming_from_a_task_ticks_the_one_demand_it_lacks(cast, client):
    made = make_campaign(cast, tasks=2)
    page = client.get(UPLOAD, {"task": made.tasks[1].pk}).content.decode()
    assert f'value="slot:{made.slots[1].slot_id}" checked' in page


def test_coming_from_a_task_that_lacks_several_ticks_the_task_and_leaves_the_choice(cast, client):
    made = make_campaign(cast, tasks=2)
    page = client.get(UPLOAD, {"task": made.tasks[0].pk}).content.decode()
    assert f'value="slot:{made.slots[0].slot_id}" checked' not in page
    assert f'value="duty:{made.duty(cast.lead).pk}" checked' in page


def test_a_unit_may_serve_a_task_that_is_not_its_own_duty(cast, client):
    made = make_campaign(cast, tasks=1)
    made.duty(cast.lead).delete()
    assert "普法教育" not in client.get(UPLOAD).content.decode()
    for query, value in (({"task": made.tasks[0].pk}, f"task:{made.tasks[0].pk}"),
                         ({"slot": made.slots[0].slot_id}, f"slot:{made.slots[0].slot_id}")):
        assert f'value="{value}" checked' in client.get(UPLOAD, query).content.decode()
