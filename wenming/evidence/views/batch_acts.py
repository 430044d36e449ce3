"""What is done with a batch: files join it, its rows are filled in, sorted anew, filed, let go."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.domain.authority import Permission
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.evidence import access
from wenming.evidence.actions import batch_joining
from wenming.evidence.actions import batches as acts
from wenming.evidence.actions.receiving import redeem
from wenming.evidence.forms import BatchActForm, RegroupForm, RowForm
from wenming.evidence.models import BatchRow
from wenming.shell.addresses import address
from wenming.shell.door import needs
from wenming.shell.responses import done

from .batches import Grid, one

Forms = list[tuple[BatchRow, RowForm]]


@needs(Permission.FILE_EVIDENCE)
@require_POST
def join(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Receipts of files with their paths, for the script of the page."""
    subject = access.batch_for(request.viewer, batch_id)
    receipts, paths = request.POST.getlist("receipts"), request.POST.getlist("paths")
    if not receipts or len(receipts) != len(paths):
        raise InputRefused("没有收到文件，请再选一次。")
    received = {one.receipt: one for one in redeem(receipts=receipts, by=request.viewer)}
    arrived = [(received[receipt], path) for receipt, path in zip(receipts, paths, strict=True)]
    return JsonResponse({"new": batch_joining.join_files(
        batch=subject, arrived=arrived, by=request.viewer, at=timezone.now()
    )})


@needs(Permission.FILE_EVIDENCE)
@require_POST
def rows(request: HttpRequest, batch_id: int) -> HttpResponse:
    """The page of the grid as typed is kept first, whatever else is asked for."""
    subject = access.batch_for(request.viewer, batch_id)
    grid = Grid(subject, request.viewer, request.POST.get("from", ""))
    forms, act = grid.forms(request.POST), BatchActForm(request.POST, rows=[row.pk for row in grid.rows])
    alike = RowForm(request.POST, prefix="all", places=grid.places, about="，各件一样")
    bad = [form for _, form in forms if not form.is_valid()]
    if not act.is_valid() or not alike.is_valid() or bad:
        act.answer_status = 422
        return one(request, grid, forms=forms, alike=alike, act=act)
    try:
        sentence = _written(request, grid, forms, alike, act.cleaned_data)
    except (InputRefused, RuleBroken) as refusal:
        act.refuse(refusal)
        subject.refresh_from_db()
        act.data = {**request.POST.dict(), "version": subject.version}
        return one(request, grid, forms=forms, alike=alike, act=act)
    return done(request, sentence, address("evidence:batch", subject.pk, query={"from": grid.first}))


def _written(request: HttpRequest, grid: Grid, forms: Forms, alike: RowForm, asked: dict[str, Any]) -> str:
    fills = asked["act"] == "fill"
    if fills and not (alike.given and (asked["ticked"] or asked["whole"])):
        raise InputRefused("还没有填入：请先勾选几件（或整批），并在“填成一样”里写内容。表里填写的都还在。")
    batch = acts.write_rows(
        batch=grid.batch, version=asked["version"], said={row.pk: form.cleaned_data for row, form in forms},
        alike=alike.given if fills else {}, ticked=None if asked["whole"] else asked["ticked"], by=request.viewer,
        at=timezone.now(),
    )
    if asked["act"] != "file":
        return "已填入勾选的各件。" if fills else "已保存。"
    acts.confirm_batch(batch=batch, late_reason=asked["late_reason"], by=request.viewer, at=timezone.now())
    return "正在归集，可以离开本页；没填好的还留在这里。"


@needs(Permission.FILE_EVIDENCE)
@require_POST
def regroup(request: HttpRequest, batch_id: int) -> HttpResponse:
    subject, form = access.batch_for(request.viewer, batch_id), RegroupForm(request.POST)
    if not form.is_valid():
        raise InputRefused("请选择怎样分件。")
    batch_joining.regroup(batch=subject, by=request.viewer, at=timezone.now(), **form.cleaned_data)
    return done(request, "已重新分件；文件没有变的各件，填写的内容还在。", "evidence:batch", subject.pk)


@needs(Permission.FILE_EVIDENCE)
@require_POST
def discard(request: HttpRequest, batch_id: int) -> HttpResponse:
    subject = access.batch_for(request.viewer, batch_id)
    acts.discard_batch(batch=subject, by=request.viewer, at=timezone.now())
    return done(request, "已放弃没有归集的文件；已归集的佐证不变。", "evidence:batches")
