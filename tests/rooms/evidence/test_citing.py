"""Filed once, used everywhere: citing, taking back, changing, withdrawing."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import NOW, TODAY
from tests.factories.evidence import filed, incoming, jpeg, pdf
from tests.factories.plan import make_campaign, make_slot
from wenming.audit.models import AuditEntry
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotAllowed, NotFound
from wenming.evidence.actions.changing import change_evidence, withdraw_evidence
from wenming.evidence.actions.citing import cite, uncite
from wenming.evidence.errors import AlreadyWithdrawn
from wenming.evidence.models import Evidence
from wenming.organisation.registry import column_of

SAID = {
    "title": "改过的题名", "place": "三楼", "people": "31 人", "caption": "第 2 场", "event_on": TODAY,
    "disclosure": "internal",
}


@pytest.fixture
def made(cast):
    return make_campaign(cast, tasks=2)


def test_citing_twice_changes_nothing(cast, made):
    evidence = filed(cast, slots=[made.slots[0].slot])
    assert cite(evidence=evidence, unit=cast.lead, slots=[made.slots[0].slot], by=cast.office, at=NOW) == []
    assert evidence.citations.count() == 1
    assert AuditEntry.objects.filter(kind="evidence.evidence_cited").count() == 1


def test_another_unit_may_answer_with_what_it_can_see(cast, made):
    each = made.slots[-1].slot
    evidence = filed(cast, slots=[each])
    by = cast.viewers["responsible"]
    (again,) = cite(evidence=evidence, unit=cast.responsible, slots=[each], by=by, at=NOW)
    assert again.reuse_of == evidence.citations.first()
    assert column_of("standard.slot.fill", cast.organisation.pk, [each.pk]) == {
        each.pk: {cast.lead.pk: 1, cast.responsible.pk: 1}
    }
    with pytest.raises(NotAllowed):
        cite(evidence=evidence, unit=cast.lead, tasks=made.tasks, by=by, at=NOW)


def test_withheld_evidence_cannot_be_cited_by_others(cast, made):
    evidence = filed(cast, disclosure="withheld")
    with pytest.raises(NotFound):
        cite(evidence=evidence, unit=cast.responsible, tasks=made.tasks, by=cast.viewers["responsible"], at=NOW)


def test_a_unit_answers_only_for_its_own_duty(cast, made):
    with pytest.raises(InputRefused, match="自己的分解任务"):
        filed(cast, unit=cast.lead, duties=[made.duty(cast.responsible)])


@pytest.mark.parametrize(("what", "said"), [
    ("task", "”已经撤销，佐证不能再用在这里"), ("duty", "机关党委的分解任务已经撤销"), ("slot", "所在的任务已经撤销"),
])
def test_what_the_plan_has_withdrawn_takes_no_more_evidence(cast, made, what, said):
    task, evidence = made.tasks[0], filed(cast)
    thing = {"task": task, "duty": made.duty(cast.lead), "slot": made.slots[0].slot}[what]
    type(task).objects.filter(pk=task.pk).update(state="withdrawn")
    answer = cast.client("lead").post(reverse("evidence:cite", args=[evidence.pk]),
                                      {"unit": cast.lead.pk, "serves": f"{what}:{thing.pk}"})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not evidence.citations.exists()


def test_a_withdrawn_duty_takes_no_evidence_its_task_does(cast, made):
    duty, evidence = made.duty(cast.lead), filed(cast)
    duty.state = duty.State.WITHDRAWN
    with pytest.raises(InputRefused, match="分解任务已经撤销"):
        cite(evidence=evidence, unit=cast.lead, duties=[duty], by=cast.viewers["lead"], at=NOW)
    assert cite(evidence=evidence, unit=cast.lead, tasks=[duty.task], by=cast.viewers["lead"], at=NOW)


def test_taking_back_the_first_use_makes_the_next_one_the_first(cast, made):
    evidence = filed(cast, tasks=made.tasks, slots=[made.slots[0].slot])
    first, second, third = evidence.citations.order_by("pk")
    uncite(citation=first, by=cast.viewers["lead"], at=NOW)
    second.refresh_from_db()
    third.refresh_from_db()
    assert (second.reuse_of, third.reuse_of) == (None, second)
    assert AuditEntry.objects.get(kind="evidence.citation_removed").before["serves"] == "任务 1"


def test_only_the_citing_unit_and_the_office_take_a_citation_back(cast, made):
    citation = filed(cast, tasks=made.tasks[:1]).citations.get()
    with pytest.raises(NotAllowed):
        uncite(citation=citation, by=cast.viewers["responsible"], at=NOW)
    with pytest.raises(NotFound):
        uncite(citation=citation, by=cast.stranger, at=NOW)


def test_changing_keeps_before_and_after_of_what_changed(cast):
    evidence = filed(cast, place="二楼")
    changed = change_evidence(evidence=evidence, version=1, by=cast.viewers["lead"], at=NOW, **SAID)
    assert (changed.title, changed.version) == ("改过的题名", 2)
    entry = AuditEntry.objects.get(kind="evidence.evidence_changed")
    assert (entry.before["place"], entry.after["place"]) == ("二楼", "三楼")
    assert "event_on" not in entry.after


def test_two_people_at_one_form_are_told_of_each_other(cast):
    evidence = filed(cast)
    change_evidence(evidence=evidence, version=1, by=cast.office, at=NOW, **SAID)
    with pytest.raises(ChangedMeanwhile, match="改过的题名"):
        change_evidence(evidence=evidence, version=1, by=cast.viewers["lead"], at=NOW, **{**SAID, "title": "我的题名"})
    evidence.refresh_from_db()
    assert evidence.title == "改过的题名"


@pytest.mark.parametrize(
    ("more", "field"), [({"title": " "}, "title"), ({"event_on": TODAY + timedelta(1)}, "event_on")]
)
def test_a_change_is_held_to_the_same_rules(cast, more, field):
    with pytest.raises(InputRefused) as refusal:
        change_evidence(evidence=filed(cast), version=1, by=cast.office, at=NOW, **{**SAID, **more})
    assert field in refusal.value.fields


def test_withdrawing_stops_every_count_and_deletes_nothing(cast, made):
    slot = made.slots[0].slot
    evidence = filed(cast, slots=[slot])
    assert column_of("plan.task.evidence", cast.organisation.pk, [made.tasks[0].pk]) == {made.tasks[0].pk: 1}
    with pytest.raises(InputRefused):
        withdraw_evidence(evidence=evidence, reason=" ", by=cast.viewers["lead"], at=NOW)
    withdraw_evidence(evidence=evidence, reason="传错了", by=cast.viewers["lead"], at=NOW)
    assert column_of("plan.task.evidence", cast.organisation.pk, [made.tasks[0].pk]) == {}
    assert column_of("standard.slot.fill", cast.organisation.pk, [slot.pk]) == {}
    assert Evidence.objects.get().citations.count() == 1
    assert AuditEntry.objects.get(kind="evidence.evidence_withdrawn").reason == "传错了"
    with pytest.raises(AlreadyWithdrawn):
        withdraw_evidence(evidence=evidence, reason="再撤", by=cast.office, at=NOW)


def test_a_task_counts_each_piece_once_however_it_is_cited(cast, made):
    task, slot = made.tasks[0], made.slots[0].slot
    filed(cast, tasks=[task], duties=[made.duty(cast.lead)], slots=[slot])
    filed(cast, "另一件", duties=[made.duty(cast.responsible)], unit=cast.responsible)
    ids = [one.pk for one in made.tasks]
    assert column_of("plan.task.evidence", cast.organisation.pk, ids) == {task.pk: 2}
    assert column_of("plan.task.evidence", cast.other.pk, ids) == {}


def test_fill_counts_pictures_by_file_and_only_inside_the_window(cast, made):
    slot = make_slot(
        made.tasks[0], "照片", kind="picture", minimum=2, window_from=TODAY - timedelta(5), window_until=TODAY
    ).slot
    three = [incoming(f"{colour}.jpg", jpeg(colour)) for colour in ("red", "blue", "green")]
    filed(cast, files=[*three, incoming("签到.pdf", pdf())], slots=[slot])
    filed(cast, "窗外", files=[incoming("早.jpg", jpeg("black"))], slots=[slot], event_on=TODAY - timedelta(6))
    filed(cast, "只有文件", slots=[slot], unit=cast.third)
    assert column_of("standard.slot.fill", cast.organisation.pk, [slot.pk]) == {slot.pk: {cast.lead.pk: 3}}


def test_columns_cost_the_same_however_many_rows(cast, made, django_assert_num_queries):
    for number in range(3):
        filed(cast, f"第{number}件", slots=[one.slot for one in made.slots])
    with django_assert_num_queries(1):
        column_of("standard.slot.fill", cast.organisation.pk, [one.slot_id for one in made.slots])
    with django_assert_num_queries(1):
        column_of("plan.task.evidence", cast.organisation.pk, [one.pk for one in made.tasks])
