"""Keeping what evidence is found by in step with it: in the transaction of the verb, and when a file's text is read."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.domain.files.types import HOLD_TEXT
from wenming.domain.language.words import words_of
from wenming.evidence.models import Evidence, EvidenceRevision, FileText, SearchEntry
from wenming.evidence.queries.texts import all_parts, inside
from wenming.filestore.models import StoredFile
from wenming.jobs.actions import enqueue

from .cautioning import look_over

READ_FILES = "evidence.read_files"


def index(evidence: Evidence) -> None:
    """Write the words of the evidence as it stands; the transaction holds its row."""
    words = words_of(evidence.organisation_id, (part.text for part in all_parts(evidence)))
    mine = {"organisation_id": evidence.organisation_id, "evidence": evidence}
    if not SearchEntry.objects.filter(**mine).update(words=words):
        SearchEntry.objects.create(**mine, words=words)


def ask_to_read(revision: EvidenceRevision, *, by: Viewer, at: datetime) -> bool:
    """Ask for the texts of the revision's files nobody has read yet; whether there are any."""
    if not unread(revision):
        return False
    enqueue(READ_FILES, title=f"读取文字：{revision.evidence.title}", by=by, at=at,
            arguments={"revision_id": revision.pk}, unique_key=f"revision:{revision.pk}")
    return True


@transaction.atomic
def rebuild(*, evidence_id: int, read_again: bool, by: Viewer, at: datetime) -> bool:
    """Index and look over one piece of evidence anew; whether files of it were asked to be read.

    With ``read_again`` what was read of its files is forgotten first.
    """
    evidence = Evidence.objects.of(by.organisation_id).select_for_update().get(pk=evidence_id)
    revision = evidence.revisions.get(is_current=True)
    if read_again:
        FileText.objects.of(by.organisation_id).filter(stored__in=revision.files.order_by().values("stored_id")).delete()
    index(evidence)
    look_over(evidence, all_parts(evidence), at=at)
    return ask_to_read(revision, by=by, at=at)


def unread(revision: EvidenceRevision) -> list[StoredFile]:
    """The files worth reading that were not read, or could not be for want of a program."""
    stored = StoredFile.objects.filter(
        organisation_id=revision.organisation_id, media_type__in=HOLD_TEXT,
        pk__in=revision.files.order_by().values("stored_id"),
    )
    read = FileText.objects.of(revision.organisation_id).exclude(state=FileText.State.NO_READER)
    return list(stored.exclude(pk__in=read.values("stored_id")).order_by("pk"))


@transaction.atomic
def keep_text(
    *, stored: StoredFile, state: FileText.State, text: str, characters: int = 0, at: datetime
) -> None:
    """Keep what a file says, once; all evidence that holds it is found by it and looked over from now on."""
    FileText.objects.update_or_create(
        stored=stored, organisation_id=stored.organisation_id,
        defaults={"state": state, "text": text, "characters": characters, "read_at": at},
    )
    for evidence in _holding(stored):
        index(evidence)
        look_over(evidence, inside(evidence), at=at)


def _holding(stored: StoredFile) -> Iterable[Evidence]:
    """Evidence with the file in its current revision, each held until the end."""
    held = Evidence.objects.of(stored.organisation_id).select_for_update(of=("self",))
    current = EvidenceRevision.objects.filter(is_current=True, files__stored=stored).order_by()
    return held.filter(pk__in=current.values("evidence_id")).order_by("pk")
