"""What evidence hears of the rooms below, and what it does later."""

from django.utils import timezone

from wenming.audit.registry import Happened, on
from wenming.filestore import events as store_events
from wenming.filestore.errors import Missing
from wenming.jobs.registry import Run, job
from wenming.plan import events

from .actions.doubting import reconsider_holders
from .actions.indexing import READ_FILES, keep_text, unread
from .actions.tallying import recount_slot
from .intake.texts import reading_of
from .models import EvidenceRevision


@on(events.slot_changed)
def recount_changed_slot(happened: Happened) -> None:
    """In the transaction of the change: the counts and the demand are never seen apart."""
    recount_slot(happened.on.organisation_id, happened.on.slot_id)


@on(store_events.pictures_alike)
def doubt_pictures_alike(happened: Happened) -> None:
    """The picture may have been filed before it was compared, or be filed later (``filing`` looks again)."""
    reconsider_holders(happened.on.organisation_id, [happened.on.pk, *happened.after["others"]])


@job(READ_FILES, "读取文件里的文字", quiet=True)
def read_files(run: Run, revision_id: int) -> None:
    """Each file is read outside any transaction and kept in one of its own: run again, it goes on with the rest."""
    revision = EvidenceRevision.objects.of(run.organisation_id).filter(pk=revision_id).first()
    lost: Missing | None = None
    for stored in unread(revision) if revision else ():
        try:
            found = reading_of(stored)
        except Missing as missing:  # the others are read all the same
            lost = missing
            continue
        keep_text(stored=stored, state=found.state, text=found.text, at=timezone.now())
    if lost:
        raise lost
