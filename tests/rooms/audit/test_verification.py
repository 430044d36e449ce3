"""Whoever changes the record in the database itself is found out, and the command says so."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from wenming.audit.actions import seal_all
from wenming.audit.models import AuditEntry, Chain
from wenming.audit.queries import verification_of

TABLE = AuditEntry._base_manager


@pytest.fixture
def sealed(cast, acts):
    """Five sealed acts here, two in the other organisation."""
    acts(5)
    acts(2, cast.stranger)
    seal_all()
    return cast.organisation.pk


def at(organisation_id, position):
    return TABLE.filter(organisation_id=organisation_id, position=position)


def faults(organisation_id):
    return [(fault.kind, fault.position) for fault in verification_of(organisation_id).faults]


def verify_audit(*words):
    out = StringIO()
    try:
        call_command("verify_audit", *words, stdout=out)
    except CommandError as refusal:
        return refusal.returncode, out.getvalue() + str(refusal)
    return 0, out.getvalue()


def test_untouched_record_is_clean(sealed, cast):
    code, said = verify_audit()
    assert code == 0
    assert "示范省财政厅：已封存 5 条，待封存 0 条，没有发现改动。" in said
    assert "示范省水利厅：已封存 2 条，待封存 0 条，没有发现改动。" in said
    assert Chain.objects.get(organisation_id=sealed).head in said


@pytest.mark.parametrize("field", [
    {"reason": "改"}, {"actor_label": "改"}, {"actor_id": 99}, {"after": {"n": 99}}, {"before": {"n": 99}},
    {"object_id": 99}, {"object_label": "改"}, {"object_type": "改"}, {"kind": "tests.other"}, {"address": "10.0.0.9"},
    {"at": "2020-01-01T00:00:00+08:00"},
])
def test_altered_field_is_found(sealed, field):
    at(sealed, 3).update(**field)
    assert faults(sealed) == [("altered", 3)]
    code, said = verify_audit()
    assert code == 1
    assert "第 3 条与封存时的摘要对不上" in said


def test_entry_moved_to_another_organisation_is_found(sealed, cast):
    at(sealed, 3).update(organisation_id=cast.other.pk)
    assert faults(sealed) == [("removed", 3)]
    assert faults(cast.other.pk) == [("inserted", 3)]


def test_deleted_entry_is_found(sealed):
    at(sealed, 2).delete()
    assert faults(sealed) == [("removed", 2)]
    assert verify_audit()[0] == 1


def test_truncation_of_the_last_is_found(sealed):
    at(sealed, 5).delete()
    assert faults(sealed) == [("removed", 5)]


def test_truncation_of_all_is_found(sealed):
    TABLE.filter(organisation_id=sealed).delete()
    assert faults(sealed) == [("removed", 1)]


def test_inserted_entry_is_found(sealed):
    (forged,) = at(sealed, 2).values()
    for position in (5, 4, 3):
        at(sealed, position).update(position=F("position") + 1)
    AuditEntry(**{**forged, "id": None, "position": 3, "reason": "添"}).save()
    assert faults(sealed) == [("inserted", 3)]
    assert verify_audit()[0] == 1


def test_inserted_after_the_last_is_found(sealed):
    (forged,) = at(sealed, 5).values()
    AuditEntry(**{**forged, "id": None, "position": 6}).save()
    assert faults(sealed) == [("inserted", 6)]


def test_rewritten_head_is_found(sealed):
    Chain.objects.filter(organisation_id=sealed).update(head="sha256:0")
    assert faults(sealed) == [("altered", 5)]


def test_unsealed_tail_is_shown_and_is_no_fault(sealed, acts):
    acts(2)
    code, said = verify_audit("--organisation", "示范省财政厅")
    assert code == 0
    assert "示范省财政厅：已封存 5 条，待封存 2 条，没有发现改动。" in said
    assert "水利厅" not in said


def test_one_organisations_fault_is_not_the_others(sealed, cast):
    at(sealed, 3).update(reason="改")
    assert faults(cast.other.pk) == []
    assert verify_audit("--organisation", "示范省水利厅")[0] == 0


def test_head_noted_down_is_found_until_the_chain_is_made_anew(sealed, acts):
    noted = Chain.objects.get(organisation_id=sealed).head
    acts(2)
    seal_all()
    code, said = verify_audit("--head", noted)
    assert code == 0
    assert "抄下的链尾是第 5 条，仍在链中。" in said
    at(sealed, 1).update(reason="改")
    TABLE.filter(organisation_id=sealed).update(position=None, digest="")
    Chain.objects.filter(organisation_id=sealed).delete()
    seal_all()
    assert verify_audit()[0] == 0, "whoever can write the database can make the chain anew"
    code, said = verify_audit("--head", noted)
    assert code == 1
    assert "抄下的链尾不在链中" in said


def test_unknown_organisation_is_said(sealed):
    with pytest.raises(CommandError, match="没有名为“某某厅”的单位"):
        call_command("verify_audit", "--organisation", "某某厅")


def test_seal_of_an_entry_sealed_meanwhile_is_no_fault(sealed, acts):
    verification = verification_of(sealed)
    acts(1)
    seal_all()
    assert list(verification.faults) == []
