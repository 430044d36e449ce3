"""Whose turn it is: who is there to take the steps of a review, and what waits for somebody."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from wenming.accounts.queries.grants import grants_on
from wenming.domain.authority import Role
from wenming.domain.evidence.review import Route
from wenming.evidence.models import Citation, Evidence
from wenming.plan.models import Assignment, Duty


@dataclass(frozen=True, slots=True)
class Turn:
    """As whom somebody reviews: the units he is contact or head of, those he is head of; the office."""

    contact_of: tuple[int, ...] = ()
    head_of: tuple[int, ...] = ()
    office: bool = False

    @property
    def waiting(self) -> Q:
        """The stages of evidence that wait for him: said first, so that their index is gone by and not every row."""
        stages = [Evidence.Stage.DRAFT, Evidence.Stage.HEAD, Evidence.Stage.LEAD]
        return Q(stage__in=[*stages, Evidence.Stage.OFFICE] if self.office else stages) & self._at_a_stage

    @property
    def _at_a_stage(self) -> Q:
        found = Q(stage=Evidence.Stage.DRAFT, unit_id__in=self.contact_of)
        found |= Q(stage=Evidence.Stage.HEAD, unit_id__in=self.head_of)
        found |= Q(Exists(_led_by(self.contact_of)), stage=Evidence.Stage.LEAD)
        return found | Q(stage=Evidence.Stage.OFFICE) if self.office else found

    def __bool__(self) -> bool:
        return bool(self.contact_of or self.head_of or self.office)


def waiting_for(visible: QuerySet[Evidence], turn: Turn) -> QuerySet[Evidence]:
    """What of ``visible`` waits for ``turn``."""
    return visible.filter(turn.waiting) if turn else visible.none()


def returned_to(organisation_id: int, unit_ids: Collection[int]) -> QuerySet[Evidence]:
    """What came back to the units and was not handed in again."""
    return Evidence.objects.of(organisation_id).filter(stage=Evidence.Stage.RETURNED, unit_id__in=unit_ids)


def leads_of(evidence: Iterable[Evidence]) -> dict[int, set[int]]:
    """Evidence → the units that lead a task it serves, of the tasks its own unit does not lead. Two queries.

    What is withheld from other units has none.
    """
    units = {one.pk: one.unit_id for one in evidence if not one.is_withheld}
    served = Citation.objects.filter(evidence_id__in=units).exclude(served_task=None)
    pairs = set(served.values_list("evidence_id", "served_task_id"))
    leading: dict[int, set[int]] = defaultdict(set)
    for task, unit in _leading().filter(task_id__in={task for _, task in pairs}).values_list("task_id", "unit_id"):
        leading[task].add(unit)
    found: dict[int, set[int]] = defaultdict(set)
    for key, task in pairs:
        if units[key] not in leading[task]:
            found[key] |= leading[task]
    return found


def route_of(evidence: Evidence, on: date) -> Route:
    """The steps of one piece somebody is there to take on a day."""
    return routes_of([evidence], on)[evidence.pk]


def routes_of(evidence: Collection[Evidence], on: date) -> dict[int, Route]:
    """The same of several of one organisation. Three queries."""
    leads = leads_of(evidence)
    units = {one.unit_id for one in evidence}.union(*leads.values())
    staffed: dict[str, set[int | None]] = defaultdict(set)
    grants = grants_on(on).filter(
        organisation_id__in={one.organisation_id for one in evidence}, unit_id__in=units, user__is_active=True,
        role__in=(Role.LIAISON, Role.UNIT_HEAD),
    )
    for role, unit_id in grants.values_list("role", "unit_id"):
        staffed[role].add(unit_id)
    there = staffed[Role.LIAISON] | staffed[Role.UNIT_HEAD]
    return {
        one.pk: Route(one.unit_id in staffed[Role.UNIT_HEAD], bool(leads[one.pk] & there)) for one in evidence
    }


def _leading() -> QuerySet[Duty]:
    return Duty.objects.filter(role=Assignment.Role.LEAD).exclude(state=Duty.State.WITHDRAWN)


def _led_by(unit_ids: tuple[int, ...]) -> QuerySet[Citation]:
    """Citations for a task one of the units leads, and the evidence's own unit does not."""
    of_task = _leading().filter(task_id=OuterRef("served_task_id"))
    return Citation.objects.filter(
        Exists(of_task.filter(unit_id__in=unit_ids)), ~Exists(of_task.filter(unit_id=OuterRef("evidence__unit_id"))),
        evidence_id=OuterRef("pk"),
    )
