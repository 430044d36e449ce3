"""Many files at once: the batches, and one of them with its files and its grid."""

from dataclasses import dataclass, field

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from wenming.domain.authority import Permission, Viewer
from wenming.evidence import access
from wenming.evidence.actions.batches import SAID, begin_batch
from wenming.evidence.forms import BatchActForm, BatchForm, RegroupForm, RowForm
from wenming.evidence.models import Batch, BatchRow
from wenming.evidence.queries import batches as named
from wenming.shell import lists
from wenming.shell.door import needs
from wenming.shell.responses import done, page


@needs(Permission.FILE_EVIDENCE)
@require_http_methods(["GET", "POST"])
def batches(request: HttpRequest) -> HttpResponse:
    today, viewer = timezone.localdate(), request.viewer
    form = BatchForm(request.POST if request.method == "POST" else None, viewer=viewer, on=today)
    if request.method == "POST" and form.carries_out(begin_batch, by=viewer, at=timezone.now()):
        return done(request, "请选择文件。传上来的都会留着，可以随时离开再回来。", "evidence:batch", form.outcome.pk)
    rows = named.listed(access.batches_of(viewer))
    return page(request, "evidence/batches.html", {
        "form": form, "page": lists.page_after(rows, request.GET.get("after", ""), descending=["pk"]),
    }, form.answer_status)


@needs(Permission.FILE_EVIDENCE)
@require_GET
def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    return one(request, Grid(access.batch_for(request.viewer, batch_id), request.viewer, request.GET.get("from", "")))


@needs(Permission.FILE_EVIDENCE)
@require_GET
def progress(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The part that changes while a zip is unpacked or rows are filed; after that the browser asks for the whole."""
    subject = access.batch_for(request.viewer, batch_id)
    work = named.work_on(subject)
    response = page(request, "evidence/_batch_progress.html", {"batch": subject, "work": work})
    if not work:
        response.headers["HX-Refresh"] = "true"
    return response


@dataclass
class Grid:
    """One page of the rows of a batch with their forms."""

    batch: Batch
    viewer: Viewer
    first: str = ""
    rows: list[BatchRow] = field(init=False)

    def __post_init__(self) -> None:
        wanted = int(self.first) if self.first.isascii() and self.first.isdigit() and len(self.first) < 19 else 0
        self.rows = named.rows_from(self.batch, wanted)
        every = self.viewer.covers_all_units(Permission.FILE_EVIDENCE)
        chosen = {row.serves for row in self.rows if row.serves}
        self.places = named.places(self.batch, every_task=every, chosen=chosen)

    def forms(self, data: object = None) -> list[tuple[BatchRow, RowForm]]:
        return [
            (row, RowForm(data, prefix=f"r{row.pk}", places=self.places, about=f"，{row.title or row.files.all()[0]}",
                          initial={name: getattr(row, name) for name in SAID}))
            for row in self.rows
        ]


def one(
    request: HttpRequest, grid: Grid, *, forms: list[tuple[BatchRow, RowForm]] | None = None,
    alike: RowForm | None = None, act: BatchActForm | None = None,
) -> HttpResponse:
    """The page of a batch; forms that were refused are passed in as they were sent."""
    subject, now, work = grid.batch, timezone.now(), named.work_on(grid.batch)
    ended = subject.state in {Batch.State.FILED, Batch.State.DISCARDED}
    standing = named.standing_of(subject, timezone.localdate(now))
    return page(request, "evidence/batch.html", {
        "batch": subject, "grid": grid, "forms": grid.forms() if forms is None else forms, "standing": standing,
        "alike": alike or RowForm(prefix="all", places=grid.places, about="，各件一样"),
        "act": act or BatchActForm(rows=[], initial={"version": subject.version, "late_reason": subject.late_reason}),
        "filed": list(named.filed_rows(subject)[:200]), "picture": named.job_picture(subject, now),
        "regroup": RegroupForm(initial={"grouping": subject.grouping}), "known": named.known_files(subject),
        "largest": settings.MAX_FILE_BYTES, "shown": named.SHOWN_FILES, "is_open": not (ended or work),
        "work": work, "unpacked": named.unpacked(subject), "largest_archive": settings.MAX_ARCHIVE_BYTES,
    }, act.answer_status if act else 200)
