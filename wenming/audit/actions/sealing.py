"""Sealing: entries get their position and digest after they were written, so that no writer waits for another.

The order of the chain is the order of sealing. On PostgreSQL an entry may become visible after one with a greater id;
it is sealed in a later round and stands later in the chain.
"""

from django.db import models, transaction

from wenming.audit.models import AuditEntry, Chain
from wenming.domain.chain import digest

BATCH = 500
_sealable: models.QuerySet[AuditEntry] = models.QuerySet(model=AuditEntry)
"""The one way past the entry's refusal to be changed; it reaches unsealed entries only."""


def seal_all() -> int:
    """Seal what is unsealed in every organisation; returns how many entries."""
    waiting = AuditEntry.objects.filter(position=None).order_by().values_list("organisation_id", flat=True).distinct()
    return sum(seal(organisation_id) for organisation_id in list(waiting))


def seal(organisation_id: int) -> int:
    """Seal the organisation's unsealed entries, BATCH to a transaction; returns how many."""
    Chain.objects.get_or_create(organisation_id=organisation_id)
    sealed = 0
    while count := _seal_batch(organisation_id):
        sealed += count
        if count < BATCH:
            break
    return sealed


@transaction.atomic
def _seal_batch(organisation_id: int) -> int:
    chain = Chain.objects.select_for_update().get(organisation_id=organisation_id)  # one sealer at a time
    entries = list(AuditEntry.objects.filter(organisation_id=organisation_id, position=None).order_by("id")[:BATCH])
    for entry in entries:
        chain.length += 1
        chain.head = digest(entry.content, chain.length, chain.head)
        entry.position, entry.digest = chain.length, chain.head
    if entries:
        _sealable.filter(position=None).bulk_update(entries, ["position", "digest"])
        chain.save(update_fields=["length", "head"])
    return len(entries)
