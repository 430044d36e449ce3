"""The files of one piece of evidence, and where else the same content was filed."""

from collections.abc import Sequence

from django.db.models import QuerySet

from wenming.evidence.models import Evidence, EvidenceFile

from .rows import with_renditions


def current_files(evidence: Evidence) -> list[EvidenceFile]:
    files = EvidenceFile.objects.of(evidence.organisation_id).filter(
        revision__evidence=evidence, revision__is_current=True
    )
    return list(with_renditions(files.select_related("stored")))


def first_filed(visible: QuerySet[Evidence], stored_ids: Sequence[int], *, other_than: int = 0) -> dict[int, Evidence]:
    """For each stored content the first piece of ``visible``, filed evidence that holds it in its current revision."""
    files = (
        EvidenceFile.objects.filter(
            stored_id__in=stored_ids, revision__is_current=True,
            revision__evidence__in=visible.filter(state=Evidence.State.FILED),
        )
        .exclude(revision__evidence_id=other_than)
        .select_related("revision__evidence__unit")
        .order_by("-revision__evidence_id")
    )
    return {file.stored_id: file.revision.evidence for file in files}
