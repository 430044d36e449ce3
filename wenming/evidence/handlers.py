"""What evidence hears of the rooms below, and what it does later."""

import hashlib
from datetime import datetime, timedelta
from itertools import accumulate
from typing import IO

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from wenming.accounts.models import User
from wenming.accounts.queries import users_who_may, viewers_of
from wenming.audit.registry import Happened, on
from wenming.domain.authority import Permission, Viewer, system
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken
from wenming.domain.files import types
from wenming.domain.files.archives import members_of, opened
from wenming.domain.links.rot import is_changed
from wenming.filestore import events as store_events
from wenming.filestore.errors import Missing
from wenming.filestore.queries import open_stored
from wenming.jobs.actions import enqueue
from wenming.jobs.errors import NotNow
from wenming.jobs.registry import Run, every, job
from wenming.notices.actions import send
from wenming.plan import events

from .actions.batch_filing import end_filing, file_row
from .actions.batch_joining import UNPACK
from .actions.batches import FILE_BATCH
from .actions.doubting import reconsider_holders
from .actions.indexing import READ_FILES, keep_text, unread
from .actions.linking import KEEP, reach
from .actions.tallying import recount_slot
from .actions.unpacking import end_unpacking, join_member, limits
from .actions.visiting import Visited, give_turn, keep_snapshot, note_check, take_turn
from .intake.archives import unpacked
from .intake.texts import reading_of, reading_of_bytes
from .intake.web import Fetched, fetch
from .models import Batch, BatchArchive, BatchRow, Evidence, EvidenceRevision, Link
from .queries.links import due_links, links_due, text_kept

CHECK = "evidence.check_links"
MOST_AT_ONCE = 20
"""Links looked at in one run, each of another host; the rest has its turn ten minutes later."""
BETWEEN_TRIES, PATIENCE = timedelta(seconds=5), timedelta(hours=1)
"""How often a site that is being visited for another page is tried again, and for how long."""
TEXTS = {"html": types.WEB_PAGE.media_type, "pdf": types.PDF.media_type, "txt": types.TXT.media_type}
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
        keep_text(stored=stored, state=found.state, text=found.text, characters=found.characters, at=timezone.now())
    if lost:
        raise lost


@job(FILE_BATCH, "批量归集")
def file_batch(run: Run, batch_id: int, row_ids: list[int]) -> None:
    """One piece of evidence and the mark that it is filed in each transaction: run again, it goes on with the rest."""
    batch = Batch.objects.of(run.organisation_id).select_related("unit").get(pk=batch_id)
    by = _asker(run, "确认归集的人已不再担任角色，其余各件没有归集。请由在任的人重新确认。")
    rows = BatchRow.objects.of(run.organisation_id).in_bulk(row_ids)
    run.begin(len(row_ids))
    for number, pk in run.remaining(row_ids):
        with run.row(number, str(rows[pk])):
            file_row(row=rows[pk], by=by, at=timezone.now())
    end_filing(batch)
    run.finish(url=reverse("evidence:batch", args=[batch.pk]), label="回到这一批")


@job(UNPACK, "展开压缩包")
def unpack_archive(run: Run, archive_id: int) -> None:
    """The bytes of a member are laid before its transaction, in which it joins and is marked as done."""
    archive = BatchArchive.objects.of(run.organisation_id).select_related("stored").get(pk=archive_id)
    if archive.stored:
        by = _asker(run, "上传压缩包的人已不再担任角色，没有展开完。请由在任的人重新上传。")
        with open_stored(archive.stored) as content:
            _unpack(run, archive, content, by)
        end_unpacking(archive=archive, by=by, at=timezone.now())
    run.finish(url=reverse("evidence:batch", args=[archive.batch_id]), label="回到这一批")


def _unpack(run: Run, archive: BatchArchive, content: IO[bytes], by: Viewer) -> None:
    bounds = limits()
    try:
        parcel = opened(content, archive.path, bounds)
    except InputRefused as refusal:
        run.begin(1)
        for number, _ in run.remaining([archive]):
            with run.row(number, str(archive)):
                raise refusal
        return
    members = members_of(parcel, archive.path, bounds)
    run.begin(len(members))
    before = list(accumulate((one.entry.file_size if one.entry else 0 for one in members), initial=0))
    for number, member in run.remaining(members):
        with unpacked(parcel, member, bounds, before=before[number - 1], by=by) as found, run.row(number, member.path):
            if isinstance(found, InputRefused):
                raise found
            join_member(archive=archive, laid=found, path=member.path, by=by, at=timezone.now())


def _asker(run: Run, otherwise: str) -> Viewer:
    """Whoever asked for the job, as he stands today. Raises NotAllowed where he does not any more."""
    user = User.objects.get(pk=run.asked_by_id)
    held = viewers_of(user, on=timezone.localdate())
    by = next((one for one in held if one.organisation_id == run.organisation_id), None)
    if by is None:
        raise NotAllowed(otherwise)
    return by


@job(KEEP, "留存网页快照")
def keep_page(run: Run, link_id: int, asked_at: str) -> None:
    """Broken off and run again, it visits again and writes once."""
    link = Link.objects.of(run.organisation_id).filter(pk=link_id).first()
    if link is None or not settings.FETCH_LINKS:
        raise RuleBroken("系统没有开通自动取网页，没有留存。请在浏览器里保存网页，再作为快照附上。")
    asked = datetime.fromisoformat(asked_at)
    if not take_turn(link, asked_at=asked, at=timezone.now()):
        if timezone.now() - asked > PATIENCE:
            raise RuleBroken("同一网站一直有别的网页在取，没有留存。请过后点“补留快照”再取一次。")
        raise NotNow(BETWEEN_TRIES)
    try:
        visited, _ = _visit(link, asked)
        keep_snapshot(link=link, visited=visited, by=system(run.organisation_id), at=timezone.now())
    finally:
        give_turn(link)
    run.finish(outcome=visited.outcome.label)


@every(600, "evidence.ask_for_link_checks")
def ask_for_link_checks(at: datetime) -> None:
    """Nothing is asked for unless pages may be fetched."""
    if settings.FETCH_LINKS:
        for organisation_id in due_links(at).order_by().values_list("organisation_id", flat=True).distinct():
            enqueue(CHECK, by=system(organisation_id), at=at, unique_key="links")


@job(CHECK, "复查网页链接", quiet=True)
def check_links(run: Run) -> None:
    """What was looked at is due no more: broken off and run again, it goes on with the rest."""
    if not settings.FETCH_LINKS:
        return
    for link in links_due(run.organisation_id, timezone.now(), MOST_AT_ONCE):
        asked = link.next_check_at or link.evidence.uploaded_at
        if not take_turn(link, asked_at=asked, at=timezone.now()):
            continue
        try:
            visited, text = _visit(link, asked)
            changed = bool(visited.body) and is_changed(text_kept(link), text)
            note_check(link=link, visited=visited, changed=changed, by=system(run.organisation_id), at=timezone.now())
        finally:
            give_turn(link)


def _visit(link: Link, asked: datetime) -> tuple[Visited, str]:
    """What the address brings now, and the words of it."""
    got = fetch(link.url, reach())
    text = _words(got)
    return Visited(
        asked, got.url, got.status, got.body, hashlib.sha256(got.body).hexdigest() if got.body else "", got.suffix,
        text.partition("\n")[0] if got.suffix == "html" else "", got.failed, got.refused,
    ), text


def _words(got: Fetched) -> str:
    return reading_of_bytes(got.body, TEXTS[got.suffix]).text if got.suffix in TEXTS else ""
