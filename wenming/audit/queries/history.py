"""What happened to a thing, in sentences."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any

from django.db.models import Q, QuerySet

from wenming.audit.models import AuditEntry
from wenming.audit.registry import kinds
from wenming.shell.prepared import padded, prepared

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
    asked = {object_type: padded(object_ids) for object_type, object_ids in sorted(ids.items())}
    numbers = tuple((object_type, len(object_ids)) for object_type, object_ids in asked.items())
    entries = _entries(organisation_id, *chain(*asked.values()), numbers=numbers, limit=limit)
    return [HistoryLine(entry.at, entry.actor_label, sentence(entry), entry.reason) for entry in entries]


@prepared
def _entries(
    organisation_id: int, *object_ids: int, numbers: tuple[tuple[str, int], ...], limit: int
) -> QuerySet[AuditEntry]:
    """``numbers`` says how many of the ids in a row are of which type."""
    any_of_them, rest = Q(), iter(object_ids)
    for object_type, number in numbers:
        any_of_them |= Q(object_type=object_type, object_id__in=list(islice(rest, number)))
    return AuditEntry.objects.filter(any_of_them, organisation_id=organisation_id).order_by("-at", "-id")[:limit]


def sentence(entry: AuditEntry) -> str:
    """What was done, in words. What an old entry does not hold is left out; an unknown kind shows its code."""
    kind = kinds().get(entry.kind)
    if kind is None:
        return f"“{entry.object_label}”（{entry.kind}）"
    try:
        return kind.sentence.format(
            label=entry.object_label, before=Readable(entry.before), after=Readable(entry.after)
        )
    except (LookupError, ValueError, AttributeError, TypeError):
        return f"“{entry.object_label}”（{entry.kind}）"


class Readable(dict[str, Any]):
    """Values as a person reads them: lists joined, nothing for what is missing or empty."""

    def __missing__(self, _key: str) -> str:
        return ""

    def __getitem__(self, key: str) -> str:
        value = super().__getitem__(key)
        if isinstance(value, list):
            return "、".join(map(str, value))
        return "" if value is None else str(value)
