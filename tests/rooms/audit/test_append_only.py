"""An entry is written once: no verb of the product changes or deletes it."""

import pytest
from django.db import connection

from tests.cast import NOW
from wenming.audit.actions import record, seal
from wenming.audit.models import AuditEntry


@pytest.fixture
def entry(acts):
    return acts(1)[0]


@pytest.mark.parametrize("attempt", [
    lambda entry: entry.save(),
    lambda entry: entry.save(update_fields=["reason"]),
    lambda entry: entry.save(force_update=True),
    lambda entry: AuditEntry.objects.get(pk=entry.pk).save(),
    lambda entry: entry.delete(),
    lambda entry: AuditEntry.objects.filter(pk=entry.pk).delete(),
    lambda entry: AuditEntry.objects.update(reason="改"),
    lambda entry: AuditEntry.objects.filter(position=None).update(position=1),
    lambda entry: AuditEntry.objects.bulk_update([entry], ["reason"]),
    lambda entry: AuditEntry.objects.update_or_create(pk=entry.pk, defaults={"reason": "改"}),
])
def test_changing_or_deleting_is_refused(entry, attempt):
    entry.reason = "改"
    with pytest.raises(TypeError, match="written once"):
        attempt(entry)
    assert AuditEntry.objects.get(pk=entry.pk).reason == ""


def test_sealed_entry_is_not_sealed_again(acts):
    acts(2)
    from wenming.audit.models import Chain

    organisation_id = AuditEntry.objects.first().organisation_id
    seal(organisation_id)
    before = list(AuditEntry.objects.values_list("id", "position", "digest"))
    assert seal(organisation_id) == 0
    assert list(AuditEntry.objects.values_list("id", "position", "digest")) == before
    assert Chain.objects.get().length == 2


@pytest.mark.django_db(transaction=True)
def test_record_outside_a_transaction_is_refused(cast, told):
    assert not connection.in_atomic_block
    with pytest.raises(RuntimeError, match="outside a transaction"):
        record(told("办理“{label}”"), by=cast.office, at=NOW, on=cast.lead)
    assert not AuditEntry.objects.exists()
