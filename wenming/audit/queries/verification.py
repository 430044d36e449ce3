"""Is the record whole? Walking a chain, and finding a digest noted down earlier."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from django.db.models import Max, QuerySet

from wenming.audit.models import AuditEntry, Chain
from wenming.domain.chain import Fault, Head, Link, verify

BLOCK = 1000


@dataclass(frozen=True, slots=True)
class Verification:
    """``faults`` is read once, as the chain is walked."""

    organisation_id: int
    head: Head
    unsealed: int
    faults: Iterator[Fault]


def organisations_on_record() -> list[int]:
    """Every organisation with a chain or with entries."""
    return sorted({
        *Chain.objects.values_list("organisation_id", flat=True),
        *AuditEntry.objects.order_by().values_list("organisation_id", flat=True).distinct(),
    })


def _silently(_walked: int) -> None:
    """Nobody wants to know how far the walk has come."""


def verification_of(organisation_id: int, *, walked: Callable[[int], None] = _silently) -> Verification:
    """Walk the organisation's chain. What is sealed meanwhile is neither missed nor taken for a fault.

    ``walked`` is told after each BLOCK of entries how many have been walked.
    """
    entries = AuditEntry.objects.filter(organisation_id=organisation_id)
    last = entries.aggregate(last=Max("position"))["last"] or 0
    head = _head_of(organisation_id)  # read after the last position: a sealer at work is never behind it
    unsealed = entries.filter(position=None).count()
    sealed = entries.filter(position__lte=max(last, head.length)).order_by("position", "id")
    return Verification(organisation_id, head, unsealed, verify(_links(sealed, walked), head))


def _links(sealed: QuerySet[AuditEntry], walked: Callable[[int], None]) -> Iterator[Link]:
    for number, entry in enumerate(sealed.iterator(chunk_size=BLOCK), 1):
        yield Link(cast("int", entry.position), entry.content, entry.digest)
        if number % BLOCK == 0:
            walked(number)


def position_of(digest: str) -> int | None:
    """Where a digest noted down earlier stands in its organisation's chain, or None where no chain holds it now."""
    return AuditEntry.objects.filter(digest=digest).values_list("position", flat=True).first()


def _head_of(organisation_id: int) -> Head:
    chain = Chain.objects.filter(organisation_id=organisation_id).first()
    return Head(chain.length, chain.head) if chain else Head(0, "")
