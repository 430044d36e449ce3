"""The tallies are what counting afresh would give, after every verb that touches what they count."""

from collections import Counter
from datetime import date
from importlib import import_module

import pytest
from django.apps import apps

from tests.cast import NOW
from tests.factories.evidence import filed, incoming, jpeg, pdf
from tests.factories.plan import make_campaign
from wenming.audit.actions.removing import undo
from wenming.audit.models import Removal
from wenming.domain.evidence.review import Act
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.citing import cite, uncite
from wenming.evidence.actions.filing import add_files
from wenming.evidence.actions.reviewing import hand_in, review
from wenming.evidence.models import Citation, Evidence, MonthTally, SlotTally, TaskTally
from wenming.evidence.queries.serving import measured_fill, slot_fill
from wenming.plan.actions.slots import change_slot, remove_slot
from wenming.standard.models import MaterialSlot

FEBRUARY, MARCH = date(2026, 2, 20), date(2026, 3, 1)


@pytest.fixture
def made(cast):
    return make_campaign(cast, tasks=2)


@pytest.fixture
def one(cast, made):
    """Two photographs that answer a slot, and serve its task in two ways."""
    return filed(
        cast, tasks=made.tasks[:1], slots=[made.slots[0].slot], event_on=MARCH,
        files=[incoming("一.jpg", jpeg()), incoming("二.jpg", jpeg("red"))],
    )


def counted_as(state: str, accepted: bool) -> list[str]:
    return [state, "accepted"] if accepted and state == "filed" else [state]


def months() -> Counter:
    rows = Evidence.objects.values_list("organisation_id", "state", "accepted", "unit_id", "disclosure", "event_on")
    return Counter(
        (body, counted, unit, d == "withheld" or state == "draft", on.replace(day=1))
        for body, state, accepted, unit, d, on in rows for counted in counted_as(state, accepted)
    )


def tasks() -> Counter:
    rows = Citation.objects.values_list(
        "evidence", "organisation_id", "evidence__state", "evidence__accepted", "evidence__unit_id",
        "evidence__disclosure", "served_task_id",
    ).distinct()
    return Counter(
        (body, counted, unit, d == "withheld" or state == "draft", task)
        for _, body, state, accepted, unit, d, task in rows if task for counted in counted_as(state, accepted)
    )


def check() -> None:
    cell = ("organisation_id", "state", "unit_id", "withheld")
    assert {row[:-1]: row[-1] for row in MonthTally.objects.values_list(*cell, "month", "number")} == months()
    assert {row[:-1]: row[-1] for row in TaskTally.objects.values_list(*cell, "task_id", "number")} == tasks()
    for body in Evidence.objects.values_list("organisation_id", flat=True).distinct():
        slots = list(MaterialSlot.objects.filter(organisation_id=body).values_list("pk", flat=True))
        assert slot_fill(body, slots) == measured_fill(body, slots)
    assert not SlotTally.objects.filter(number=0).exists()


def slot_changed(cast, task_slot, **terms):
    wanted = {
        "of_each_unit": False, "title": "照片", "kind": "any", "minimum": 1, "source_line": "方案", **terms
    }
    change_slot(task_slot=task_slot, version=task_slot.version, **wanted, by=cast.office, at=NOW)


def said(evidence: Evidence, **more) -> dict:
    names = ("title", "place", "people", "caption", "event_on", "disclosure")
    return {**{name: getattr(evidence, name) for name in names}, **more}


def changed(cast, evidence: Evidence, **more) -> None:
    change_evidence(evidence=evidence, version=evidence.version, **said(evidence, **more), by=cast.office, at=NOW)


def test_filing_counts_by_month_task_and_slot(cast, made, one):
    check()
    assert MonthTally.objects.get().number == 1
    assert TaskTally.objects.get(task=made.tasks[0]).number == 1, "served twice, counted once"
    assert SlotTally.objects.get().number == 1


@pytest.mark.parametrize("more", [{"event_on": FEBRUARY}, {"disclosure": "withheld"}, {"title": "改了题名"}])
def test_a_change_moves_it(cast, made, one, more):
    changed(cast, one, **more)
    check()


def test_withdrawn_it_is_counted_as_withdrawn_and_answers_nothing(cast, made, one):
    withdraw_evidence(evidence=one, reason="重复", by=cast.office, at=NOW)
    check()
    assert not SlotTally.objects.exists()


def test_more_files_answer_more_of_a_demand_for_pictures(cast, made, one):
    slot_changed(cast, made.slots[0], kind="picture")
    assert SlotTally.objects.get().number == 2
    more = [incoming("三.jpg", jpeg("blue")), incoming("通知.pdf", pdf())]
    add_files(evidence=one, files=more, by=cast.office, at=NOW)
    check()
    assert SlotTally.objects.get().number == 3


def test_another_unit_answers_with_the_same_evidence(cast, made, one):
    slot = made.slots[0].slot
    cite(evidence=one, unit=cast.responsible, tasks=made.tasks, slots=[slot], by=cast.office, at=NOW)
    check()
    assert slot_fill(cast.organisation.pk, [slot.pk]) == {slot.pk: {cast.lead.pk: 1, cast.responsible.pk: 1}}


def test_taken_back_citations_are_taken_back_one_by_one(cast, made, one):
    for citation in one.citations.order_by("pk"):
        uncite(citation=citation, by=cast.office, at=NOW)
        check()
    assert not TaskTally.objects.exists()
    remove_slot(task_slot=made.slots[0], by=cast.office, at=NOW)


@pytest.mark.parametrize("terms", [{"window_from": date(2026, 3, 2)}, {"window_until": MARCH}, {"kind": "picture"}])
def test_a_demand_that_changes_is_counted_anew(cast, made, one, terms):
    slot_changed(cast, made.slots[0], **terms)
    check()
    changed(cast, one, event_on=FEBRUARY)
    check()


def test_two_bodies_do_not_mix(cast, made, one):
    other = make_campaign(cast, tasks=2, elsewhere=True)
    filed(cast, "外单位", unit=cast.other_unit, by=cast.stranger, tasks=other.tasks, slots=[other.slots[0].slot])
    check()


def test_what_was_filed_before_there_were_tallies_is_counted_by_the_migration(cast, made, one):
    filed(cast, "学法", duties=[made.duty(cast.lead)], event_on=FEBRUARY)
    for model in (MonthTally, TaskTally, SlotTally):
        model.objects.all().delete()
    Citation.objects.update(served_task=None)
    import_module("wenming.evidence.migrations.0003_count_what_is_filed").count(apps, None)
    assert not Citation.objects.filter(served_task=None).exists()
    check()


def test_the_page_of_a_task_counts_what_its_reader_may_see(cast, made, one):
    withheld = filed(cast, "内部", tasks=made.tasks[:1], disclosure="withheld")
    address = f"/plan/tasks/{made.tasks[0].pk}/"
    assert "2 件" in cast.client("office").get(address).content.decode()
    assert "1 件" in cast.client("responsible").get(address).content.decode()
    assert withheld.title not in cast.client("responsible").get(address).content.decode()


def judged(cast, evidence: Evidence, act: Act, **more) -> None:
    evidence.refresh_from_db()
    review(picked={evidence.pk: evidence.version}, act=act, by=cast.office, at=NOW, **more)
    evidence.refresh_from_db()


def test_accepted_it_counts_as_both_and_a_change_of_it_counts_when_it_is_accepted(cast, made, one):
    judged(cast, one, Act.PASS)
    check()
    assert sorted(MonthTally.objects.values_list("state", "number")) == [("accepted", 1), ("filed", 1)]
    slot_changed(cast, made.slots[0], kind="picture")
    changed(cast, one, event_on=FEBRUARY)
    one.refresh_from_db()
    add_files(evidence=one, files=[incoming("三.jpg", jpeg("blue"))], by=cast.office, at=NOW)
    check()
    assert SlotTally.objects.get().number == 2
    assert not MonthTally.objects.filter(month=FEBRUARY.replace(day=1)).exists()
    judged(cast, one, Act.PASS)
    check()
    assert SlotTally.objects.get().number == 3
    assert not MonthTally.objects.filter(month=MARCH).exists()


def test_returned_it_answers_nothing_until_it_is_handed_in_again(cast, made, one):
    judged(cast, one, Act.RETURN, code="time")
    check()
    assert not SlotTally.objects.exists()
    hand_in(evidence=one, version=one.version, by=cast.office, at=NOW)
    check()
    assert SlotTally.objects.get().number == 1


def test_a_batch_is_counted_as_its_pieces_are(cast, made, one):
    other = filed(cast, "学法", duties=[made.duty(cast.lead)], slots=[made.slots[0].slot], disclosure="withheld")
    picked = {row.pk: row.version for row in (one, other)}
    review(picked=picked, act=Act.PASS, by=cast.office, at=NOW)
    check()


def test_what_is_brought_back_counts_again(cast, made, one):
    for citation in one.citations.order_by("pk"):
        uncite(citation=citation, by=cast.office, at=NOW)
    for removal in Removal.objects.order_by("pk"):
        undo(removal=removal, by=cast.office, at=NOW)
        check()
    assert TaskTally.objects.exists()
    withdraw_evidence(evidence=one, reason="传错", by=cast.office, at=NOW)
    undo(removal=Removal.objects.latest("pk"), by=cast.office, at=NOW)
    check()
