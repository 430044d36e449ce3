"""Which pictures have a covered copy, and which bytes are shown of a file."""

from django.db.models import OuterRef, QuerySet, Subquery

from wenming.domain.authority import Viewer
from wenming.evidence.models import Covering, EvidenceFile
from wenming.filestore.models import StoredFile
from wenming.organisation.models import Unit


def covering_of(file: EvidenceFile) -> Covering | None:
    """The covering in force of the file's content, wherever it was made."""
    found = current(file.organisation_id).filter(original=file.stored_id)
    return found.select_related("copy", "evidence__unit").first()


def shown_of(file: EvidenceFile) -> tuple[StoredFile, str]:
    """The bytes that are shown and handed out, and their name: the covered copy's where there is one."""
    covering = covering_of(file)
    return (covering.copy, covered_name(file.shown_name)) if covering else (file.stored, file.shown_name)


def current(organisation_id: int) -> QuerySet[Covering]:
    return Covering.objects.of(organisation_id).filter(is_current=True)


def covering_id(organisation: str) -> Subquery:
    """For an annotation of evidence files, ``organisation`` being the way to their body's id."""
    rows = Covering.objects.filter(is_current=True, original=OuterRef("stored_id"))
    return Subquery(rows.filter(organisation_id=OuterRef(organisation)).values("pk")[:1])


def copies_of(organisation_id: int) -> dict[int, StoredFile]:
    """The covered copy of each covered content, by the id of the original; two columns wide whatever the number."""
    return {one.original_id: one.copy for one in current(organisation_id).select_related("copy").iterator(2000)}


def covered_name(name: str) -> str:
    stem, dot, _ = name.rpartition(".")
    return f"{stem if dot else name}_遮挡.jpg"


def mark_of(viewer: Viewer) -> str:
    """Who is looking, for a watermark: the name, and the unit or body spoken for."""
    unit = Unit.objects.of(viewer.organisation_id).filter(pk__in=viewer.unit_ids[:1]).first()
    return " ".join([viewer.name, unit.name if unit else viewer.organisation_name])
