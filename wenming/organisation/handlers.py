"""What this room does later: checking a roster against the people known, and writing one that was confirmed."""

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from wenming.domain.authority import Viewer, system
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.jobs.registry import Run, job

from .actions.roster_checks import begin_check, digest_of, end_check, lines_to_stage, stage
from .actions.roster_writing import hold_roster, write_roster
from .actions.rosters import APPLY, CHECK, reopen_check
from .intake.rosters import check_roster
from .models import RosterImport, RosterLine

LINES_AT_ONCE = 500
State = RosterImport.State


@job(CHECK, "试算名册")
def check(run: Run, roster_id: int) -> None:
    """The lines are put down in batches, each once; nothing of the roster itself is touched."""
    roster = _roster(run, roster_id, State.CHECKING)
    if roster is None:
        return
    checked = check_roster(roster, today=timezone.localdate())
    digest = digest_of(checked.comparison)
    if run.done and roster.digest != digest:
        raise RuleBroken("试算被打断，其间名册又有改动。请在名册导入页重新试算。")
    begin_check(roster, digest)
    batches = _batches(lines_to_stage(roster, checked.comparison))
    run.begin(len(batches))
    for number, lines in run.remaining(batches):
        with run.row(number):
            stage(lines)
    end_check(roster, checked.comparison, checked.notes)


@job(APPLY, "导入名册")
def apply(run: Run, roster_id: int) -> None:
    """Read, held against the roster and written under one lock and in one transaction: all of it, or nothing."""
    by = replace(system(run.organisation_id), user_id=run.asked_by_id)
    try:
        _write(run, roster_id, by)
    except ChangedMeanwhile as changed:
        reopen_check(roster_id=roster_id, why=changed.sentence, by=by, at=timezone.now())
        raise


@transaction.atomic
def _write(run: Run, roster_id: int, by: Viewer) -> None:
    roster = _roster(run, roster_id, State.APPLYING)
    if roster is None:
        return
    roster = hold_roster(roster)
    if roster.state != State.APPLYING:
        return
    checked = check_roster(roster, today=timezone.localdate())
    by = replace(by, name=roster.confirmed_by)
    write_roster(roster=roster, comparison=checked.comparison, by=by, at=timezone.now())


def _roster(run: Run, roster_id: int, state: str) -> RosterImport | None:
    """The import, as long as it waits for this: a job run again after its end finds nothing to do."""
    rosters = RosterImport.objects.of(run.organisation_id).select_related("file")
    return rosters.filter(pk=roster_id, state=state).first()


def _batches(lines: Sequence[RosterLine]) -> list[Sequence[RosterLine]]:
    return [lines[at : at + LINES_AT_ONCE] for at in range(0, len(lines), LINES_AT_ONCE)]
