"""一张图: the whole campaign on one page, from one reading of the plan's facts."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from wenming.domain.authority import Viewer
from wenming.domain.plan.lights import Light, light
from wenming.domain.plan.missing import Kind
from wenming.domain.plan.months import last_months
from wenming.domain.plan.targets import Verdict
from wenming.evidence.access import sight_of
from wenming.evidence.queries.counts import filed_by_month
from wenming.organisation.models import Unit
from wenming.organisation.registry import DueItem, decisions
from wenming.plan.models import Campaign
from wenming.plan.queries.facts import facts_of, not_received
from wenming.plan.queries.missing import Gap, gaps_of
from wenming.plan.queries.targets import MonthlyView, monthly

from .matrix import Matrix, matrix_of
from .timeline import Timeline, timeline_of

MONTHS = 5
TARGETS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class EvidenceByMonth:
    """Filed evidence the viewer may see, by the month of its event: the last months, ``total`` of all, and how many
    of those are ``accepted``."""

    months: tuple[tuple[date, int], ...]
    total: int
    accepted: int


@dataclass(frozen=True, slots=True)
class Wall:
    campaign: Campaign
    on: date
    tasks: Counter[Light]
    timeline: Timeline
    matrix: Matrix
    targets: list[MonthlyView]
    evidence: EvidenceByMonth
    gaps: list[Gap]
    not_received: list[Unit]
    decisions: list[DueItem]

    @property
    def headline(self) -> str:
        """25 项任务：3 项逾期、4 项临期；3 件事待定."""
        if not self.tasks:
            return "方案里还没有任务"
        urgent = [f"{self.tasks[one]} 项{one.label}" for one in (Light.RED, Light.YELLOW) if self.tasks[one]]
        waiting = f"；{len(self.decisions)} 件事待定" if self.decisions else ""
        return f"{self.tasks.total()} 项任务：{'、'.join(urgent) or '没有逾期和临期'}{waiting}"

    @property
    def lacking(self) -> Counter[Kind]:
        return sum((Counter(gap.counts) for gap in self.gaps), Counter())

    @property
    def targets_shown(self) -> list[MonthlyView]:
        """All in the plan's order; of too many those not reached first."""
        if len(self.targets) <= TARGETS_SHOWN:
            return self.targets
        order = [Verdict.SHORT, Verdict.NO_DATA, Verdict.MET]
        return sorted(self.targets, key=lambda one: order.index(one.latest.reading.verdict))[:TARGETS_SHOWN]


def wall_of(campaign: Campaign, viewer: Viewer, on: date) -> Wall:
    """Twelve statements however many units and tasks; to be called inside ``read_once``."""
    every = facts_of(campaign)
    return Wall(
        campaign, on, Counter(light(facts.standing(), on) for facts in every), timeline_of(campaign, every, on),
        matrix_of(every, on), monthly([one for facts in every for one in facts.targets], on, MONTHS),
        evidence_by_month(viewer, on), gaps_of(every, on), not_received(every), decisions(viewer, on),
    )


def evidence_by_month(viewer: Viewer, on: date, count: int = MONTHS) -> EvidenceByMonth:
    pieces, accepted = filed_by_month(viewer.organisation_id, sight_of(viewer))
    months = tuple((month, pieces.get(month, 0)) for month in last_months(on, count))
    return EvidenceByMonth(months, sum(pieces.values()), accepted)
