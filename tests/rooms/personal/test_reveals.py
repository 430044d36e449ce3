"""A masked value in full: by whom, with which reason, once, and seen by the person."""

import pytest

from tests.cast import NOW
from tests.factories.organisation import make_person
from tests.rooms.personal.numbers import ID_NUMBER, PHONE
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.personal.actions.reveals import reveal
from wenming.vault.errors import KeysMissing

ROLES = ("lead", "responsible", "head", "member", "leader", "expert", "system_admin", "security_admin", "audit_admin")


def entries():
    return AuditEntry.objects.filter(kind="personal.value_revealed")


def test_the_office_sees_the_value_and_the_record_holds_who_what_and_why(cast, person):
    assert reveal(person=person, field="id_number", reason="verify", by=cast.office, at=NOW) == ID_NUMBER
    entry = entries().get()
    assert (entry.actor_label, entry.object_id, entry.after) == ("办公室经办人", person.pk, {"field": "身份证号"})
    assert entry.reason == "核对身份，更正名册"
    assert ID_NUMBER not in str(entry.content)


@pytest.mark.parametrize("who", ROLES)
def test_other_roles_do_not_and_nothing_is_shown(cast, person, who):
    with pytest.raises(NotAllowed):
        reveal(person=person, field="phone", reason="contact", by=cast.viewers[who], at=NOW)
    answer = cast.client(who).post(f"/personal/people/{person.pk}/", {"field": "phone", "reason": "contact"})
    assert answer.status_code == 403
    assert PHONE not in answer.content.decode()
    assert not entries().exists()


def test_another_organisations_office_finds_nobody(cast, person):
    with pytest.raises(NotFound):
        reveal(person=person, field="phone", reason="contact", by=cast.stranger, at=NOW)
    assert cast.client("stranger").get(f"/personal/people/{person.pk}/").status_code == 404


@pytest.mark.parametrize(("given", "field"), [
    ({"reason": ""}, "reason"), ({"reason": "because"}, "reason"), ({"reason": "other"}, "note"),
    ({"reason": "other", "note": " 看看 "}, "note"),
])
def test_without_a_reason_nothing_is_shown(cast, person, given, field):
    with pytest.raises(InputRefused) as refused:
        reveal(person=person, field="phone", by=cast.office, at=NOW, **given)
    assert field in refused.value.fields
    assert not entries().exists()


def test_a_field_that_is_not_encrypted_cannot_be_asked_for(cast, person):
    with pytest.raises(InputRefused):
        reveal(person=person, field="name", reason="verify", by=cast.office, at=NOW)


def test_nothing_registered_or_no_key_is_not_a_reveal(cast, person, settings, tmp_path):
    empty = make_person(cast.lead, "示范乙")
    with pytest.raises(RuleBroken, match="没有登记"):
        reveal(person=empty, field="phone", reason="contact", by=cast.office, at=NOW)
    settings.VAULT_KEYS = tmp_path / "lost"
    with pytest.raises(KeysMissing):
        reveal(person=type(person).objects.get(pk=person.pk), field="phone", reason="contact", by=cast.office, at=NOW)
    assert not entries().exists()


def test_the_page_asks_first_shows_once_and_is_not_kept(cast, person):
    client, address = cast.client("office"), f"/personal/people/{person.pk}/"
    asked = client.get(address, {"field": "phone"})
    assert PHONE not in asked.content.decode()
    refused = client.post(address, {"field": "phone", "reason": "other", "note": "看"})
    assert refused.status_code == 422
    assert PHONE not in refused.content.decode()
    sent = {"field": "phone", "reason": "contact", "note": "有急事", "once": "the-same-token"}
    shown = client.post(address, sent)
    assert PHONE in shown.content.decode()
    assert ID_NUMBER not in shown.content.decode()
    assert shown.headers["Cache-Control"] == "no-store"
    again = client.post(address, sent)
    assert again.status_code == 303
    assert again.headers["Location"] == f"/organisation/people/{person.pk}/"
    assert entries().count() == 1


def test_the_person_sees_who_looked_and_why(cast, person):
    reveal(person=person, field="phone", reason="contact", note="会议改期", by=cast.office, at=NOW)
    body = cast.client("member").get("/personal/").content.decode()
    assert "查看了普通职工的电话" in body
    assert "有急事联系本人：会议改期" in body
    assert "查看了普通职工的电话" not in cast.client("lead").get("/personal/").content.decode()


def test_the_page_of_a_person_offers_it_to_who_may(cast, person):
    address = f"/organisation/people/{person.pk}/"
    assert f"/personal/people/{person.pk}/" in cast.client("office").get(address).content.decode()
    for who in ("system_admin", "leader"):
        assert f"/personal/people/{person.pk}/" not in cast.client(who).get(address).content.decode()
