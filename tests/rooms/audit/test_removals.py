"""What was taken away comes back by one mechanism, in every room; never over what someone did since."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed
from tests.factories.plan import make_campaign
from wenming.audit import access
from wenming.audit.actions.removing import HELD_FOR, undo
from wenming.audit.models import AuditEntry, Removal
from wenming.audit.queries.removals import removals_for
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.plan.concrete_plan import MilestoneInput
from wenming.evidence.actions.changing import withdraw_evidence
from wenming.evidence.actions.citing import cite, uncite
from wenming.evidence.models import Citation, Evidence
from wenming.jobs.registry import chores
from wenming.notices.actions.comments import add_comment, withdraw_comment
from wenming.organisation.actions.units import add_alias, remove_alias
from wenming.organisation.models import UnitAlias
from wenming.plan.actions.concrete_plans import save_plan
from wenming.plan.actions.slots import add_slot, remove_slot
from wenming.plan.models import Milestone, TaskSlot


def the_last() -> Removal:
    return Removal.objects.latest("pk")


def back(by, removal=None, at=NOW) -> None:
    undo(removal=removal or the_last(), by=by, at=at)


def kinds() -> list[str]:
    return list(AuditEntry.objects.order_by("id").values_list("kind", flat=True))


def alias_gone(cast, name="党办") -> None:
    remove_alias(alias=add_alias(unit=cast.lead, name=name, by=cast.office, at=NOW), by=cast.office, at=NOW)


# --- each thing that can be taken away -------------------------------------------------------------------------------


def test_an_alias(cast):
    alias_gone(cast)
    back(cast.office)
    assert UnitAlias.objects.get(unit=cast.lead).name == "党办"
    assert kinds()[-1] == "organisation.alias_restored"


def test_an_alias_another_unit_took_meanwhile(cast):
    alias_gone(cast)
    add_alias(unit=cast.third, name="党办", by=cast.office, at=NOW)
    with pytest.raises(InputRefused, match="离退处"):
        back(cast.office)
    assert the_last().undone_at is None


@pytest.fixture
def made(cast):
    return make_campaign(cast)


def test_a_citation(cast, made):
    evidence = filed(cast, tasks=[made.tasks[0], made.tasks[1]])
    first = evidence.citations.earliest("pk")
    uncite(citation=first, by=cast.office, at=NOW)
    back(cast.office)
    assert set(evidence.citations.values_list("task", flat=True)) == {made.tasks[0].pk, made.tasks[1].pk}
    assert evidence.citations.filter(reuse_of=None).count() == 1
    assert kinds()[-1] == "evidence.citation_restored"


def test_a_citation_made_again_meanwhile(cast, made):
    evidence = filed(cast, tasks=[made.tasks[0]])
    uncite(citation=evidence.citations.get(), by=cast.office, at=NOW)
    removal = the_last()
    cite(evidence=evidence, unit=cast.lead, tasks=[made.tasks[0]], by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        back(cast.office, removal)
    assert Citation.objects.count() == 1


def test_a_citation_of_evidence_withdrawn_meanwhile(cast, made):
    evidence = filed(cast, tasks=[made.tasks[0]])
    uncite(citation=evidence.citations.get(), by=cast.office, at=NOW)
    removal = the_last()
    withdraw_evidence(evidence=evidence, reason="传错", by=cast.office, at=NOW)
    with pytest.raises(RuleBroken, match="已撤回"):
        back(cast.office, removal)


def test_withdrawn_evidence(cast, made):
    evidence = filed(cast, tasks=[made.tasks[0]])
    withdraw_evidence(evidence=evidence, reason="传错", by=cast.office, at=NOW)
    back(cast.office)
    evidence.refresh_from_db()
    assert evidence.state == Evidence.State.FILED
    assert kinds()[-1] == "evidence.evidence_restored"


def test_withdrawn_evidence_restored_and_withdrawn_again_by_another(cast, made):
    evidence = filed(cast)
    withdraw_evidence(evidence=evidence, reason="传错", by=cast.office, at=NOW)
    first = the_last()
    back(cast.office, first)
    withdraw_evidence(evidence=evidence, reason="确实传错", by=cast.office, at=NOW)
    Removal.objects.filter(pk=first.pk).update(undone_at=None)
    with pytest.raises(ChangedMeanwhile):
        back(cast.office, first)


SLOT = {"of_each_unit": True, "title": "讲座照片", "kind": "picture", "minimum": 2, "maximum": 5, "characters": None,
        "window_from": TODAY, "window_until": TODAY + timedelta(days=30), "captions": ["time"],
        "source_line": "方案第 3 项"}


def test_a_demand_for_material(cast, made):
    slot = add_slot(task=made.tasks[0], **SLOT, by=cast.office, at=NOW)
    position = slot.position
    remove_slot(task_slot=slot, by=cast.office, at=NOW)
    back(cast.office)
    again = TaskSlot.objects.select_related("slot").get(task=made.tasks[0], slot__title="讲座照片")
    assert (again.position, again.of_each_unit) == (position, True)
    assert {name: getattr(again.slot, name) for name in SLOT if name != "of_each_unit"} == {
        name: value for name, value in SLOT.items() if name != "of_each_unit"}
    assert kinds()[-1] == "plan.slot_restored"


def test_a_demand_made_again_meanwhile(cast, made):
    remove_slot(task_slot=add_slot(task=made.tasks[0], **SLOT, by=cast.office, at=NOW), by=cast.office, at=NOW)
    add_slot(task=made.tasks[0], **SLOT, by=cast.office, at=NOW)
    with pytest.raises(ChangedMeanwhile):
        back(cast.office)


def saved(cast, duty, version, *titles):
    nodes = [MilestoneInput(title, TODAY + timedelta(days=3)) for title in titles]
    return save_plan(duty=duty, version=version, milestones=nodes, by=cast.office, at=NOW)


def test_milestones_of_a_plan(cast, made):
    duty = made.duty(cast.lead)
    saved(cast, duty, 0, "动员", "讲座")
    kept = Milestone.objects.get(title="动员")
    only = [MilestoneInput("动员", kept.due_on, id=kept.pk)]
    save_plan(duty=duty, version=1, milestones=only, by=cast.office, at=NOW)
    back(cast.office)
    assert set(duty.milestones.values_list("title", flat=True)) == {"动员", "讲座"}
    assert kinds()[-1] == "plan.milestones_restored"


def test_milestones_of_a_plan_saved_again_meanwhile(cast, made):
    duty = made.duty(cast.lead)
    saved(cast, duty, 0, "动员")
    saved(cast, duty, 1)
    removal = the_last()
    saved(cast, duty, 2, "另一个安排")
    with pytest.raises(ChangedMeanwhile):
        back(cast.office, removal)
    assert list(duty.milestones.values_list("title", flat=True)) == ["另一个安排"]


def test_a_comment_by_its_writer_alone(cast, made):
    lead = cast.viewers["lead"]
    said = add_comment(about="plan.task", object_id=made.tasks[0].pk, text="x", by=lead, at=NOW).comment
    withdraw_comment(comment=said, by=lead, at=NOW)
    with pytest.raises(NotAllowed):
        back(cast.office)
    back(lead)
    said.refresh_from_db()
    assert said.withdrawn_at is None


# --- the mechanism ---------------------------------------------------------------------------------------------------


def test_only_once(cast):
    alias_gone(cast)
    back(cast.office)
    with pytest.raises(RuleBroken, match="办公室经办人"):
        back(cast.office)


def test_not_after_thirty_days(cast):
    alias_gone(cast)
    with pytest.raises(RuleBroken):
        back(cast.office, at=NOW + HELD_FOR + timedelta(seconds=1))
    assert not UnitAlias.objects.exists()


def test_a_role_lost_meanwhile_is_asked_again(cast):
    alias_gone(cast)
    with pytest.raises(NotAllowed):
        back(cast.viewers["leader"])


def test_old_removals_go_by_the_clock(cast):
    alias_gone(cast)
    chore = next(one for one in chores() if one.name == "audit.let_go")
    chore.act(NOW + HELD_FOR)
    assert Removal.objects.exists()
    chore.act(NOW + HELD_FOR + timedelta(seconds=1))
    assert not Removal.objects.exists()


@pytest.mark.parametrize(("who", "sees"), [
    ("office", True), ("system_admin", False), ("lead", False), ("leader", False), ("audit_admin", False),
    ("stranger", False),
])
def test_the_office_sees_all_others_their_own(cast, who, sees):
    alias_gone(cast)
    assert removals_for(cast.viewers[who]).exists() is sees
    if not sees:
        with pytest.raises(NotFound):
            access.removal_for(cast.viewers[who], the_last().pk)
        assert cast.client(who).post(reverse("audit:undo", args=[the_last().pk])).status_code == 404


def test_the_sentence_that_tells_offers_to_undo_once(cast):
    alias = add_alias(unit=cast.lead, name="党办", by=cast.office, at=NOW)
    client, page = cast.client("office"), reverse("organisation:unit", args=[cast.lead.pk])
    body = client.post(reverse("organisation:remove_alias", args=[alias.pk]), follow=True).content.decode()
    address = reverse("audit:undo", args=[the_last().pk])
    assert f'action="{address}"' in body
    assert "toast-line" in body
    assert "toast-line" not in client.get(page).content.decode()
    answer = client.post(address, headers={"Referer": f"http://testserver{page}"})
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert "党办" in client.get(page).content.decode()


def test_what_takes_nothing_away_offers_nothing(cast):
    answer = cast.client("office").post(
        reverse("organisation:add_alias", args=[cast.lead.pk]), {"name": "党办"}, follow=True
    )
    assert "toast-line" not in answer.content.decode()


def test_an_undo_that_comes_too_late_says_why_and_is_no_error(cast):
    alias_gone(cast)
    add_alias(unit=cast.third, name="党办", by=cast.office, at=NOW)
    removal = Removal.objects.get()
    Removal.objects.update(at=timezone.now())
    answer = cast.client("office").post(reverse("audit:undo", args=[removal.pk]))
    assert answer.status_code == 422
    assert "离退处" in answer.content.decode()


def test_the_list_shows_what_can_come_back_at_constant_cost(cast):
    alias_gone(cast)
    Removal.objects.update(at=timezone.now())
    client = cast.client("office")

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            body = client.get(reverse("audit:removed")).content.decode()
        assert "机关党委" in body
        return len(queries)

    cost()
    few = cost()
    for number in range(4):
        alias_gone(cast, f"旧称{number}")
    Removal.objects.update(at=timezone.now())
    assert cost() == few
