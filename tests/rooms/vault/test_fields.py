"""Encrypted columns: the database never sees the plain text, and a text works at its own place alone."""

import json

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import connection

from tests.factories.organisation import make_person
from tests.rooms.vault.conftest import ID_NUMBER, PHONE
from wenming.organisation.models import Person
from wenming.vault import keyring
from wenming.vault.errors import KeysMissing, MovedText, TamperedText, WrongKey
from wenming.vault.fields import Ciphertext
from wenming.vault.queries import holding

FIELD = Person._meta.get_field("id_number")


def raw(person, column="id_number"):
    with connection.cursor() as cursor:
        cursor.execute(f"select {column} from organisation_person where id = %s", [person.pk])
        return cursor.fetchone()[0]


def write_raw(person, text, column="id_number"):
    with connection.cursor() as cursor:
        cursor.execute(f"update organisation_person set {column} = %s where id = %s", [text, person.pk])


def read(person):
    return Person.objects.get(pk=person.pk)


def test_the_database_holds_algorithm_version_and_no_plain_text(person):
    assert raw(person).startswith("sm4-gcm$1$")
    assert ID_NUMBER not in raw(person)
    assert raw(person, "id_number_index").startswith("hmac-sm3$1$")
    assert (read(person).id_number, read(person).phone) == (ID_NUMBER, PHONE)


def test_empty_stays_empty_and_has_no_token(cast):
    person = make_person(cast.lead, "示范乙")
    assert (raw(person), raw(person, "id_number_index"), read(person).id_number) == ("", "", "")


def test_saving_another_field_leaves_the_text_as_it_is_and_needs_no_key(person, ring):
    before, again = raw(person), read(person)
    for path in ring.iterdir():
        path.unlink()
    again.name = "示范丙"
    again.save()
    assert raw(person) == before


def test_without_the_key_only_the_value_stays_closed(person, ring):
    for path in ring.iterdir():
        path.unlink()
    again = read(person)
    assert again.name == "示范甲"
    with pytest.raises(KeysMissing, match="密钥"):
        _ = again.id_number
    again.phone = "13900009000"
    with pytest.raises(KeysMissing):
        again.save()


def test_a_key_of_another_installation_is_recognised(person, ring):
    (ring / "1.json").unlink()
    keyring.make(1)
    with pytest.raises(WrongKey, match="第 1 版"):
        _ = read(person).id_number


def test_a_text_copied_to_another_column_or_organisation_is_refused(cast, person):
    write_raw(person, raw(person), "phone")
    with pytest.raises(MovedText):
        _ = read(person).phone
    foreign = make_person(cast.other_unit, "例证甲")
    write_raw(foreign, raw(person))
    with pytest.raises(MovedText):
        _ = read(foreign).id_number


@pytest.mark.parametrize("change", [lambda text: f"{text[:-6]}AAAA{text[-2:]}", lambda _: "明", lambda text: text[:9]])
def test_a_changed_text_is_refused(person, change):
    write_raw(person, change(raw(person)))
    with pytest.raises(TamperedText):
        _ = read(person).id_number


def test_a_plain_text_cannot_reach_the_database_past_save(person):
    with pytest.raises(TypeError):
        Person.objects.filter(pk=person.pk).update(id_number=ID_NUMBER)
    with pytest.raises(TypeError):
        Person.objects.bulk_update([person], ["id_number"])


def test_rows_made_in_bulk_are_sealed(cast):
    person = Person(organisation=cast.organisation, unit=cast.lead, name="示范丁", id_number=ID_NUMBER)
    Person.objects.bulk_create([person])
    assert raw(person).startswith("sm4-gcm$1$")
    assert Person.objects.filter(holding(FIELD, ID_NUMBER, cast.organisation.pk)).get() == person


@pytest.mark.parametrize("lookup", ["icontains", "startswith", "gt", "regex"])
def test_looking_for_a_part_of_an_encrypted_value_is_a_programming_error(db, lookup):
    with pytest.raises(FieldError):
        Person.objects.filter(**{f"id_number__{lookup}": "430"}).exists()


def test_looking_for_a_plain_value_is_a_programming_error(db):
    with pytest.raises(TypeError):
        Person.objects.filter(id_number=ID_NUMBER).exists()


def test_the_blind_index_finds_the_one_row_of_the_own_organisation(cast, person):
    foreign = make_person(cast.other_unit, "例证甲", id_number=ID_NUMBER)
    assert Person.objects.filter(holding(FIELD, ID_NUMBER.lower(), cast.organisation.pk)).get() == person
    assert Person.objects.filter(holding(FIELD, ID_NUMBER, cast.other.pk)).get() == foreign
    assert raw(person, "id_number_index") != raw(foreign, "id_number_index")
    assert not Person.objects.filter(holding(FIELD, "430101197802140021", cast.organisation.pk)).exists()


def test_values_and_dumps_carry_no_plain_text(person):
    value = Person.objects.values_list("id_number", flat=True).get(pk=person.pk)
    assert isinstance(value, Ciphertext)
    dumped = serializers.serialize("json", [read(person)])
    assert ID_NUMBER not in dumped
    assert PHONE not in dumped
    assert json.loads(dumped)[0]["fields"]["id_number"] == raw(person)

