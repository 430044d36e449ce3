"""Identity and telephone numbers of the roster: checked, sealed, shown masked, never in the record."""

import pytest

from tests.cast import NOW
from tests.factories.organisation import make_person
from wenming.audit.models import AuditEntry
from wenming.domain.errors import InputRefused
from wenming.organisation.actions.people import add_person, change_person
from wenming.organisation.models import Person
from wenming.organisation.queries.people import masked
from wenming.vault.errors import KeysMissing

ID_NUMBER, ANOTHER, PHONE = "43010119780214000X", "110105194912310021", "13800008000"
OTHER_VALID = "11010519491231002X"


def changed(cast, person, **more):
    person = Person.objects.get(pk=person.pk)
    given = {"name": person.name, "unit": person.unit, "staff_number": "", "party_member": False, **more}
    return change_person(person=person, version=person.version, by=cast.office, at=NOW, **given)


def added(cast, **more):
    return add_person(name="示范甲", unit=cast.lead, by=cast.office, at=NOW, **more)


def test_numbers_are_kept_one_way_and_shown_masked(cast):
    person = added(cast, id_number=" 430101 19780214 000x", phone="+86 138 0000 8000")
    person = Person.objects.get(pk=person.pk)
    assert (person.id_number, person.phone) == (ID_NUMBER, PHONE)
    assert (masked(person, "id_number"), masked(person, "phone")) == ("430***********000X", "138****8000")


@pytest.mark.parametrize(("field", "given"), [("id_number", ANOTHER), ("phone", "12345")])
def test_impossible_numbers_are_refused_and_nobody_is_entered(cast, field, given):
    with pytest.raises(InputRefused) as refused:
        added(cast, **{field: given})
    assert field in refused.value.fields
    assert not Person.objects.exists()


def test_one_identity_number_is_one_person_in_an_organisation(cast):
    added(cast, id_number=ID_NUMBER)
    with pytest.raises(InputRefused, match="已登记给示范甲"):
        add_person(name="示范乙", unit=cast.lead, id_number=ID_NUMBER, by=cast.office, at=NOW)
    foreign = add_person(name="例证甲", unit=cast.other_unit, id_number=ID_NUMBER, by=cast.stranger, at=NOW)
    assert foreign.pk


def test_empty_leaves_a_number_and_only_forgetting_removes_it(cast):
    person = added(cast, id_number=ID_NUMBER, phone=PHONE)
    changed(cast, person)
    assert Person.objects.get().id_number == ID_NUMBER
    changed(cast, person, id_number=OTHER_VALID)
    assert (Person.objects.get().id_number, Person.objects.get().phone) == (OTHER_VALID, PHONE)
    changed(cast, person, forget_id_number=True)
    assert (Person.objects.get().id_number, Person.objects.get().phone) == ("", PHONE)
    added(cast, id_number=OTHER_VALID)


def test_the_record_says_that_a_number_changed_and_never_which(cast):
    person = added(cast, id_number=ID_NUMBER, phone=PHONE)
    changed(cast, person, id_number=OTHER_VALID)
    entries = list(AuditEntry.objects.filter(object_type="organisation.person").order_by("pk"))
    assert entries[0].after["phone"] is True
    assert entries[1].after["id_number"] is True
    text = str([entry.content for entry in entries])
    assert not any(number in text for number in (ID_NUMBER, OTHER_VALID, PHONE))


def test_without_keys_the_page_opens_and_only_the_numbers_stay_closed(cast, settings, tmp_path):
    person = added(cast, id_number=ID_NUMBER)
    settings.VAULT_KEYS = tmp_path / "lost"
    page = cast.client("office").get(f"/organisation/people/{person.pk}/")
    assert page.status_code == 200
    assert "打不开" in page.content.decode()
    with pytest.raises(KeysMissing):
        changed(cast, person, phone=PHONE)
    assert changed(cast, person, name="示范丙").name == "示范丙"


def test_the_form_never_carries_the_number_and_keeps_what_was_typed(cast):
    person = added(cast, id_number=ID_NUMBER, phone=PHONE)
    client, address = cast.client("office"), f"/organisation/people/{person.pk}/"
    body = client.get(address).content.decode()
    assert ID_NUMBER not in body
    assert PHONE not in body
    assert "430***********000X" in body
    sent = {"version": 1, "name": "示范甲", "unit": cast.lead.pk, "id_number": ANOTHER}
    refused = client.post(address, sent)
    assert refused.status_code == 422
    assert ANOTHER in refused.content.decode()
    assert client.post(address, {**sent, "id_number": OTHER_VALID}).status_code == 303
    assert Person.objects.get(pk=person.pk).id_number == OTHER_VALID


@pytest.mark.parametrize("who", ["lead", "leader", "expert", "head"])
def test_who_only_reads_the_roster_sees_no_number_at_all(cast, who):
    person = make_person(cast.lead, "示范甲", id_number=ID_NUMBER, phone=PHONE)
    body = cast.client(who).get(f"/organisation/people/{person.pk}/").content.decode()
    assert "示范甲" in body
    assert "000X" not in body
    assert "138****" not in body
