"""Phases after a revision: dates follow the document where it changed them, else stay as the office moved them."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypeVar

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.plan.draft import PhaseDraft
from wenming.domain.plan.likeness import bare
from wenming.plan import events
from wenming.plan.models import Campaign, Phase
from wenming.plan.queries.revisions import Comparison

from .freezing import phase_values

Named = TypeVar("Named", Phase, PhaseDraft)
_OUT_OF_THE_WAY = 1000
"""Positions no plan has: a phase is parked there while others take its place (a position is given once)."""


def revise_phases(campaign: Campaign, compared: Comparison, *, by: Viewer, at: datetime) -> None:
    """Phases go by their names. One the revision does not have is dropped: nothing hangs on it but its dates, which
    the record and the former revision keep."""
    rows = _by_name(Phase.objects.select_for_update().filter(campaign=campaign).order_by("position"))
    were = {name: phase_values(one) for name, one in _by_name(compared.before.phases).items()}
    for at_place, row in enumerate(rows.values()):
        Phase.objects.filter(pk=row.pk).update(position=_OUT_OF_THE_WAY + at_place)
    for position, (name, one) in enumerate(_by_name(compared.after.phases).items(), start=1):
        row = rows.pop(name, None) or Phase(campaign=campaign, organisation_id=campaign.organisation_id)
        former, before = were.get(name, {}), _dates(row)
        for column, value in phase_values(one).items():
            if row.pk is None or former.get(column) != value:
                setattr(row, column, value)
        row.position, row.version = position, row.version + (row.pk is not None)
        row.save()
        if before != _dates(row):
            record(events.phase_changed, by=by, at=at, on=row, before=before, after=_dates(row))
    for row in rows.values():
        record(events.phase_dropped, by=by, at=at, on=row, before=_dates(row))
        row.delete()


def _by_name(phases: Iterable[Named]) -> dict[tuple[str, int], Named]:
    """By name and, of phases of one name, which of them."""
    seen: Counter[str] = Counter()
    found = {}
    for one in phases:
        seen[bare(one.name)] += 1
        found[bare(one.name), seen[bare(one.name)]] = one
    return found


def _dates(phase: Phase) -> dict[str, Any]:
    return {"starts_on": str(phase.starts_on or ""), "ends_on": str(phase.ends_on or "")}
