"""Every page of the task half of the plan room: who may open it, how many queries it costs, whose rows it shows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import TODAY
from tests.factories.plan import make_campaign, make_unresolved
from wenming.plan.models import Milestone, Phase, Task
from wenming.plan.queries.tasks import campaign_of, task_rows

READERS = {"office", "lead", "responsible", "head", "leader", "expert"}
NOBODY = {"member", "system_admin", "security_admin", "audit_admin"}
OFFICE = {"office"}
LEAD = {"office", "lead"}


def addresses(made, cast) -> list[tuple[str, str, set[str]]]:
    """(what, address, who may open it); the ids are those of the first task."""
    task, phase = made.tasks[0], Phase.objects.get(campaign=made.campaign, position=2)
    lead, responsible = made.duty(made.tasks[0].duties.get(role="lead").unit), task.duties.order_by("-pk").first()
    slot, target, unresolved = made.slots[0], made.targets[0], make_unresolved(task)
    unit = lead.unit
    return [
        ("tasks", reverse("plan:tasks"), READERS),
        ("tasks of a unit", reverse("plan:tasks", query={"unit": unit.pk, "light": "grey", "mine": "1"}), READERS),
        ("workbook", reverse("plan:tasks_xlsx"), READERS),
        ("task", reverse("plan:task", args=[task.pk]), READERS),
        ("standard of all", reverse("plan:acceptance_of_all", args=[task.pk]), OFFICE),
        ("add slot", reverse("plan:add_slot", args=[task.pk]), LEAD),
        ("change slot", reverse("plan:change_slot", args=[slot.slot_id]), OFFICE),
        ("duties", reverse("plan:duties"), READERS),
        ("duties of a unit", reverse("plan:duties", query={"unit": unit.pk}), READERS),
        ("lead duty", reverse("plan:duty", args=[lead.pk]), READERS),
        ("duty", reverse("plan:duty", args=[responsible.pk]), READERS),
        ("standard", reverse("plan:acceptance", args=[lead.pk]), OFFICE),
        ("concrete plan", reverse("plan:concrete_plan", args=[lead.pk]), LEAD),
        ("units", reverse("plan:resolve_assignment", args=[unresolved.pk]), OFFICE),
        ("targets", reverse("plan:targets"), READERS),
        ("target", reverse("plan:target", args=[target.pk]), READERS),
        ("phases", reverse("plan:phases"), READERS),
        ("phase", reverse("plan:change_phase", args=[phase.pk]), OFFICE),
        ("missing", reverse("plan:missing"), READERS),
        ("missing of a unit", reverse("plan:missing", query={"unit": unit.pk, "kind": "slot"}), READERS),
    ]


def test_who_may_open_each_page(cast):
    made = make_campaign(cast)
    for what, address, allowed in addresses(made, cast):
        for who in sorted(READERS | NOBODY):
            status = cast.client(who).get(address).status_code
            assert status == (200 if who in allowed else 403), (what, who, status)


def test_nothing_of_another_organisation_is_found(cast):
    """Every address with the id of the other organisation's thing is 404, whoever asks."""
    make_campaign(cast)
    theirs = make_campaign(cast, elsewhere=True)
    for what, address, _allowed in addresses(theirs, cast):
        if any(part.isdecimal() for part in address.split("/")) or ("unit=" in address and "light" not in address):
            assert cast.client("office").get(address).status_code == 404, what


def test_lists_show_only_ones_own(cast):
    make_campaign(cast, 1)
    theirs = make_campaign(cast, 3, elsewhere=True)
    Task.objects.filter(campaign=theirs.campaign).update(title="水土保持宣传")
    for name in ("tasks", "duties", "targets", "missing", "phases"):
        body = cast.client("office").get(reverse(f"plan:{name}")).content.decode()
        assert "水土保持" not in body, name
        assert cast.other_unit.name not in body, name


def counted() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


@pytest.mark.parametrize("name", ["tasks", "duties", "targets", "missing", "phases"])
@pytest.mark.parametrize("who", ["office", "lead"])
def test_lists_cost_the_same_however_long(cast, name, who):
    make_campaign(cast, 1)
    client = cast.client(who)
    with counted() as one:
        client.get(reverse(f"plan:{name}"))
    made = make_campaign(cast, 3)
    for task in made.tasks:
        duty = task.duties.get(role="lead")
        Milestone.objects.create(organisation=cast.organisation, duty=duty, title="讲座", due_on=TODAY)
    with counted() as three:
        client.get(reverse(f"plan:{name}"))
    assert len(three) == len(one)


def test_the_list_of_tasks_takes_at_most_eight_reads_of_the_room(cast):
    make_campaign(cast, 3)
    with counted() as queries:
        campaign = campaign_of(cast.organisation.pk)
        rows = task_rows(cast.organisation.pk, campaign, timezone.localdate())
    assert len(rows) == 3
    assert len(queries) <= 8


def test_without_a_campaign_the_office_is_led_to_the_import(cast):
    body = cast.client("office").get(reverse("plan:tasks")).content.decode()
    assert reverse("plan:import") in body
    for name in ("tasks", "duties", "targets", "missing", "phases"):
        page = cast.client("lead").get(reverse(f"plan:{name}"))
        assert page.status_code == 200
        assert "还没有展开" in page.content.decode()
        assert reverse("plan:import") not in page.content.decode()


def test_a_member_is_refused_with_a_sentence(cast):
    make_campaign(cast)
    page = cast.client("member").get(reverse("plan:tasks"))
    assert page.status_code == 403
    assert "领导小组办公室" in page.content.decode()
