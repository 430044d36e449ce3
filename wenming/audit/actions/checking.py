"""Keeping what a walk along the chain found."""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.db import transaction

from wenming.audit import events
from wenming.audit.models import ChainCheck
from wenming.audit.queries import Verification
from wenming.domain import authority
from wenming.domain.chain import Head

from .recording import record

FAULTS_KEPT = 100


@dataclass(frozen=True, slots=True)
class Finding:
    """What a walk found: the first FAULTS_KEPT faults in words, and how many in all."""

    organisation_id: int
    head: Head
    sentences: list[str]
    count: int


def walk(verification: Verification) -> Finding:
    """Walk the chain to its end; nothing is written, and memory stays flat however broken it is."""
    kept = [fault.sentence for fault in islice(verification.faults, FAULTS_KEPT)]
    count = len(kept) + sum(1 for _ in verification.faults)
    return Finding(verification.organisation_id, verification.head, kept, count)


@transaction.atomic
def keep_check(finding: Finding, *, asked_by: str, at: datetime) -> ChainCheck:
    check = ChainCheck.objects.create(
        organisation_id=finding.organisation_id, at=at, asked_by_label=asked_by[:120], length=finding.head.length,
        head=finding.head.digest, fault_count=finding.count, faults=finding.sentences,
    )
    record(events.chain_verified, by=authority.system(finding.organisation_id), at=at, on=check,
           after={"faults": finding.count, "length": finding.head.length})
    return check
