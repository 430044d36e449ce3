"""The phases of a campaign as a line from its first day to its last, with today on it."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from wenming.domain.plan.schedule import When, Window, current, place, shares
from wenming.plan.models import Campaign, Phase
from wenming.shell.prepared import prepared
from wenming.shell.reading import once


@dataclass(frozen=True, slots=True)
class PhaseView:
    """``width`` are parts of the whole line, ``passed`` the per cent of the phase that lies behind."""

    phase: Phase
    when: When
    width: int
    passed: float
    days_left: int | None


@dataclass(frozen=True, slots=True)
class PhaseLine:
    """``today`` is the per cent of the whole line at which today stands, None outside it."""

    phases: tuple[PhaseView, ...]
    current: Window | None
    days_left: int | None
    today: float | None


@once
def phases_of(campaign: Campaign) -> list[Phase]:
    """The phases of the campaign in their order."""
    return _phases(campaign.organisation_id, campaign.pk)


@prepared
def _phases(organisation_id: int, campaign_id: int) -> QuerySet[Phase]:
    return Phase.objects.of(organisation_id).filter(campaign=campaign_id).order_by("position")


def phase_line(campaign: Campaign, on: date) -> PhaseLine:
    phases = phases_of(campaign)
    windows = [phase.window for phase in phases]
    now, at = current(windows, on), place(windows, on)
    views = tuple(
        PhaseView(phase, window.when(on), width, round(window.passed(on) * 100, 1), window.days_left(on))
        for phase, window, width in zip(phases, windows, shares(windows), strict=True)
    )
    return PhaseLine(views, now, now.days_left(on) if now else None, None if at is None else round(at * 100, 1))
