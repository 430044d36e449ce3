"""What the store does later, and what comes round."""

from datetime import datetime, timedelta
from itertools import islice

from django.conf import settings
from django.utils import timezone

from wenming.domain.authority import system
from wenming.domain.errors import RuleBroken
from wenming.jobs.actions import enqueue
from wenming.jobs.models import Job
from wenming.jobs.registry import Run, every, job

from . import pictures
from .actions.clearing import clear, clear_waiting_room
from .actions.comparing import compare
from .actions.forgetting import REMOVE_BYTES, remove_bytes
from .actions.partials import sweep
from .actions.previews import BATCH, DRAW_PAGES, MOST_PAGES, keep_page, keep_page_preview
from .actions.renditions import MAKE_RENDITIONS, keep_rendition, make_renditions
from .intake.pages import LARGEST, OFFICE, NoPages, drawn, pdf_of
from .models import PagePreview, Rendition, StoredFile
from .queries import open_key, open_stored, organisations_with_files, rendition_of
from .queries.clearing import LEAST_DAYS, leftovers

CLEAR = "filestore.clear"
EVERY = timedelta(days=7)
MOST_AT_ONCE = 10_000
ONCE_AN_HOUR = 3600
NO_THUMBNAIL = "做不出缩略图，原件没有动过。请打开原件看一看，打不开就重新上传。"


@job(MAKE_RENDITIONS, "生成缩略图", quiet=True)
def make_renditions_of(run: Run, file_id: int) -> None:
    file = StoredFile.objects.filter(organisation_id=run.organisation_id, pk=file_id).first()
    if file is None:  # rolled back or taken out meanwhile: nothing to draw
        return
    try:
        make_renditions(file)
    except (pictures.Unreadable, pictures.TooManyPixels) as error:
        raise RuleBroken(f"“{file.original_name}”{NO_THUMBNAIL}") from error
    compare(file, at=timezone.now())


@job(DRAW_PAGES, "准备预览", quiet=True)
def draw_pages(run: Run, file_id: int, first: int) -> None:
    """Whatever is wrong with the paper is kept as a state for who looks at it; only the store's failures fail here."""
    file = StoredFile.objects.filter(organisation_id=run.organisation_id, pk=file_id).first()
    if file is None:
        return
    try:
        _draw_pages(file, first)
    except NoPages as none:
        keep_page_preview(file=file, state=none.state)


def _draw_pages(file: StoredFile, first: int) -> None:
    if file.size > LARGEST:
        raise NoPages(PagePreview.State.TOO_BIG)
    if file.media_type in OFFICE and rendition_of(file, Rendition.Kind.PDF) is None:
        with open_stored(file) as content:
            keep_rendition(file, Rendition.Kind.PDF, pdf_of(content, file.size, file.media_type))
    readable = rendition_of(file, Rendition.Kind.PDF)
    with (
        open_key(readable.key, file.original_name) if readable else open_stored(file) as content,
        drawn(content, first=first, number=BATCH) as (count, pages),
    ):
        made = []
        for page in pages:
            keep_page(file, page.number, page.data, page.size)
            made.append(page.number)
    wanted = range(first, min(first + BATCH, count + 1))
    keep_page_preview(file=file, state=PagePreview.State.READY, count=min(count, MOST_PAGES),
                      undrawn=set(wanted) - set(made))


@job(REMOVE_BYTES, "销毁文件", quiet=True)
def remove_bytes_of(run: Run, keys: list[str]) -> None:
    for key in keys:
        remove_bytes(run.organisation_id, key)


@every(6 * 3600, "filestore.ask_for_clearing")
def ask_for_clearing(at: datetime) -> None:
    """Once a week for each organisation, unless WENMING_CLEAN_DAYS turns it off."""
    if not settings.CLEAN_DAYS:
        return
    asked = set(Job.objects.filter(kind=CLEAR, asked_at__gt=at - EVERY).values_list("organisation_id", flat=True))
    for organisation_id in set(organisations_with_files()) - asked:
        enqueue(CLEAR, by=system(organisation_id), at=at, unique_key="clear")


@job(CLEAR, "清理文件库", quiet=True)
def clear_leftovers(run: Run) -> None:
    """What is left for the next week's run is no harm: at most MOST_AT_ONCE go in one."""
    at, by = timezone.now(), system(run.organisation_id)
    before = at - timedelta(days=max(settings.CLEAN_DAYS, LEAST_DAYS))
    found = islice(leftovers(run.organisation_id, before=before), MOST_AT_ONCE)
    done = clear(found, before=before, by=by, at=at)
    run.finish(**done.as_result(), waiting=clear_waiting_room(before=before))


@every(ONCE_AN_HOUR, "filestore.old_parts")
def let_old_parts_go(at: datetime) -> None:
    sweep(at)
