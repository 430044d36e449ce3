"""The campaign as a line of phases with their milestones, and the days worth naming on it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from wenming.domain.plan.lights import Light, Standing, light
from wenming.domain.plan.schedule import When, Window
from wenming.domain.plan.timeline import Mark, marks
from wenming.plan.models import Campaign, Milestone
from wenming.plan.queries.facts import TaskFacts
from wenming.plan.queries.lists import demand_of, falls_in
from wenming.plan.queries.phases import PhaseView, phase_line

AHEAD = timedelta(days=60)
NAMED = 10
"""Longer titles find no room on the line."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A phase with the milestones due in it: ``done`` of ``nodes``, and their light."""

    view: PhaseView
    done: int
    nodes: int
    light: Light

    @property
    def now(self) -> bool:
        return self.view.when is When.NOW

    @property
    def months(self) -> str:
        """2026年8月—12月: the months it covers; empty where it has no dates."""
        return _months(self.view.phase.window)


@dataclass(frozen=True, slots=True)
class Timeline:
    """``day_number`` counts today in, from the first day of the phase; today is one of the ``marks``."""

    stages: tuple[Stage, ...]
    current: Window | None
    day_number: int | None
    days_left: int | None
    marks: list[Mark]


def timeline_of(campaign: Campaign, every: list[TaskFacts], on: date) -> Timeline:
    line = phase_line(campaign, on)
    nodes = [node for facts in every for of_duty in facts.milestones.values() for node in of_duty]
    stages = tuple(_stage(one, [node for node in nodes if falls_in(node, one.phase)], on) for one in line.phases)
    starts_on = line.current.starts_on if line.current else None
    return Timeline(
        stages, line.current, (on - starts_on).days + 1 if starts_on else None, line.days_left,
        _marks(campaign, stages, nodes, on),
    )


def _stage(view: PhaseView, nodes: list[Milestone], on: date) -> Stage:
    standing = Standing(tuple(demand_of(node) for node in nodes))
    shown = light(standing, on)
    if view.when is When.LATER and shown is Light.GREEN:
        shown = Light.GREY
    return Stage(view, sum(node.done_on is not None for node in nodes), len(nodes), shown)


def _marks(campaign: Campaign, stages: tuple[Stage, ...], nodes: list[Milestone], on: date) -> list[Mark]:
    """Today, when the campaign was opened, where phases begin, then the nearest milestones still open."""
    phases = [stage.view.phase for stage in stages]
    days = [day for phase in phases for day in (phase.starts_on, phase.ends_on) if day]
    if not days:
        return []
    wanted: list[tuple[date, str, int | None]] = [(on, "今天", None)]
    if campaign.opened_at:
        wanted.append((timezone.localdate(campaign.opened_at), "任务下达", None))
    wanted += [(phase.starts_on, f"{phase.window.short}开始", None) for phase in phases if phase.starts_on]
    near = [one for one in nodes if not one.done_on and on < one.due_on <= on + AHEAD and len(one.title) <= NAMED]
    wanted += [(node.due_on, node.title, node.duty_id) for node in sorted(near, key=lambda one: one.due_on)]
    return marks(wanted, min(days), max(days))


def _months(window: Window) -> str:
    start, end = window.starts_on, window.ends_on
    if start is None or end is None:
        return ""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.month}月"
    return f"{start.month}月—{'次年' * (end.year > start.year)}{end.month}月"
