"""Filed evidence with its content in the store, as the package finds it."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from tests.cast import NOW
from wenming.evidence.actions.tallying import tallied, tally_new
from wenming.evidence.models import Citation, Evidence, EvidenceFile, EvidenceRevision
from wenming.filestore.models import StoredFile
from wenming.organisation.models import Unit
from wenming.plan.models import Task

DAY = date(2026, 1, 20)


def make_filed(unit: Unit, *tasks: Task, title: str = "法治讲座", contents: tuple[bytes, ...] = (b"content",),
               **more) -> Evidence:
    """One piece of evidence of ``unit`` that cites ``tasks``; ``more`` are its fields."""
    own = {"organisation_id": unit.organisation_id}
    fields = {"kind": Evidence.Kind.PICTURE, "event_on": DAY, "uploaded_at": NOW, "uploaded_by": "联络员", **more}
    evidence = Evidence.objects.create(unit=unit, title=title, **own, **fields)
    revision = EvidenceRevision.objects.create(evidence=evidence, made_at=NOW, made_by="联络员", **own)
    for sequence, content in enumerate(contents, start=1):
        EvidenceFile.objects.create(
            revision=revision, stored=make_stored(unit.organisation_id, content), sequence=sequence,
            name=f"IMG_{sequence}.JPG", **own,
        )
    tally_new(evidence)
    for task in tasks:
        cite(evidence, task=task)
    return evidence


def make_stored(organisation_id: int, content: bytes) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    key = f"tests/{organisation_id}/{digest}"
    if not default_storage.exists(key):
        default_storage.save(key, ContentFile(content))
    return StoredFile.objects.get_or_create(
        organisation_id=organisation_id, digest=digest,
        defaults={"key": key, "size": len(content), "media_type": "image/jpeg", "original_name": "IMG.JPG",
                  "stored_at": NOW},
    )[0]


def cite(evidence: Evidence, **cited) -> Citation:
    """``cited`` is one of task, duty and slot."""
    with tallied(evidence):
        return Citation.objects.create(
            organisation_id=evidence.organisation_id, evidence=evidence, unit=evidence.unit, made_at=NOW,
            made_by="联络员", **cited,
        )
