"""How the chain stands: its length and head, what waits to be sealed, earlier checks, slips of paper."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from wenming.audit.models import AuditEntry, Chain, ChainCheck

STANDS_STILL_AFTER = timedelta(minutes=2)
"""The sealer comes round every few seconds; an entry that waits longer than this was forgotten by it."""
TAIL_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class ChainState:
    """``oldest_unsealed`` is when the longest-waiting entry was written; None where nothing waits."""

    length: int
    head: str
    unsealed: int
    oldest_unsealed: datetime | None
    stands_still: bool
    last_check: ChainCheck | None

    @property
    def tail(self) -> str:
        return f"{TAIL_COUNTED:,}+" if self.unsealed > TAIL_COUNTED else f"{self.unsealed:,}"


def chain_state(organisation_id: int, *, at: datetime) -> ChainState:
    """Four queries however long the chain."""
    chain = Chain.objects.filter(organisation_id=organisation_id).first()
    waiting = AuditEntry.objects.filter(organisation_id=organisation_id, position=None)
    oldest = waiting.order_by("id").values_list("at", flat=True).first()
    return ChainState(
        length=chain.length if chain else 0, head=chain.head if chain else "",
        unsealed=waiting.order_by()[: TAIL_COUNTED + 1].count() if oldest else 0, oldest_unsealed=oldest,
        stands_still=oldest is not None and oldest < at - STANDS_STILL_AFTER,
        last_check=checks_of(organisation_id).first(),
    )


def checks_of(organisation_id: int) -> QuerySet[ChainCheck]:
    """The walks along the chain, the newest first."""
    return ChainCheck.objects.filter(organisation_id=organisation_id).order_by("-id")


def slip_stands(organisation_id: int, *, position: int, digest: str) -> bool:
    """Whether the chain still holds at ``position`` the digest a slip of paper shows, or its first characters."""
    held = AuditEntry.objects.filter(organisation_id=organisation_id, position=position)
    found = held.values_list("digest", flat=True).first() or ""
    return bool(digest) and plain(found).startswith(plain(digest))


def plain(digest: str) -> str:
    """A digest without its algorithm and without the gaps it is printed with."""
    return "".join(digest.lower().rpartition(":")[2].split())


def in_groups(digest: str) -> str:
    """A digest as a person can copy it: groups of eight characters."""
    text = plain(digest)
    return " ".join(text[start : start + 8] for start in range(0, len(text), 8))
