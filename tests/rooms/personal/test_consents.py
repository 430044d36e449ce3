"""Consent: to one text of one purpose, by the person or on paper, withdrawn at any time."""

import pytest
from django.db import IntegrityError, transaction

from tests.cast import NOW
from tests.factories.organisation import make_person
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.domain.personal.consents import Purpose
from wenming.personal.actions.consents import give_consent, publish_text, record_paper_consent, withdraw_consent
from wenming.personal.models import Consent
from wenming.personal.queries.consents import asked_of
from wenming.personal.queries.own_data import subject_of
from wenming.personal.registry import Subject

TEXT = "照片用于本单位宣传展示和申报材料，保存到活动结束。"


@pytest.fixture
def text(cast):
    return publish_text(purpose=Purpose.PORTRAIT, text=TEXT, by=cast.office, at=NOW)


def agree(cast, text, who="member"):
    viewer = cast.viewers[who]
    return give_consent(text=text, subject=subject_of(viewer), by=viewer, at=NOW)


def agrees(cast, *, user_id=0, person_id=None):
    """Whether the person's own page shows the text in force as agreed to."""
    (asked,) = asked_of(Subject(user_id, person_id, cast.organisation.pk))
    return asked.consent is not None


def test_given_by_account_counts_for_the_roster_entry_too(cast, text, person):
    user = cast.users["member"]
    assert not agrees(cast, user_id=user.pk)
    agree(cast, text)
    assert agrees(cast, user_id=user.pk)
    assert agrees(cast, person_id=person.pk)
    assert not agrees(cast)
    assert asked_of(Subject(user.pk, person.pk, cast.other.pk)) == []


def test_withdrawn_no_longer_counts_and_stays_on_record(cast, text, person):
    consent = agree(cast, text)
    withdraw_consent(consent=consent, by=cast.viewers["member"], at=NOW)
    assert not agrees(cast, person_id=person.pk)
    with pytest.raises(RuleBroken, match="已经撤回"):
        withdraw_consent(consent=consent, by=cast.viewers["member"], at=NOW)
    agree(cast, text)
    assert agrees(cast, person_id=person.pk)
    assert Consent.objects.count() == 2


def test_a_new_version_has_to_be_asked_for_anew(cast, text, person):
    agree(cast, text)
    newer = publish_text(purpose=Purpose.PORTRAIT, text=TEXT + "另用于画册。", by=cast.office, at=NOW)
    assert newer.number == 2
    assert not agrees(cast, person_id=person.pk)
    with pytest.raises(RuleBroken, match="新的版本"):
        agree(cast, text, "lead")
    assert "文本已更新" in cast.client("member").get("/personal/").content.decode()
    agree(cast, newer)
    assert agrees(cast, person_id=person.pk)


def test_nobody_agrees_for_another_nor_twice(cast, text, person):
    with pytest.raises(NotAllowed):
        give_consent(text=text, subject=subject_of(cast.viewers["member"]), by=cast.office, at=NOW)
    agree(cast, text)
    with pytest.raises(RuleBroken, match="已经同意过"):
        agree(cast, text)
    with pytest.raises(RuleBroken, match="已经同意过"):
        record_paper_consent(text=text, person=person, proof="纸质同意书", by=cast.office, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.create(organisation=cast.organisation, text=text, user=cast.users["member"], given_at=NOW)


def test_a_retired_member_agrees_on_paper(cast, text):
    retired = make_person(cast.third, "例证甲", status="retired")
    with pytest.raises(InputRefused) as refused:
        record_paper_consent(text=text, person=retired, proof="有", by=cast.office, at=NOW)
    assert "proof" in refused.value.fields
    consent = record_paper_consent(text=text, person=retired, proof="签名的同意书，存离退处", by=cast.office, at=NOW)
    assert (consent.recorded_by, consent.user) == ("办公室经办人", None)
    assert agrees(cast, person_id=retired.pk)
    withdraw_consent(consent=consent, by=cast.viewers["system_admin"], at=NOW)
    assert not agrees(cast, person_id=retired.pk)


@pytest.mark.parametrize("who", ["lead", "head", "member", "leader", "expert", "security_admin", "audit_admin"])
def test_only_who_keeps_the_roster_publishes_and_enters_paper(cast, text, who):
    by, retired = cast.viewers[who], make_person(cast.third, "例证甲")
    with pytest.raises(NotAllowed):
        publish_text(purpose=Purpose.CARE_FILE, text=TEXT, by=by, at=NOW)
    with pytest.raises(NotAllowed):
        record_paper_consent(text=text, person=retired, proof="纸质同意书", by=by, at=NOW)


def test_nobody_withdraws_anothers_consent_given_online(cast, text, person):
    consent = agree(cast, text)
    for who in ("lead", "office"):
        with pytest.raises(NotAllowed):
            withdraw_consent(consent=consent, by=cast.viewers[who], at=NOW)
    with pytest.raises(NotFound):
        withdraw_consent(consent=consent, by=cast.stranger, at=NOW)
    assert cast.client("lead").post(f"/personal/consents/{consent.pk}/withdraw/").status_code == 404


def test_the_pages(cast, text, person):
    member, office = cast.client("member"), cast.client("office")
    assert TEXT in member.get("/personal/").content.decode()
    assert member.post(f"/personal/texts/{text.pk}/agree/").status_code == 303
    assert agrees(cast, person_id=person.pk)
    retired = make_person(cast.third, "例证甲", status="retired")
    sent = {"text": text.pk, "person": retired.pk, "proof": "签名的同意书，存离退处"}
    assert office.post("/personal/consents/paper/", {**sent, "proof": ""}).status_code == 422
    assert office.post("/personal/consents/paper/", sent).status_code == 303
    body = office.get("/personal/consents/").content.decode()
    assert "例证甲" in body
    assert "签名的同意书" in body
    assert office.post("/personal/consents/", {"purpose": "portrait", "text": "太短"}).status_code == 422
