"""The files of one piece of evidence, and where else the same content was filed."""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import QuerySet

from wenming.domain.evidence.kinds import Kind, kind_of
from wenming.evidence.models import Evidence, EvidenceFile
from wenming.shell.prepared import padded, prepared

from .rows import with_renditions
from .sight import Sight


def current_files(evidence: Evidence) -> list[EvidenceFile]:
    files = EvidenceFile.objects.of(evidence.organisation_id).filter(
        revision__evidence=evidence, revision__is_current=True
    )
    return list(with_renditions(files.select_related("stored")))


def kinds_of_files(evidence_ids: Collection[int]) -> dict[int, list[Kind]]:
    """The kind of each file of the current revision, by evidence; one query."""
    kinds: dict[int, list[Kind]] = defaultdict(list)
    files = EvidenceFile.objects.filter(revision__evidence__in=evidence_ids, revision__is_current=True)
    for evidence_id, media_type in files.values_list("revision__evidence_id", "stored__media_type"):
        kinds[evidence_id].append(kind_of(media_type))
    return kinds


def with_its_renditions(file: EvidenceFile) -> EvidenceFile:
    """One file as ``current_files`` gives it, of whatever revision."""
    files = EvidenceFile.objects.of(file.organisation_id).filter(pk=file.pk)
    return with_renditions(files.select_related("stored")).get()


def first_filed(
    organisation_id: int, sight: Sight | None, stored_ids: Sequence[int], *, other_than: int = 0
) -> dict[int, Evidence]:
    """For each stored content the first piece of filed evidence in ``sight`` that holds it in its current revision."""
    if sight is None or not stored_ids:
        return {}
    files = _holding(
        organisation_id, other_than, *sight.unit_ids, *padded(stored_ids),
        units=len(sight.unit_ids), everything=sight.everything,
    )
    return {file.stored_id: file.revision.evidence for file in files}


@prepared
def _holding(
    organisation_id: int, other_than: int, *ids: int, units: int, everything: bool
) -> QuerySet[EvidenceFile]:
    """``ids`` are those of ``units`` units, then those of the stored contents; the last filed first."""
    seen = Evidence.objects.of(organisation_id).filter(Sight(everything, ids[:units]).evidence)
    return (
        EvidenceFile.objects.filter(
            stored_id__in=ids[units:], revision__is_current=True,
            revision__evidence__in=seen.filter(state=Evidence.State.FILED),
        )
        .exclude(revision__evidence_id=other_than)
        .select_related("revision__evidence__unit")
        .order_by("-revision__evidence_id")
    )
