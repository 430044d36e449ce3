"""Importing a roster, up to the writing: the file taken, its columns named, checked, confirmed or let be."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, RuleBroken
from wenming.domain.roster.columns import IGNORED, Column
from wenming.filestore.models import StoredFile
from wenming.jobs.actions import enqueue
from wenming.jobs.queries import is_unfinished
from wenming.organisation import access, events
from wenming.organisation.models import RosterHead, RosterImport, RosterLine

from .roster_sources import destroy_source

State = RosterImport.State
CHECK, APPLY = "organisation.check_roster", "organisation.apply_roster"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the people stand in a workbook: the sheet, the row of heads (from 0), the place of each column (from 0)."""

    sheet: str
    heads_at: int
    columns: Mapping[Column, int]

    def check(self) -> None:
        """Raises InputRefused where nobody could be read by it."""
        if Column.NAME not in self.columns:
            raise InputRefused("还没有指明哪一列是姓名。", {"name": "请指明"})
        if len(set(self.columns.values())) != len(self.columns):
            raise InputRefused("同一列指给了两项，请改一项。")


@transaction.atomic
def upload_roster(
    *, file: StoredFile, name: str, as_of: date, nature: str, layout: Layout, notes: Sequence[str], sure: bool,
    by: Viewer, at: datetime,
) -> RosterImport:
    """Keep the workbook as an import; where the layout is ``sure`` it is checked at once.

    ``as_of`` is the day the workbook stands for. Raises InputRefused for one still to come.
    """
    access.check_may_manage(by)
    if as_of > timezone.localdate(at):
        raise InputRefused("名册的截至日期还没有到，没有收。", {"as_of": "不晚于今天"})
    roster = RosterImport.objects.create(
        organisation_id=by.organisation_id, file=file, name=name, as_of=as_of, nature=nature, notes=list(notes),
        uploaded_by_id=by.user_id, uploaded_by=by.name[:60], uploaded_at=at, **_as_kept(layout),
    )
    record(events.roster_uploaded, by=by, at=at, on=roster, after={"as_of": as_of.isoformat()})
    if sure:
        _ask_to_check(roster, by, at)
    return roster


def _as_kept(layout: Layout) -> dict[str, object]:
    columns = {str(column): place for column, place in layout.columns.items()}
    return {"sheet": layout.sheet, "heads_at": layout.heads_at, "columns": columns}


@transaction.atomic
def set_columns(
    *, roster: RosterImport, layout: Layout, heads: Mapping[str, str], by: Viewer, at: datetime
) -> RosterImport:
    """Say which column is which and check again. ``heads`` are those to remember: squeezed head → column or IGNORED."""
    access.check_may_manage(by)
    roster = _locked(by, roster)
    _check_open(roster)
    layout.check()
    for head, column in heads.items():
        RosterHead.objects.update_or_create(
            organisation_id=by.organisation_id, head=head[:80], defaults={"column": column or IGNORED}
        )
    roster.sheet, roster.heads_at = layout.sheet, layout.heads_at
    roster.columns = {str(column): place for column, place in layout.columns.items()}
    record(events.roster_columns_set, by=by, at=at, on=roster)
    _ask_to_check(roster, by, at)
    return roster


@transaction.atomic
def check_again(*, roster: RosterImport, by: Viewer, at: datetime) -> RosterImport:
    """Hold the workbook against the roster and the units as they are now."""
    access.check_may_manage(by)
    roster = _locked(by, roster)
    _check_open(roster)
    record(events.roster_check_asked, by=by, at=at, on=roster)
    _ask_to_check(roster, by, at)
    return roster


@transaction.atomic
def reopen_check(*, roster_id: int, why: str, by: Viewer, at: datetime) -> None:
    """A confirmed import could not be written because the roster has changed: it is checked anew, and says so."""
    roster = RosterImport.objects.of(by.organisation_id).select_for_update().get(pk=roster_id)
    if roster.state == State.APPLYING:
        _ask_to_check(roster, by, at)
        roster.why_again = why
        roster.save(update_fields=["why_again"])


def _ask_to_check(roster: RosterImport, by: Viewer, at: datetime) -> None:
    RosterLine.objects.of(roster.organisation_id).filter(roster=roster).delete()
    roster.state, roster.counts, roster.digest, roster.why_again = State.CHECKING, {}, "", ""
    job = enqueue(CHECK, title=f"试算名册：{roster.name}", by=by, at=at, arguments={"roster_id": roster.pk},
                  unique_key=f"roster:{roster.pk}")
    roster.job_id = job.pk
    roster.save()


@transaction.atomic
def confirm_roster(
    *, roster: RosterImport, digest: str, leave_out_bad: bool, mark_absent: bool, by: Viewer, at: datetime
) -> RosterImport:
    """Have what the check showed written, all of it or nothing. ``digest`` names the check that was looked at.

    Raises RuleBroken where rows are bad and not left out, or where there is nothing to write.
    """
    access.check_may_manage(by)
    roster = _locked(by, roster)
    if roster.state != State.CHECKED or roster.digest != digest:
        raise ChangedMeanwhile("这份名册刚被重新试算或已经确认，没有重复导入。请看过现在的结果再确认。")
    bad = roster.counts.get("bad", 0)
    if bad and not leave_out_bad:
        raise RuleBroken(f"还有 {bad} 行有问题，没有导入。请改好后重新上传，或勾选“有问题的 {bad} 行不导入”。")
    if not _writes(roster, mark_absent):
        raise RuleBroken("名册与现有登记完全一致，没有要写入的内容。")
    roster.state, roster.leave_out_bad, roster.mark_absent = State.APPLYING, leave_out_bad, mark_absent
    roster.confirmed_by = by.name[:60]
    job = enqueue(APPLY, title=f"导入名册：{roster.name}", by=by, at=at, arguments={"roster_id": roster.pk},
                  unique_key=f"roster:{roster.pk}")
    roster.job_id = job.pk
    roster.save()
    record(events.roster_confirmed, by=by, at=at, on=roster, after={"leave_out": bad, "mark_absent": mark_absent})
    return roster


def _writes(roster: RosterImport, mark_absent: bool) -> bool:
    written = sum(roster.counts.get(one, 0) for one in ("new", "moved", "status", "changed"))
    return bool(written or (mark_absent and roster.counts.get("absent")))


@transaction.atomic
def discard_roster(*, roster: RosterImport, by: Viewer, at: datetime) -> RosterImport:
    """Nothing of it is written and the workbook is destroyed; that and who uploaded it stay on record."""
    access.check_may_manage(by)
    roster = _locked(by, roster)
    _check_open(roster)
    RosterLine.objects.of(roster.organisation_id).filter(roster=roster).delete()
    roster.state = State.DISCARDED
    roster.save(update_fields=["state"])
    record(events.roster_discarded, by=by, at=at, on=roster)
    destroy_source(roster=roster, by=by, at=at)
    return roster


def _check_open(roster: RosterImport) -> None:
    """A job that was given up leaves the import where it was: it may be checked anew."""
    if roster.state in {State.APPLIED, State.DISCARDED}:
        raise RuleBroken(f"这份名册{roster.get_state_display()}，不能再改。需要的话请重新上传。")
    if roster.job_id and is_unfinished(roster.organisation_id, roster.job_id):
        raise RuleBroken(f"这份名册{roster.get_state_display()}，请等它办完。")


def _locked(by: Viewer, roster: RosterImport) -> RosterImport:
    access.check_own(by, roster)
    return RosterImport.objects.select_for_update().get(pk=roster.pk)
