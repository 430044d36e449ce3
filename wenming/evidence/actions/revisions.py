"""Revisions: written once, copied when proposed, put in use when accepted."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from wenming.domain.authority import Viewer
from wenming.domain.evidence import review
from wenming.domain.evidence.kinds import Kind, kind_of, kind_of_all
from wenming.domain.evidence.review import Act, Stage
from wenming.evidence.access import parties_of
from wenming.evidence.models import Evidence, EvidenceFile, EvidenceRevision
from wenming.evidence.queries.reviewing import route_of
from wenming.filestore.intake.exif import Capture
from wenming.filestore.models import StoredFile

from .stepping import STANDS, note, stand

Held = tuple[str, StoredFile, Capture]
"""A file of a revision: the name it came with, its content, when it was taken."""


def held_of(revision: EvidenceRevision) -> list[Held]:
    files = revision.files.select_related("stored")
    return [(one.name, one.stored, Capture(one.captured_at, one.doubted_on)) for one in files]


def told_by(held: Sequence[Held], was: str = "") -> dict[str, object]:
    """What the files say about the evidence: its kind, which ``was`` another, and when its first picture was taken."""
    taken = [one.at for _, _, one in held if one.at]
    kind = kind_of_all(kind_of(stored.media_type) for _, stored, _ in held)
    if was == Kind.LINK:  # a web page stays one whatever its snapshots are
        kind = Kind.LINK
    return {"kind": kind.value, "captured_at": min(taken, default=None)}


def write_revision(
    evidence: Evidence, number: int, held: Sequence[Held], by: Viewer, at: datetime, **more: Any
) -> EvidenceRevision:
    own = {"organisation_id": evidence.organisation_id}
    revision = EvidenceRevision.objects.create(
        evidence=evidence, number=number, made_at=at, made_by=by.name, **more, **own
    )
    EvidenceFile.objects.bulk_create(
        EvidenceFile(revision=revision, stored=stored, sequence=sequence, name=name, captured_at=taken.at,
                     doubted_on=taken.doubted, **own)
        for sequence, (name, stored, taken) in enumerate(held, start=1)
    )
    return revision


def propose(
    evidence: Evidence, held: Sequence[Held], said: dict[str, str], *, by: Viewer, at: datetime
) -> EvidenceRevision:
    """The next revision of accepted evidence, which waits to be accepted; what is accepted keeps counting meanwhile.

    A proposal that waits already, or came back, keeps its place in the review.
    """
    number = (evidence.revisions.aggregate(last=Max("number"))["last"] or 0) + 1
    evidence.proposed = write_revision(evidence, number, held, by, at, is_current=False, said=said)
    if evidence.stage == Stage.ACCEPTED:
        parties = parties_of(by, evidence, ())
        to = review.move(
            Stage.ACCEPTED, Act.REVISE, parties, route_of(evidence, timezone.localdate(at)), accepted=True
        )
        stand(evidence, to)
        note(evidence, Act.REVISE, review.acting(Stage.ACCEPTED, Act.REVISE, parties), by=by, at=at, revision=number)
    evidence.version += 1
    evidence.save(update_fields=[*STANDS, "proposed", "version"])
    return evidence.proposed


def put_in_use(evidence: Evidence, *, by: Viewer, at: datetime) -> EvidenceRevision:
    """Freeze the revision that was reviewed, in the place of the one accepted before; the caller tallies and saves."""
    revision = evidence.under_review
    if evidence.proposed:
        evidence.revisions.filter(is_current=True).update(is_current=False)
        for name, value in {**revision.said, **told_by(held_of(revision), evidence.kind)}.items():
            setattr(evidence, name, date.fromisoformat(value) if name == "event_on" else value)
        evidence.proposed = None
    revision.is_current, revision.said = True, evidence.said
    revision.accepted_at, revision.accepted_by = at, by.name[:60]
    revision.save()
    evidence.accepted = True
    return revision
