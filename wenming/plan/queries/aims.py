"""The aims of the plan in force: what serves each, and which figures speak for it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.aims import aims_in, shared_words
from wenming.domain.plan.lights import Light, light
from wenming.plan.models import Aim, AimTask, Campaign, Clause, PlanRevision, Task

from .facts import TargetReading, TaskFacts, facts_of


@dataclass(frozen=True, slots=True)
class Serving:
    """A task that may serve an aim; ``words`` is what both speak of, empty where the office found it itself."""

    facts: TaskFacts
    light: Light
    words: tuple[str, ...]
    serves: bool

    @property
    def task(self) -> Task:
        return self.facts.task


@dataclass(frozen=True, slots=True)
class AimView:
    """``row`` is None until the office has confirmed; until then ``serves`` is what words propose."""

    text: str
    row: Aim | None
    every: tuple[Serving, ...]

    @property
    def tasks(self) -> list[Serving]:
        return [one for one in self.every if one.serves]

    @property
    def targets(self) -> list[TargetReading]:
        return [target for one in self.tasks for target in one.facts.targets]

    @property
    def has_data(self) -> bool:
        return any(one.figure is not None for one in self.targets)

    @property
    def version(self) -> int:
        return self.row.version if self.row else 0


def aim_texts(campaign: Campaign) -> list[str]:
    """The aims of the newest frozen revision, as its clauses name them."""
    revisions = PlanRevision.objects.of(campaign.organisation_id).filter(
        work_plan__campaign=campaign, state=PlanRevision.State.FROZEN
    )
    clauses = Clause.objects.of(campaign.organisation_id).filter(
        revision__in=revisions.order_by("-number", "-pk").values("pk")[:1], kind=Clause.Kind.AIM
    )
    texts = clauses.order_by("position").values_list("text", flat=True)
    return list(dict.fromkeys(aim for text in texts for aim in aims_in(text)))


def aims_of(campaign: Campaign, on: date) -> list[AimView]:
    """Each aim with every open task of the campaign, marked by whether it serves; constant SQL."""
    every = [(facts, light(facts.standing(), on)) for facts in facts_of(campaign)]
    rows = {row.text: row for row in Aim.objects.of(campaign.organisation_id).filter(campaign=campaign)}
    confirmed: dict[int, set[int]] = defaultdict(set)
    links = AimTask.objects.of(campaign.organisation_id).filter(aim__campaign=campaign)
    for aim_id, task_id in links.values_list("aim_id", "task_id"):
        confirmed[aim_id].add(task_id)
    return [_view(text, rows.get(text), every, confirmed) for text in aim_texts(campaign)]


def _view(
    text: str, row: Aim | None, every: list[tuple[TaskFacts, Light]], confirmed: dict[int, set[int]]
) -> AimView:
    found = []
    for facts, shown in every:
        words = shared_words(text, facts.task.title)
        serves = facts.task.pk in confirmed[row.pk] if row else bool(words)
        found.append(Serving(facts, shown, words, serves))
    return AimView(text, row, tuple(found))
