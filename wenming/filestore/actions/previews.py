"""What a browser is shown of files it cannot show by itself: asked for at the first look, kept beside the file."""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO

from django.db import transaction

from wenming.domain.authority import Viewer
from wenming.domain.files.types import HAVE_PAGES
from wenming.filestore import pictures
from wenming.filestore.models import PagePreview, Rendition, StoredFile
from wenming.jobs.actions import enqueue

from .renditions import EDGES, ask_for_renditions, keep_rendition

DRAW_PAGES = "filestore.draw_pages"
BATCH = 10
"""Pages drawn at once: what was looked at and the ones beside it."""
MOST_PAGES = 2000


def ask_for_preview(*, file: StoredFile, page: int, by: Viewer, at: datetime) -> None:
    """Ask for what is shown of ``file``; of a paper the ten pages that ``page`` (from 1) is among.

    Asked again while it is being made it is made no second time. Of a file without pages nothing is asked.
    """
    ask_for_renditions(file=file, by=by, at=at)
    if file.media_type not in HAVE_PAGES:
        return
    first = (min(max(page, 1), MOST_PAGES) - 1) // BATCH * BATCH + 1
    enqueue(DRAW_PAGES, title=f"准备预览：{file.original_name}", by=by, at=at,
            arguments={"file_id": file.pk, "first": first}, unique_key=f"pages:{file.pk}:{first}")


def keep_page(file: StoredFile, number: int, data: bytes, size: tuple[int, int]) -> None:
    """One page as JPEG; the first is the paper's thumbnail too."""
    keep_rendition(file, Rendition.Kind.PAGE, data, size, number=number)
    if number == 1:
        for _, small, small_size in pictures.shrunk(BytesIO(data), [EDGES[Rendition.Kind.THUMBNAIL]]):
            keep_rendition(file, Rendition.Kind.THUMBNAIL, small, small_size)


@transaction.atomic
def keep_page_preview(
    *, file: StoredFile, state: PagePreview.State, count: int = 0, undrawn: Iterable[int] = ()
) -> None:
    """What the attempt brought: the pages of the whole paper, and those that could not be drawn."""
    now, _ = PagePreview.objects.select_for_update().get_or_create(
        organisation_id=file.organisation_id, file=file, defaults={"state": state},
    )
    now.state, now.count = state, max(count, now.count)
    now.undrawn = sorted({*now.undrawn, *undrawn})
    now.save(update_fields=["state", "count", "undrawn"])
