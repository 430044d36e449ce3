"""Pieces of evidence as a list shows them: one thumbnail, how many files, how many places it serves."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from wenming.domain.evidence.filing import is_late
from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.domain.evidence.reuse import Reuse
from wenming.evidence.models import Citation, Evidence, EvidenceFile
from wenming.filestore.models import Rendition
from wenming.shell.prepared import padded, prepared

from .covering import covering_id
from .reuse import reuse_of_all
from .serving import citations_for, outside
from .sight import Sight

COLUMNS = ("pk", "title", "unit__name", "event_on", "kind", "uploaded_at", "late_reason", "disclosure", "stage")
UNUSED, WITHHELD = Reuse(), Evidence.Disclosure.WITHHELD.value
KINDS, STAGES = dict(Evidence.Kind.choices), dict(Evidence.Stage.choices)


class Cover(NamedTuple):
    """The first picture, or the first file where there is none."""

    pk: int
    kind: Kind
    thumbnail_made: bool
    unopenable: bool
    covering_id: int | None


class Row(NamedTuple):
    """No model objects: a page has fifty of these and looks at nothing else."""

    pk: int
    title: str
    unit: str
    event_on: date
    kind: str
    late_reason: str
    is_late: bool
    withheld: bool
    cover: Cover | None
    files: int
    unopenable: int
    covered: int
    reuse: Reuse
    stage: str

    @property
    def serves(self) -> int:
        return self.reuse.places

    @property
    def stage_label(self) -> str:
        return STAGES[self.stage]


def for_lists(evidence: QuerySet[Evidence]) -> QuerySet[Any, Any]:
    """What ``rows_of`` needs of evidence; each row costs the same however long the list."""
    return evidence.values_list(*COLUMNS, named=True)


def for_workbook(evidence: QuerySet[Evidence]) -> QuerySet[Evidence]:
    """Whole evidence with ``file_count``, ``serve_count`` and ``is_outside``, for all of a list at once."""
    files = EvidenceFile.objects.filter(revision__evidence_id=OuterRef("pk"), revision__is_current=True).order_by()
    return evidence.select_related("unit").annotate(
        file_count=_count(files, "revision__evidence_id"), serve_count=_count(_served(), "evidence_id"),
        is_outside=Exists(outside(_served())),
    )


def rows_of(found: Iterable[Any]) -> list[Row]:
    """The rows of one page of ``for_lists``: a query more for all their files, one for their uses."""
    page, zone = list(found), timezone.get_current_timezone()
    keys = [one.pk for one in page]
    files, reuse = _files(keys), reuse_of_all(keys)
    return [
        Row(
            pk, title, unit, event_on, KINDS[kind], late_reason, is_late(event_on, uploaded_at.astimezone(zone).date()),
            disclosure == WITHHELD, _cover(own, kind) if own else None, len(own),
            sum([file.unopenable for file in own]), sum([file.covering_id is not None for file in own]),
            reuse.get(pk, UNUSED), stage,
        )
        for pk, title, unit, event_on, kind, uploaded_at, late_reason, disclosure, stage in page
        for own in (files.get(pk, ()),)
    ]


def _files(evidence_ids: list[int]) -> dict[int, list[Cover]]:
    """The files of the current revisions, in their order, each as it would be shown in small."""
    files: dict[int, list[Cover]] = defaultdict(list)
    for evidence_id, pk, media_type, *drawn in _file_rows(*padded(evidence_ids)) if evidence_ids else ():
        files[evidence_id].append(Cover(pk, kind_of(media_type), *drawn))
    return files


@prepared
def _file_rows(*evidence_ids: int) -> QuerySet[Any, Any]:
    rows = EvidenceFile.objects.filter(revision__evidence_id__in=evidence_ids, revision__is_current=True)
    made = Rendition.objects.filter(file_id=OuterRef("stored_id"), kind=Rendition.Kind.THUMBNAIL)
    return rows.annotate(thumbnail_made=Exists(made), covering_id=covering_id("organisation_id")).values_list(
        "revision__evidence_id", "pk", "stored__media_type", "thumbnail_made", "stored__unopenable", "covering_id"
    )


@prepared
def newest_for_task(
    organisation_id: int, task_id: int, *unit_ids: int, everything: bool, number: int
) -> QuerySet[Any, Any]:
    """``for_lists`` of the newest filed evidence that serves a task, of what a ``Sight`` covers."""
    seen = Evidence.objects.of(organisation_id).filter(Sight(everything, unit_ids).evidence, state=Evidence.State.FILED)
    cited = citations_for(organisation_id, [task_id]).order_by().values("evidence_id")
    return for_lists(seen.filter(pk__in=cited)).order_by("-event_on", "-pk")[:number]


def _cover(files: Sequence[Cover], kind: str) -> Cover:
    """Of a web page without a picture the cover says so, whatever its first file is."""
    found = next((one for one in files if one.kind is Kind.PICTURE), files[0])
    if kind == Kind.LINK and found.kind is not Kind.PICTURE:
        return found._replace(kind=Kind.LINK)
    return found


def with_renditions(files: QuerySet[EvidenceFile]) -> QuerySet[EvidenceFile]:
    """Files with ``thumbnail_made`` and ``preview_made``, whether the worker has made them yet, and ``covering_id``."""
    made = Rendition.objects.filter(file_id=OuterRef("stored_id"))
    return files.annotate(
        thumbnail_made=Exists(made.filter(kind=Rendition.Kind.THUMBNAIL)),
        preview_made=Exists(made.filter(kind=Rendition.Kind.PREVIEW)),
        covering_id=covering_id("organisation_id"),
    )


def _served() -> QuerySet[Citation]:
    return Citation.objects.filter(evidence_id=OuterRef("pk")).order_by()


def _count(rows: QuerySet[Citation] | QuerySet[EvidenceFile], by: str) -> Coalesce:
    counted = rows.values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
