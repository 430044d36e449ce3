"""Pieces of evidence as a list shows them: one thumbnail, how many files, how many places it serves."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from wenming.evidence.models import Citation, Evidence, EvidenceFile
from wenming.filestore.models import Rendition


@dataclass(frozen=True, slots=True)
class Row:
    """``cover`` is the first picture, or the first file where there is none."""

    evidence: Evidence
    cover: EvidenceFile | None
    files: int
    serves: int


def for_lists(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Evidence with what ``rows_of`` needs; each row costs the same however long the list."""
    files = EvidenceFile.objects.filter(revision__evidence_id=OuterRef("pk"), revision__is_current=True).order_by()
    first = files.order_by("sequence").values("pk")
    served = Citation.objects.filter(evidence_id=OuterRef("pk")).order_by()
    return evidence.select_related("unit").annotate(
        cover_id=Coalesce(Subquery(first.filter(stored__media_type__startswith="image/")[:1]), Subquery(first[:1])),
        file_count=_count(files, "revision__evidence_id"),
        serve_count=_count(served, "evidence_id"),
    )


def rows_of(evidence: Iterable[Evidence]) -> list[Row]:
    """The rows of one page of ``for_lists``: one more query for all covers together."""
    page = list(evidence)
    files = EvidenceFile.objects.filter(pk__in=[one.cover_id for one in page if one.cover_id])
    covers = with_renditions(files.select_related("stored")).in_bulk()
    return [Row(one, covers.get(one.cover_id), one.file_count, one.serve_count) for one in page]


def with_renditions(files: QuerySet[EvidenceFile]) -> QuerySet[EvidenceFile]:
    """Files with ``thumbnail_made`` and ``preview_made``: whether the worker has made them yet."""
    made = Rendition.objects.filter(file_id=OuterRef("stored_id"))
    return files.annotate(
        thumbnail_made=Exists(made.filter(kind=Rendition.Kind.THUMBNAIL)),
        preview_made=Exists(made.filter(kind=Rendition.Kind.PREVIEW)),
    )


def _count(rows: QuerySet[Citation] | QuerySet[EvidenceFile], by: str) -> Coalesce:
    counted = rows.values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
