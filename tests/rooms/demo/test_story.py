"""The story runs to its end through the real actions, and midcourse looks like a campaign in mid-course."""

from collections import Counter
from datetime import date

import pytest
from django.db import transaction
from django.db.models import Count, Q

from wenming.accounts.models import AccountReview, Grant, User
from wenming.accounts.queries import viewer_of
from wenming.audit.models import AuditEntry
from wenming.demo.story import script
from wenming.demo.story.calendar import Stage
from wenming.demo.story.founding import PARTY_MEMBERS, RETIRED, STAFF
from wenming.demo.story.telling import tell
from wenming.domain.authority import Role
from wenming.domain.personal.consents import Purpose
from wenming.domain.plan.lights import Light
from wenming.domain.plan.targets import Verdict
from wenming.evidence.models import Citation, EventPack, Evidence, EvidenceFile
from wenming.jobs.models import Job
from wenming.jobs.worker import drain
from wenming.notices.models import Comment, Notice
from wenming.organisation.models import GroupMember, Organisation, Person, RosterImport
from wenming.organisation.queries.standings import populations_on
from wenming.personal.models import CorrectionRequest
from wenming.personal.queries.consents import asked_of
from wenming.personal.queries.own_data import subject_of
from wenming.plan.models import Campaign, ConcretePlan, Duty, Milestone, PlanRevision, Target, TaskSlot
from wenming.plan.queries.aims import aims_of
from wenming.plan.queries.facts import facts_of, latest_readings
from wenming.plan.queries.tasks import campaign_of, rows_by_light, task_rows
from wenming.plan.queries.work_items import item_rows

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def told(stage: Stage, *, scale: float = 0.1) -> Organisation:
    organisation = tell(stage=stage, seed=1, today=TODAY, say=lambda _: None, scale=scale)
    assert organisation is not None
    return organisation


def test_a_proposal_waits_to_be_corrected():
    told(Stage.PROPOSAL)
    revision = PlanRevision.objects.get()
    assert revision.state == PlanRevision.State.PROPOSED
    assert len(revision.draft["tasks"]) == 25
    assert revision.draft["findings"]
    assert not Duty.objects.exists()


def test_an_opened_campaign_waits_to_be_received():
    organisation = told(Stage.OPENED)
    assert campaign_of(organisation.pk).state == Campaign.State.OPEN
    assert set(Duty.objects.values_list("state", flat=True)) == {Duty.State.SENT}
    assert not Evidence.objects.exists()
    heads = GroupMember.objects.filter(role=GroupMember.Role.HEAD)
    assert [member.person.name for member in heads] == ["范例甲"]


def test_midcourse_is_a_campaign_in_mid_course():
    organisation = told(Stage.MIDCOURSE, scale=1.0)
    _has_every_light(organisation)
    _has_much_evidence()
    _has_a_task_taken_apart(organisation)
    _has_evidence_at_every_stage()
    _has_two_targets_met_and_two_short()
    _has_units_with_nothing(organisation)
    _has_plans_and_milestones_in_every_state()
    _has_notices_that_wait()
    _has_its_people()
    _has_what_is_kept_of_people(organisation)
    _has_things_half_decided(organisation)
    _has_packs()
    _has_a_conversation()
    _tells_it_in_order_and_in_the_past()


def _has_every_light(organisation):
    rows = task_rows(organisation.pk, campaign_of(organisation.pk), TODAY)
    wanted = {str(card.number): card.light for card in script.tasks()}
    assert {row.task.short_number: row.light.value for row in rows} == wanted
    assert all(rows_by_light(rows)[shown] >= 5 for shown in Light)


def _has_much_evidence():
    assert Evidence.objects.count() >= 300
    months = Counter(f"{day:%Y-%m}" for day in Evidence.objects.values_list("event_on", flat=True))
    assert sum(count >= 20 for count in months.values()) >= 3
    assert Evidence.objects.filter(state=Evidence.State.WITHDRAWN).count() == 2
    assert Evidence.objects.exclude(late_reason="").count() >= 4
    assert Evidence.objects.exclude(captured_at=None).count() >= 100
    shared = Evidence.objects.annotate(tasks=Count("citations", filter=~Q(citations__task=None))).filter(tasks__gte=2)
    assert shared.count() >= 40
    assert Citation.objects.exclude(reuse_of=None).exists()
    assert EvidenceFile.objects.count() >= 450
    slots = Counter(TaskSlot.objects.filter(work_item=None).values_list("task", flat=True))
    assert len(slots) == 25
    assert all(2 <= count <= 4 for count in slots.values())


def _has_a_task_taken_apart(organisation):
    task = campaign_of(organisation.pk).tasks.get(position=13)
    facts = facts_of(task.campaign, task=task)[0]
    items = [(row.item.short_number, row.leads, row.light, row.have) for row in item_rows(facts, TODAY)]
    assert [(number, leads, have) for number, leads, _light, have in items] == [
        ("13-1", "机关党委", 0), ("13-2", "人教处、离退处", 1), ("13-3", "团委", 0)]
    assert items[1][2] is Light.BLUE
    assert {light for _number, _leads, light, _have in items} <= {Light.BLUE, Light.GREEN, Light.YELLOW}
    assert set(Duty.objects.exclude(work_item=None).values_list("state", flat=True)) == {Duty.State.RECEIVED}


def _has_evidence_at_every_stage():
    """Most is accepted; some waits at every step, one with a second revision; some came back."""
    stages = Counter(Evidence.objects.values_list("stage", flat=True))
    assert set(stages) == set(Evidence.Stage.values)
    assert stages["accepted"] > Evidence.objects.count() / 2
    assert Evidence.objects.exclude(proposed=None).count() == 1
    assert Evidence.objects.filter(returns=1, stage="accepted").exists()


def _has_packs():
    """One whole and used for two tasks and a demand, one that got its summary later."""
    parts = {pack.title: list(pack.evidence.values_list("pack_part", flat=True)) for pack in EventPack.objects.all()}
    assert sorted(map(len, parts.values())) == [3, 6]
    photographs = Evidence.objects.get(pack__title="机关健步走暨文明出行倡议", pack_part="photographs")
    assert photographs.citations.count() == 3


def _has_two_targets_met_and_two_short():
    verdicts = Counter(one.reading.verdict for one in latest_readings(Target.objects.all()))
    assert verdicts == {Verdict.MET: 2, Verdict.SHORT: 2}
    assert all(target.measurements.count() >= 3 for target in Target.objects.all())


def _has_units_with_nothing(organisation):
    filed = set(Evidence.objects.values_list("unit__name", flat=True))
    with_duties = set(Duty.objects.values_list("unit__name", flat=True))
    assert with_duties - filed == set(script.SILENT)
    waiting = Duty.objects.filter(state=Duty.State.SENT).values_list("unit__name", flat=True)
    assert set(waiting) == set(script.NOT_RECEIVED)
    assert organisation.name == script.ORGANISATION


def _has_plans_and_milestones_in_every_state():
    assert set(ConcretePlan.objects.values_list("state", flat=True)) == set(ConcretePlan.State.values)
    assert Milestone.objects.exclude(done_on=None).count() >= 40
    assert Milestone.objects.filter(done_on=None, due_on__lt=TODAY).count() >= 5


def _has_notices_that_wait():
    """The office has read all but the latest plans; who has not received is reminded."""
    unread = Counter(Notice.objects.filter(read_at=None).values_list("to__username", flat=True))
    assert 1 <= unread["office"] <= 10
    assert unread["liaison"] <= 10
    assert unread["unit15"] >= 2


def _has_its_people():
    here = Organisation.objects.get(name=script.ORGANISATION).pk
    counted = {"staff": STAFF, "on_post": STAFF, "party": PARTY_MEMBERS, "leadership": 6, "retired": RETIRED}
    assert populations_on(here, TODAY) == counted
    liaisons = Grant.objects.filter(role=Role.LIAISON)
    assert liaisons.values("unit").distinct().count() == len(script.units())


def _has_what_is_kept_of_people(organisation):
    """The shown accounts that are of the house stand for people of the roster; masks and consents have something to
    show."""
    of_the_house = set(script.SHOWN) - {"expert", "sysadmin", "secadmin", "auditadmin"}
    linked = User.objects.filter(username__in=of_the_house).exclude(person=None)
    assert set(linked.values_list("username", flat=True)) == of_the_house
    retired = User.objects.select_related("person").get(username="retired").person
    assert retired.status == Person.Status.RETIRED
    assert retired.id_number.startswith("119999")
    assert Person.objects.exclude(id_number="").count() == 9
    member = viewer_of(User.objects.get(username="member"), on=TODAY)
    asked = {one.text.purpose: bool(one.consent) for one in asked_of(subject_of(member))}
    assert asked == {Purpose.VOLUNTEER_REPORT: True, Purpose.PORTRAIT: False}
    assert CorrectionRequest.objects.of(organisation.pk).get().state == CorrectionRequest.State.WAITING


def _has_things_half_decided(organisation):
    aims = aims_of(campaign_of(organisation.pk), TODAY)
    assert [bool(aim.row) for aim in aims] == [True, True, False, False, False]
    assert all(aim.tasks for aim in aims[:2])
    review = AccountReview.objects.of(organisation.pk).get()
    assert review.closed_at is None
    assert set(review.lines.values_list("decision", flat=True)) == {"", "kept"}


def _has_a_conversation():
    assert Comment.objects.filter(object_type="plan.task").count() == 2
    assert Comment.objects.filter(object_type="evidence.evidence").count() == 1


def test_the_roster_of_the_month_waits_to_be_confirmed():
    told(Stage.MIDCOURSE)
    Job.objects.exclude(kind="organisation.check_roster").delete()
    drain()
    roster = RosterImport.objects.get()
    assert (roster.state, roster.sheet, roster.heads_at) == ("checked", "名册", 1)
    assert {key: roster.counts[key] for key in ("new", "moved", "status", "bad")} == {
        "new": 1, "moved": 1, "status": 1, "bad": 4}


def _tells_it_in_order_and_in_the_past():
    moments = list(AuditEntry.objects.order_by("pk").values_list("at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1].date() < TODAY
    assert not AuditEntry.objects.filter(actor_label="", at__lt=moments[0]).exists()


def test_the_same_seed_and_day_tell_the_same():
    assert _told_and_forgotten() == _told_and_forgotten()


def _told_and_forgotten() -> list[tuple]:
    """Titles, days and digests of what is filed, in order."""
    with transaction.atomic():
        told(Stage.MIDCOURSE)
        titles = list(Evidence.objects.order_by("pk").values_list("title", "event_on", "uploaded_at"))
        digests = list(EvidenceFile.objects.order_by("pk").values_list("name", "stored__digest"))
        transaction.set_rollback(True)
    return [*titles, *digests]


def test_a_second_telling_changes_nothing():
    told(Stage.PROPOSAL)
    before = AuditEntry.objects.count()
    assert tell(stage=Stage.MIDCOURSE, seed=1, today=TODAY, say=lambda _: None) is None
    assert AuditEntry.objects.count() == before


def test_an_interrupted_telling_leaves_nothing_behind():
    def interrupted(sentence: str) -> None:
        if "冻结" in sentence:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tell(stage=Stage.OPENED, seed=1, today=TODAY, say=interrupted, scale=0.1)
    assert not Organisation.objects.exists()
