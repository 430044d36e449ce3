"""The check of a roster put down row by row, for people to look at before anything is written."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction

from wenming.domain.roster.changes import Outcome
from wenming.domain.roster.comparing import Comparison
from wenming.domain.roster.matching import Known
from wenming.organisation.models import RosterImport, RosterLine

Verdict = RosterLine.Verdict


def digest_of(comparison: Comparison) -> str:
    """What is shown and would be written, in one word: the same rows against the same roster give the same digest."""
    told: list[Any] = [
        (one.row.number, one.row.name, one.verdict, one.known.key if one.known else 0, _day(one.effective),
         _day(one.new_since), sorted((key, str(value)) for key, value in (one.dated or {}).items()),
         sorted(one.identity or {}), one.posts_taken, one.posts_left,
         [(change.title, change.before, change.after) for change in one.changes])
        for one in comparison.outcomes
    ]
    told.append(sorted(one.key for one in comparison.absent))
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _day(day: object) -> str:
    return str(day) if day else ""


def lines_to_stage(roster: RosterImport, comparison: Comparison) -> list[RosterLine]:
    """One line a row in the order of the workbook, then those it does not list; not saved yet."""
    lines = [_line(roster, outcome) for outcome in comparison.outcomes]
    lines += [_absent(roster, known) for known in comparison.absent]
    for from_end, line in zip(range(len(lines), 0, -1), lines, strict=True):
        line.from_end = from_end
    return lines


def _line(roster: RosterImport, outcome: Outcome) -> RosterLine:
    row = outcome.row
    return RosterLine(
        organisation_id=roster.organisation_id, roster=roster, number=row.number, name=row.name[:60],
        verdict=outcome.verdict, person_id=outcome.known.key if outcome.known else None, unit=row.unit,
        effective=outcome.effective, by_name_alone=outcome.by_name_alone,
        changes=[[change.title, change.before, change.after] for change in outcome.changes],
        faults=[[fault.title, fault.reason, fault.mend] for fault in row.faults],
    )


def _absent(roster: RosterImport, known: Known) -> RosterLine:
    return RosterLine(
        organisation_id=roster.organisation_id, roster=roster, number=0, name=known.name, verdict=Verdict.ABSENT,
        person_id=known.key, unit=known.unit,
    )


def stage(lines: Sequence[RosterLine]) -> None:
    RosterLine.objects.bulk_create(lines)


def begin_check(roster: RosterImport, digest: str) -> None:
    RosterImport.objects.filter(pk=roster.pk, state=RosterImport.State.CHECKING).update(digest=digest)


@transaction.atomic
def end_check(roster: RosterImport, comparison: Comparison, notes: Iterable[str]) -> None:
    """All lines stand: the import waits for its confirmation."""
    counts = {str(verdict): comparison.count(verdict) for verdict in {one.verdict for one in comparison.outcomes}}
    if comparison.absent:
        counts["absent"] = len(comparison.absent)
    locked = RosterImport.objects.select_for_update().get(pk=roster.pk)
    if locked.state == RosterImport.State.CHECKING:
        locked.state, locked.counts, locked.notes = RosterImport.State.CHECKED, counts, list(notes)
        locked.save(update_fields=["state", "counts", "notes"])
