"""Which evidence has something doubtful about its pictures that still waits for somebody."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from wenming.domain.evidence.honesty import Doubt, mark_of
from wenming.evidence.models import Evidence, PictureDoubt
from wenming.shell.prepared import padded, prepared

OPEN = ("", PictureDoubt.Answer.REPLACE.value)
"""What still waits for somebody: not yet looked at, or to be replaced."""


def open_doubts() -> QuerySet[PictureDoubt]:
    """One against a piece since withdrawn no longer counts."""
    return PictureDoubt.objects.filter(Q(other=None) | Q(other__state=Evidence.State.FILED), answer__in=OPEN)


def doubtful(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Of ``evidence`` what has an open doubt."""
    return evidence.filter(Exists(open_doubts().filter(evidence=OuterRef("pk"))))


def doubt_marks(evidence_ids: list[int]) -> dict[int, list[str]]:
    """What the row of each shows beside its title; one query for all of a page."""
    marks: dict[int, list[str]] = {}
    for evidence_id, kind in _kinds(*padded(evidence_ids)) if evidence_ids else ():
        told, mark = marks.setdefault(evidence_id, []), mark_of(Doubt(kind))
        if mark not in told:
            told.append(mark)
    return marks


@prepared
def _kinds(*evidence_ids: int) -> QuerySet[Any, Any]:
    return open_doubts().filter(evidence_id__in=evidence_ids).order_by("pk").values_list("evidence_id", "kind")
