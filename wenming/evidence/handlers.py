"""What evidence hears of the rooms below, and what it does later."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from wenming.accounts.models import User
from wenming.accounts.queries import users_who_may, viewers_of
from wenming.audit.registry import Happened, on
from wenming.domain.authority import Permission
from wenming.domain.errors import NotAllowed
from wenming.filestore import events as store_events
from wenming.filestore.errors import Missing
from wenming.jobs.registry import Run, job
from wenming.notices.actions import send
from wenming.plan import events

from .actions.batch_filing import end_filing, file_row
from .actions.batches import FILE_BATCH
from .actions.doubting import reconsider_holders
from .actions.indexing import READ_FILES, keep_text, unread
from .actions.tallying import recount_slot
from .intake.texts import reading_of
from .models import Batch, BatchRow, Evidence, EvidenceRevision

FRESH = timedelta(days=7)
"""Of what was filed longer ago nobody is told: comparing the stock of years would send hundreds of notices at once."""


@on(events.slot_changed)
def recount_changed_slot(happened: Happened) -> None:
    """In the transaction of the change: the counts and the demand are never seen apart."""
    recount_slot(happened.on.organisation_id, happened.on.slot_id)


@on(store_events.pictures_alike)
def doubt_pictures_alike(happened: Happened) -> None:
    """The picture may have been filed before it was compared, or be filed later (``filing`` looks again)."""
    for evidence in reconsider_holders(happened.on.organisation_id, [happened.on.pk, *happened.after["others"]]):
        if happened.at - evidence.uploaded_at <= FRESH:
            _tell(evidence, happened)


def _tell(evidence: Evidence, happened: Happened) -> None:
    """Those who file for its unit, and the office. The other piece is not named: they may not be allowed to see it."""
    people = users_who_may(
        Permission.FILE_EVIDENCE, evidence.organisation_id, on=happened.at.date(), unit_id=evidence.unit_id
    )
    link = reverse("evidence:evidence", args=[evidence.pk])
    send(to=people, title=f"佐证“{evidence}”：照片与其他佐证相似，请核对", link=f"{link}#doubts", by=happened.by,
         at=happened.at)


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


@job(FILE_BATCH, "批量归集")
def file_batch(run: Run, batch_id: int, row_ids: list[int]) -> None:
    """One piece of evidence and the mark that it is filed in each transaction: run again, it goes on with the rest."""
    batch = Batch.objects.of(run.organisation_id).select_related("unit").get(pk=batch_id)
    user = User.objects.get(pk=run.asked_by_id)
    held = viewers_of(user, on=timezone.localdate())
    by = next((one for one in held if one.organisation_id == run.organisation_id), None)
    if by is None:
        raise NotAllowed("确认归集的人已不再担任角色，其余各件没有归集。请由在任的人重新确认。")
    rows = BatchRow.objects.of(run.organisation_id).in_bulk(row_ids)
    run.begin(len(row_ids))
    for number, pk in run.remaining(row_ids):
        with run.row(number, str(rows[pk])):
            file_row(row=rows[pk], by=by, at=timezone.now())
    end_filing(batch)
    run.finish(url=reverse("evidence:batch", args=[batch.pk]), label="回到这一批")
