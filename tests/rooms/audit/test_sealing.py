"""The sealer gives entries their place in the organisation's own chain, in rounds, losing and repeating none."""

import pytest

from wenming.audit.actions import seal, seal_all, sealing
from wenming.audit.models import AuditEntry, Chain
from wenming.audit.queries import verification_of
from wenming.jobs import registry
from wenming.jobs.worker import call_chores


def positions(organisation):
    entries = AuditEntry.objects.filter(organisation_id=organisation.pk).order_by("id")
    return list(entries.values_list("position", flat=True))


def test_entries_are_sealed_in_order_and_the_head_follows(cast, acts):
    acts(3)
    assert seal(cast.organisation.pk) == 3
    assert positions(cast.organisation) == [1, 2, 3]
    chain = Chain.objects.get()
    assert (chain.length, chain.head) == (3, AuditEntry.objects.get(position=3).digest)
    acts(2)
    assert seal(cast.organisation.pk) == 2
    assert positions(cast.organisation) == [1, 2, 3, 4, 5]


def test_each_organisation_has_its_own_chain(cast, acts):
    acts(2)
    acts(1, cast.stranger)
    assert seal_all() == 3
    assert positions(cast.organisation) == [1, 2]
    assert positions(cast.other) == [1]


def test_long_backlog_is_sealed_in_batches(cast, acts, monkeypatch):
    monkeypatch.setattr(sealing, "BATCH", 2)
    acts(5)
    assert seal(cast.organisation.pk) == 5
    assert list(verification_of(cast.organisation.pk).faults) == []


@pytest.mark.parametrize("batch", [1, 50])
def test_batch_costs_the_same_however_many_entries(cast, acts, django_assert_max_num_queries, batch):
    acts(batch)
    with django_assert_max_num_queries(16):
        seal(cast.organisation.pk)


def test_entry_that_appears_late_with_a_smaller_number_stands_later(cast, acts):
    _, late, _ = acts(3)
    (fields,) = AuditEntry.objects.filter(pk=late.pk).values()
    AuditEntry._base_manager.filter(pk=late.pk).delete()
    seal(cast.organisation.pk)
    AuditEntry(**fields).save()
    seal(cast.organisation.pk)
    assert positions(cast.organisation) == [1, 3, 2]
    assert list(verification_of(cast.organisation.pk).faults) == []


def test_workers_clock_seals(cast, acts, monkeypatch):
    monkeypatch.setattr(registry, "_chores", {"audit.seal": registry._chores["audit.seal"]})
    acts(2)
    call_chores()
    assert positions(cast.organisation) == [1, 2]
