"""Filing evidence, and adding files to what is filed."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import IO, cast

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.audit.registry import Kind
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.evidence import review
from wenming.domain.evidence.filing import LATE_AFTER, MOST_FILES, is_late
from wenming.domain.evidence.review import Act, Stage
from wenming.domain.files.sniffing import too_large
from wenming.evidence import events
from wenming.evidence.access import check_may_change, check_may_file, parties_of
from wenming.evidence.models import Evidence, EvidenceRevision
from wenming.evidence.queries.texts import all_parts, parts_of
from wenming.filestore.actions import hold, store
from wenming.organisation.models import Unit
from wenming.plan.models import Duty, Task
from wenming.standard.models import MaterialSlot

from .cautioning import look_over
from .citing import cite
from .doubting import reconsider
from .indexing import ask_to_read, index
from .receiving import Incoming, capture_of
from .revisions import Held, held_of, propose, told_by, write_revision
from .stepping import note, settle, stand
from .tallying import tallied, tally_new


@transaction.atomic
def file_evidence(
    *, files: Sequence[Incoming], title: str, unit: Unit, event_on: date, tasks: Sequence[Task] = (),
    duties: Sequence[Duty] = (), slots: Sequence[MaterialSlot] = (), caption: str = "", place: str = "",
    people: str = "", disclosure: str = "internal", late_reason: str = "", by: Viewer, at: datetime,
) -> Evidence:
    """File what happened on a day, with its files, for all it serves.

    It waits for the step after that of whoever files (``domain.evidence.review``). Raises InputRefused (no file, no
    title, a day to come, a late filing without its reason, a file the store refuses).
    """
    check_may_file(by, unit)
    evidence = Evidence(
        unit=unit, title=title.strip(), event_on=event_on, late_reason=late_reason.strip(), place=place.strip(),
        people=people.strip(), caption=caption.strip(), disclosure=Evidence.Disclosure(disclosure),
        organisation_id=by.organisation_id,
    )
    parties = parties_of(by, evidence, ())
    write_evidence(evidence, files, review.entry(parties, review.BOTH), events.evidence_filed, by=by, at=at)
    cite(evidence=evidence, unit=unit, tasks=tasks, duties=duties, slots=slots, by=by, at=at)
    settle(evidence, at=at)
    note(evidence, Act.HAND_IN, review.acting(Stage.RETURNED, Act.HAND_IN, parties), by=by, at=at, revision=1)
    return evidence


def write_evidence(
    evidence: Evidence, files: Sequence[Incoming], stage: Stage, event: Kind, *, by: Viewer, at: datetime
) -> None:
    """Save what was just said of an event with its files, and begin to count, index and doubt it."""
    _check_said(files, evidence.title, evidence.event_on, evidence.late_reason, at)
    hold(one.stored for one in files if one.stored)
    held = [_hold(one, by, at) for one in files]
    for name, value in {**told_by(held), "uploaded_at": at, "uploaded_by": by.name}.items():
        setattr(evidence, name, value)
    stand(evidence, stage)
    evidence.save()
    revision = write_revision(evidence, 1, held, by, at)
    tally_new(evidence)
    index(evidence)
    look_over(evidence, all_parts(evidence), at=at)
    ask_to_read(revision, by=by, at=at)
    record(event, by=by, at=at, on=evidence, after={
        "files": len(held), "unit": evidence.unit.name, "event_on": evidence.event_on.isoformat(),
        "digests": [stored.digest for _, stored, _ in held],
    }, reason=evidence.late_reason)
    reconsider(evidence)


@transaction.atomic
def add_files(*, evidence: Evidence, files: Sequence[Incoming], by: Viewer, at: datetime) -> EvidenceRevision:
    """The next revision: the files of the current one and ``files`` after them. Earlier revisions stay as they were;
    after acceptance it is only proposed.

    A picture that cannot be opened stays in those: the new files take its place.
    """
    evidence = Evidence.objects.select_for_update().select_related("unit").get(pk=evidence.pk)
    check_may_change(by, evidence)
    current = evidence.under_review
    held = held_of(current)
    before, known = [one for one in held if not one[1].unopenable], {stored.pk for _, stored, _ in held}
    hold(one.stored for one in files if one.stored)
    new = [one for one in (_hold(one, by, at) for one in files) if one[1].pk not in known]
    if not new:
        raise InputRefused("没有新的文件：选的文件这件佐证里都有了。", {"files": "请选新的文件"})
    _check_count(len(before) + len(new))
    if evidence.accepted:
        revision = propose(evidence, before + new, evidence.said_now, by=by, at=at)
    else:
        revision = _replace(evidence, current, before + new, by, at)
    look_over(evidence, parts_of(revision), at=at)
    ask_to_read(revision, by=by, at=at)
    record(events.files_added, by=by, at=at, on=evidence, before={"files": len(before)}, after={
        "files": len(before) + len(new), "added": len(new), "revision": revision.number,
        "digests": [stored.digest for _, stored, _ in new],
    })
    return revision


def _replace(
    evidence: Evidence, current: EvidenceRevision, held: list[Held], by: Viewer, at: datetime
) -> EvidenceRevision:
    with tallied(evidence):
        evidence.revisions.filter(is_current=True).update(is_current=False)
        revision = write_revision(evidence, current.number + 1, held, by, at)
    for name, value in told_by(held, evidence.kind).items():
        setattr(evidence, name, value)
    evidence.version += 1
    evidence.save(update_fields=["kind", "captured_at", "version"])
    reconsider(evidence)
    index(evidence)
    return revision


def _check_said(files: Sequence[Incoming], title: str, event_on: date, late_reason: str, at: datetime) -> None:
    today, wrong = timezone.localdate(at), {}
    if not files:
        wrong["files"] = "请至少选一个文件"
    if not title.strip():
        wrong["title"] = "请写题名"
    if event_on > today:
        wrong["event_on"] = "活动日期不能晚于今天"
    elif is_late(event_on, today) and not late_reason.strip():
        wrong["late_reason"] = f"活动已过去 {LATE_AFTER.days} 天以上，请写明补录原因"
    if wrong:
        raise InputRefused(f"还没有归集：{'；'.join(wrong.values())}。已上传的文件和填写的内容都还在。", wrong)
    _check_count(len(files))


def _check_count(count: int) -> None:
    if count > MOST_FILES:
        raise InputRefused(f"一件佐证最多 {MOST_FILES} 个文件，这里有 {count} 个，请分成几件。", {"files": "文件太多"})


def _hold(one: Incoming, by: Viewer, at: datetime) -> Held:
    stored = one.stored or store(content=cast(IO[bytes], one.content), name=one.name, by=by, at=at).file
    if stored.size > settings.MAX_FILE_BYTES:  # a zip that was to be unpacked
        raise too_large(one.name, settings.MAX_FILE_BYTES)
    return one.name[:255], stored, capture_of(stored)
