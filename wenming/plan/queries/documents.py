"""Named reads of plan documents: the revisions of a body, the roster a proposal is matched against, frozen contents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from wenming.domain.plan.draft import PhaseDraft, TaskDraft, from_json
from wenming.domain.plan.lines import Line
from wenming.domain.plan.naming import Roster
from wenming.organisation.models import Unit, UnitSet, UnitSetMember
from wenming.organisation.queries.units import OF_EVERYONE, match_units, units_of
from wenming.plan.models import Area, Clause, PlanRevision, ProposalStep, Task, TaskText


def revisions_of(organisation_id: int, *, also_proposed: bool) -> QuerySet[PlanRevision]:
    """The documents of a body, newest first, with ``tasks`` and ``duties`` counted; proposals only where asked for."""
    rows = PlanRevision.objects.of(organisation_id).select_related("work_plan__campaign", "source_file")
    if not also_proposed:
        rows = rows.filter(state=PlanRevision.State.FROZEN)
    counted: QuerySet[PlanRevision] = rows.defer("source_lines", "answers").annotate(
        tasks=Count("task_texts", distinct=True),
        duties=Count("task_texts__task__duties", filter=~Q(task_texts__task__duties__state="withdrawn"), distinct=True),
    )
    return counted.order_by("-read_at", "-pk")


def proposals_waiting(organisation_id: int) -> QuerySet[PlanRevision]:
    """Readings still to be corrected, the oldest first, without their texts."""
    proposals = PlanRevision.objects.of(organisation_id).filter(state=PlanRevision.State.PROPOSED)
    waiting: QuerySet[PlanRevision] = proposals.select_related("work_plan").only("work_plan__title").order_by("pk")
    return waiting


def revision_of_content(organisation_id: int, digest: str) -> PlanRevision | None:
    """The revision read from a file with this SHA-256, unless it was discarded."""
    rows = PlanRevision.objects.of(organisation_id).exclude(state=PlanRevision.State.DISCARDED)
    return rows.filter(source_file__algorithm="sha256", source_file__digest=digest).order_by("-pk").first()


def source_lines_of(revision: PlanRevision) -> list[Line]:
    """The lines as they were read. Stored as [number, page, text]."""
    return [Line(number, text, page) for number, page, text in revision.source_lines]


def steps_of(revision: PlanRevision) -> QuerySet[ProposalStep]:
    """The steps of correction that stand, the newest first."""
    return _steps(revision).filter(undone=False).order_by("-number")


def last_step(revision: PlanRevision) -> ProposalStep | None:
    return steps_of(revision).first()


def undone_steps(revision: PlanRevision) -> QuerySet[ProposalStep]:
    """The steps taken back that may be done again, the next one first."""
    return _steps(revision).filter(undone=True).order_by("number")


def _steps(revision: PlanRevision) -> QuerySet[ProposalStep]:
    rows: QuerySet[ProposalStep] = ProposalStep.objects.of(revision.organisation_id).filter(revision=revision)
    return rows


def roster_for(organisation_id: int, names: Iterable[str], on: date) -> Roster:
    """The units of a body on a day and which of ``names`` they surely go by; constant SQL however many names."""
    units = list(units_of(organisation_id, on))
    found = match_units(organisation_id, names, on)
    valid = {unit.pk for unit in units}
    sets = UnitSet.objects.of(organisation_id).filter(kind=UnitSet.Kind.LISTED).prefetch_related(
        Prefetch("memberships", UnitSetMember.objects.order_by("pk"))
    )
    members = {one: tuple(m.unit_id for m in one.memberships.all() if m.unit_id in valid) for one in sets}
    return Roster(
        units={unit.pk: unit.name for unit in units},
        named={name: unit.pk for name, unit in found.items() if unit is not None},
        everyone=tuple(unit.pk for unit in units if unit.kind in OF_EVERYONE),
        sets={one.name: (one.pk, ids) for one, ids in members.items()},
    )


def units_by_id(organisation_id: int, ids: Iterable[int]) -> dict[int, Unit]:
    return Unit.objects.of(organisation_id).in_bulk(list(ids))


@dataclass(frozen=True, slots=True)
class FrozenTask:
    """A task as one revision prints it, with its owners and figures, and the number of its duties now."""

    text: TaskText
    task: Task
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    targets: tuple[str, ...]
    duties: int


def frozen_tasks(revision: PlanRevision) -> list[FrozenTask]:
    """The tasks of a frozen revision in order; one query however many tasks."""
    texts = TaskText.objects.of(revision.organisation_id).filter(revision=revision).select_related("task", "area")
    rows = texts.annotate(duties=Count("task__duties", filter=~Q(task__duties__state="withdrawn")))
    said = dict(enumerate(from_json(revision.draft).tasks, start=1))
    return [_frozen(text, said.get(text.position), text.duties) for text in rows.order_by("position")]


def _frozen(text: TaskText, said: TaskDraft | None, duties: int) -> FrozenTask:
    """Owners and figures as this revision prints them: those in force may be another revision's."""
    if said is None:
        return FrozenTask(text, text.task, (), (), (), duties)
    lead, others = (tuple(one.name for one in owners) for owners in (said.lead_units, said.responsible_units))
    return FrozenTask(text, text.task, lead, others, tuple(one.text for one in said.targets), duties)


@dataclass(frozen=True, slots=True)
class Contents:
    """All that a frozen revision says."""

    tasks: list[FrozenTask]
    areas: list[Area]
    clauses: list[Clause]
    phases: tuple[PhaseDraft, ...]

    @property
    def duties(self) -> int:
        return sum(one.duties for one in self.tasks)

    @property
    def targets(self) -> list[str]:
        return [target for one in self.tasks for target in one.targets]

    def tasks_of(self, area: Area | None) -> list[FrozenTask]:
        return [one for one in self.tasks if one.text.area_id == (area.pk if area else None)]


def contents_of(revision: PlanRevision) -> Contents:
    return Contents(
        frozen_tasks(revision), list(revision.areas.all()), list(revision.clauses.all()),
        from_json(revision.draft).phases,
    )
