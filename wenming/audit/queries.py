"""Named reads of the record: what happened to a thing, in sentences; and whether the record is whole."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q

from wenming.domain.chain import Fault, Head, Link, verify

from .models import AuditEntry, Chain
from .registry import kinds

Subject = tuple[str, int]
"""``(model label in lower case, id)``, as in ``("plan.task", 7)``."""


@dataclass(frozen=True, slots=True)
class HistoryLine:
    at: datetime
    who: str
    sentence: str
    reason: str


def history_of(organisation_id: int, object_type: str, object_id: int, limit: int = 20) -> list[HistoryLine]:
    """What happened to one thing, the latest first."""
    return history(organisation_id, [(object_type, object_id)], limit)


def history(organisation_id: int, subjects: Iterable[Subject], limit: int = 20) -> list[HistoryLine]:
    """What happened to any of ``subjects``, the latest first; one query however many they are."""
    ids: dict[str, list[int]] = {}
    for object_type, object_id in subjects:
        ids.setdefault(object_type, []).append(object_id)
    if not ids:
        return []
    any_of_them = Q()
    for object_type, object_ids in ids.items():
        any_of_them |= Q(object_type=object_type, object_id__in=object_ids)
    entries = AuditEntry.objects.filter(any_of_them, organisation_id=organisation_id).order_by("-at", "-id")[:limit]
    return [HistoryLine(entry.at, entry.actor_label, sentence(entry), entry.reason) for entry in entries]


def sentence(entry: AuditEntry) -> str:
    """What was done, in words. What an old entry does not hold is left out; an unknown kind shows its code."""
    kind = kinds().get(entry.kind)
    if kind is None:
        return f"“{entry.object_label}”（{entry.kind}）"
    try:
        return kind.sentence.format(
            label=entry.object_label, before=_Readable(entry.before), after=_Readable(entry.after)
        )
    except (LookupError, ValueError, AttributeError, TypeError):
        return f"“{entry.object_label}”（{entry.kind}）"


class _Readable(dict[str, Any]):
    """Values as a person reads them: lists joined, nothing for what is missing or empty."""

    def __missing__(self, _key: str) -> str:
        return ""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        if isinstance(value, list):
            return "、".join(map(str, value))
        return "" if value is None else str(value)


# --- is the record whole? ---------------------------------------------------------------------------------------------


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


def verification_of(organisation_id: int) -> Verification:
    """Walk the organisation's chain. What is sealed meanwhile is neither missed nor taken for a fault."""
    entries = AuditEntry.objects.filter(organisation_id=organisation_id)
    last = entries.aggregate(last=Max("position"))["last"] or 0
    head = _head_of(organisation_id)  # read after the last position: a sealer at work is never behind it
    unsealed = entries.filter(position=None).count()
    sealed = entries.filter(position__lte=max(last, head.length)).order_by("position", "id")
    links = (Link(entry.position, entry.content, entry.digest) for entry in sealed.iterator(chunk_size=1000))
    return Verification(organisation_id, head, unsealed, verify(links, head))


def position_of(digest: str) -> int | None:
    """Where a digest noted down earlier stands in its organisation's chain, or None where no chain holds it now."""
    return AuditEntry.objects.filter(digest=digest).values_list("position", flat=True).first()


def _head_of(organisation_id: int) -> Head:
    chain = Chain.objects.filter(organisation_id=organisation_id).first()
    return Head(chain.length, chain.head) if chain else Head(0, "")
