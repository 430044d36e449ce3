"""Going over to a new key: nothing unreadable at any moment, and an interruption costs nothing."""

from io import StringIO

import pytest
from django.core.management import call_command

from tests.cast import NOW
from tests.factories.organisation import make_person
from tests.rooms.vault.conftest import ID_NUMBER, PHONE
from tests.rooms.vault.test_fields import raw, read, write_raw
from wenming.audit.models import AuditEntry
from wenming.jobs import worker
from wenming.jobs.errors import StopAsked
from wenming.jobs.models import Job
from wenming.organisation.models import Person
from wenming.organisation.queries.people import holders_of_id_number
from wenming.vault import actions, keyring
from wenming.vault.actions import rotate_keys
from wenming.vault.queries import standings


def earlier():
    return {one.table: one.earlier for one in standings()}["人员"]


@pytest.fixture
def people(cast):
    """Five people of one organisation and one of another; the last has no numbers at all."""
    here = [make_person(cast.lead, f"示范{n}", id_number=f"4301011978021400{n:02d}", phone=PHONE) for n in range(5)]
    return [*here, make_person(cast.other_unit, "例证甲", id_number=ID_NUMBER), make_person(cast.lead, "示范无号")]


def test_every_row_goes_over_and_stays_readable(cast, people):
    rotation = rotate_keys(at=NOW)
    assert (rotation.version, rotation.made) == (2, True)
    assert {job.organisation_id for job in rotation.jobs} == {cast.organisation.pk, cast.other.pk}
    assert earlier() == 6
    assert [one.id_number for one in map(read, people)] == [one.id_number for one in people]
    worker.drain()
    assert earlier() == 0
    assert all(raw(one).startswith("sm4-gcm$2$") for one in people[:6])
    assert [(one.id_number, one.phone) for one in map(read, people)] == [(one.id_number, one.phone) for one in people]
    assert raw(people[6]) == ""


def test_equality_search_finds_rows_under_either_key(cast, people):
    rotate_keys(at=NOW)
    new = make_person(cast.lead, "示范新", id_number="430101197802140101")
    for one in (people[0], new):
        assert holders_of_id_number(cast.organisation.pk, one.id_number).get() == one
    worker.drain()
    for one in (people[0], new):
        assert holders_of_id_number(cast.organisation.pk, one.id_number).get() == one


def test_an_interrupted_rotation_goes_on_where_it_stopped(people, monkeypatch):
    rotate_keys(at=NOW)
    once, done = actions.reencrypt_row, []

    def stops_after_two(model, pk):
        if len(done) == 2:
            done.append("stopped")
            raise StopAsked
        once(model, pk)
        done.append(pk)

    monkeypatch.setattr(actions, "reencrypt_row", stops_after_two)
    worker.drain()
    assert len(done) == 3 + 4
    assert len({*done}) == 7  # nobody twice
    assert earlier() == 0
    assert {job.state for job in Job.objects.all()} == {Job.State.DONE}
    assert [one.id_number for one in map(read, people)] == [one.id_number for one in people]


def test_a_second_call_takes_up_what_is_left_instead_of_a_third_key(people):
    rotate_keys(at=NOW)
    Job.objects.all().delete()
    again = rotate_keys(at=NOW)
    assert (again.version, again.made, len(again.jobs)) == (2, False, 2)
    twice = rotate_keys(at=NOW)
    assert {job.pk for job in twice.jobs} == {job.pk for job in again.jobs}
    worker.drain()
    assert rotate_keys(at=NOW).version == 3


def test_a_row_that_cannot_be_opened_is_reported_and_the_others_go_over(cast, people):
    broken = raw(people[1])[:-8] + "AAAAAAA="
    write_raw(people[1], broken)
    rotate_keys(at=NOW)
    worker.drain()
    job = Job.objects.get(organisation_id=cast.organisation.pk)
    assert job.state == Job.State.DONE
    assert "打不开" in job.row_errors.get().message
    assert raw(people[1]) == broken
    assert earlier() == 1


def test_the_same_number_entered_twice_across_keys_is_told_and_stays_readable(cast, people):
    rotate_keys(at=NOW)
    twin = make_person(cast.lead, "示范同号", id_number=people[0].id_number)
    worker.drain()
    job = Job.objects.get(organisation_id=cast.organisation.pk)
    assert "另有一行" in job.row_errors.get().message
    assert (read(people[0]).id_number, read(twin).id_number) == (people[0].id_number, people[0].id_number)


def test_a_row_changed_while_the_rotation_runs_keeps_the_change(people):
    rotate_keys(at=NOW)
    one = Person.objects.get(pk=people[0].pk)
    one.phone = "13900009000"
    one.save()
    worker.drain()
    assert (read(one).phone, read(one).id_number) == ("13900009000", people[0].id_number)
    assert earlier() == 0


def test_rotation_is_in_the_record_of_each_organisation_without_values(cast, people):
    rotate_keys(at=NOW)
    entries = AuditEntry.objects.filter(kind="vault.keys_rotated")
    assert {entry.organisation_id for entry in entries} == {cast.organisation.pk, cast.other.pk}
    assert {tuple(entry.after) for entry in entries} == {("table", "version")} or all(
        set(entry.after) == {"version", "table"} for entry in entries)


def test_command_says_what_happens_and_what_to_keep(people):
    said = StringIO()
    call_command("rotate_keys", stdout=said)
    assert "第 2 版密钥已启用" in said.getvalue()
    assert "人员：6 行有加密内容，还有 6 行用旧密钥" in said.getvalue()
    worker.drain()
    said = StringIO()
    call_command("rotate_keys", status=True, stdout=said)
    assert "人员：6 行有加密内容，都用现用密钥" in said.getvalue()
    assert keyring.current().version == 2
