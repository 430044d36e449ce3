"""Covering faces and numbers on a copy of a picture, taking that back, taking the original away with a reason."""

from collections.abc import Sequence
from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotAllowed, RuleBroken
from wenming.domain.evidence.covering import Area
from wenming.domain.evidence.kinds import Kind
from wenming.evidence import events
from wenming.evidence.access import check_may_change, check_may_take_original, may_file
from wenming.evidence.models import Covering, Evidence, EvidenceFile
from wenming.evidence.queries.covering import covered_name, current
from wenming.filestore import pictures
from wenming.filestore.actions import store
from wenming.filestore.actions.renditions import make_renditions
from wenming.filestore.queries import open_stored


def cover(*, evidence: Evidence, file: EvidenceFile, areas: Sequence[Area], by: Viewer, at: datetime) -> Covering:
    """Make a copy of the picture with ``areas`` filled in, to be shown and handed out in its place from now on.

    Raises InputRefused for what is no picture that opens, NotAllowed where another unit covered it.
    """
    check_may_change(by, evidence)
    data = _drawn(file, areas)  # before the transaction: no other writer waits for a picture to be drawn
    return _kept(evidence=evidence, file=file, areas=areas, data=data, by=by, at=at)


@transaction.atomic
def _kept(
    *, evidence: Evidence, file: EvidenceFile, areas: Sequence[Area], data: bytes, by: Viewer, at: datetime
) -> Covering:
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    before = _held(file, by)
    copy = store(content=ContentFile(data), name=covered_name(file.shown_name), by=by, at=at).file
    make_renditions(copy)
    if before:
        before.is_current = False
        before.save(update_fields=["is_current"])
    made = Covering.objects.create(
        organisation_id=evidence.organisation_id, evidence=evidence, original_id=file.stored_id, copy=copy,
        areas=[[one.left, one.top, one.width, one.height] for one in areas], made_at=at, made_by=by.name[:60],
    )
    record(events.picture_covered, by=by, at=at, on=evidence, before={"areas": len(before.areas) if before else 0},
           after={"file": file.shown_name, "areas": len(areas), "digests": [copy.digest]})
    return made


@transaction.atomic
def uncover(*, evidence: Evidence, file: EvidenceFile, reason: str, by: Viewer, at: datetime) -> None:
    """Show and hand out the picture as it came again. The copy stays for the record."""
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    if not reason.strip():
        raise InputRefused("还没有取消：请写明为什么不再遮挡。", {"reason": "请写明原因"})
    covering = _held(file, by)
    if covering is None:
        raise RuleBroken("这张图片现在没有遮挡，可能刚被别人取消。")
    covering.is_current = False
    covering.save(update_fields=["is_current"])
    record(events.covering_removed, by=by, at=at, on=evidence, before={"areas": len(covering.areas)},
           after={"file": file.shown_name}, reason=reason.strip())


@transaction.atomic
def take_original(*, evidence: Evidence, file: EvidenceFile, reason: str, by: Viewer, at: datetime) -> None:
    """Put on record that the original of a covered picture leaves, and why; its bytes go out after that."""
    check_may_take_original(by, evidence)
    if not reason.strip():
        raise InputRefused("原件没有取出：请写明为什么要原件。", {"reason": "请写明原因"})
    record(events.original_taken, by=by, at=at, on=evidence,
           after={"file": file.shown_name, "digests": [file.stored.digest]}, reason=reason.strip())


def _held(file: EvidenceFile, by: Viewer) -> Covering | None:
    """The covering in force, its row held. Raises NotAllowed where somebody else answers for it."""
    found = current(file.organisation_id).filter(original=file.stored_id)
    covering = found.select_for_update(of=("self",)).select_related("evidence__unit").first()
    if covering and not may_file(by, covering.evidence.unit):
        raise NotAllowed(
            f"同一张图片已由{covering.evidence.unit}遮挡。要改遮挡，请找{covering.evidence.unit}或领导小组办公室。")
    return covering


def _drawn(file: EvidenceFile, areas: Sequence[Area]) -> bytes:
    if file.kind is not Kind.PICTURE:
        raise InputRefused("只有图片可以遮挡。")
    try:
        make_renditions(file.stored)  # who may see under the covering is shown these
        with open_stored(file.stored) as content:
            return pictures.covered(content, [(one.left, one.top, one.width, one.height) for one in areas])
    except (pictures.Unreadable, pictures.TooManyPixels) as error:
        raise InputRefused("没有遮挡：图片打不开，请先重新上传。") from error
