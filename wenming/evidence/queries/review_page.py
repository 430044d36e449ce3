"""The page 审核: what waits for somebody, each piece with what its reviewer has to weigh. Constant queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import Offer, Rule
from wenming.evidence.models import Citation, Evidence, EvidenceFile, EvidenceWarning, ReviewStep
from wenming.plan.models import Task

from .demands import answered_for
from .reviewing import Turn, returned_to, waiting_for
from .rows import with_renditions

AT_ONCE = 50
THUMBS = 4
SAID = {
    "title": "题名", "event_on": "活动日期", "place": "地点", "people": "人物", "caption": "说明",
    "disclosure": "公开范围",
}


@dataclass(frozen=True, slots=True)
class Served:
    """One thing a piece serves, with the rules of the demand where it is one."""

    task: Task | None
    what: str
    unit: str
    rules: Sequence[Rule] = ()


@dataclass(slots=True)
class Reviewed:
    """One piece as it would be once passed; ``changes`` is what a proposal says otherwise than what is accepted."""

    evidence: Evidence
    files: list[EvidenceFile] = field(default_factory=list)
    counted: list[Kind] = field(default_factory=list)
    """Of the files the ledger counts: those of the current revision."""
    serves: list[Served] = field(default_factory=list)
    warnings: list[EvidenceWarning] = field(default_factory=list)
    last_return: ReviewStep | None = None

    @property
    def picked(self) -> str:
        """What a form sends for it: the piece, and the version that is looked at."""
        return f"{self.evidence.pk}:{self.evidence.version}"

    @property
    def said(self) -> dict[str, str]:
        return self.evidence.said_now

    @property
    def event_on(self) -> date:
        return date.fromisoformat(self.said["event_on"])

    @property
    def offer(self) -> Offer:
        """What it would bring to a demand once passed."""
        said, kinds = self.said, tuple(one.kind for one in self.files)
        return Offer(kinds, self.event_on, said["place"], said["people"], said["caption"])

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        return changes_of(self.evidence)

    @property
    def shown(self) -> list[EvidenceFile]:
        pictures = [one for one in self.files if one.stored.is_picture]
        return [*pictures, *(one for one in self.files if one not in pictures)][:THUMBS]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """``units`` and ``tasks``: id, name, pieces, of all that waits; ``total`` of what the filter leaves."""

    groups: list[tuple[str, list[Reviewed]]]
    total: int
    units: list[tuple[int, str, int]]
    tasks: list[tuple[int, str, int]]
    returned: list[Evidence]

    @property
    def shown(self) -> int:
        return sum(len(rows) for _, rows in self.groups)


def review_page(
    organisation_id: int, visible: QuerySet[Evidence], turn: Turn, *, unit: int | None, task: int | None
) -> ReviewPage:
    """The pieces that came first, unit by unit; when they are judged the next ones show."""
    waiting = waiting_for(visible, turn)
    units = _per_unit(waiting)
    if unit:
        waiting = waiting.filter(unit_id=unit)
    if task:
        waiting = waiting.filter(pk__in=Citation.objects.filter(served_task_id=task).values("evidence_id"))
    total = waiting.count() if unit or task else sum(number for _, _, number in units)
    rows = list(waiting.select_related("unit", "proposed").order_by("unit__position", "unit_id", "pk")[:AT_ONCE])
    groups: dict[str, list[Reviewed]] = defaultdict(list)
    for one in reviewed(organisation_id, rows):
        groups[str(one.evidence.unit)].append(one)
    returned = returned_to(organisation_id, turn.contact_of) if turn.contact_of else Evidence.objects.none()
    return ReviewPage(
        list(groups.items()), total, units, _per_task(waiting_for(visible, turn)),
        list(returned.select_related("unit").order_by("pk")[:AT_ONCE]),
    )


def reviewed(organisation_id: int, rows: Sequence[Evidence]) -> list[Reviewed]:
    """``rows`` with all a reviewer weighs. Seven queries, however many rows."""
    found = {one.pk: Reviewed(one) for one in rows}
    for file in _files(organisation_id, rows):
        piece = found[file.revision.evidence_id]
        if file.revision.is_current:
            piece.counted.append(file.kind)
        if file.revision_id == piece.evidence.proposed_id or (file.revision.is_current and not piece.evidence.proposed):
            piece.files.append(file)
    _serve(organisation_id, found)
    warnings = EvidenceWarning.objects.of(organisation_id).filter(evidence__in=found, answered_at=None)
    for warning in warnings:
        found[warning.evidence_id].warnings.append(warning)
    for step in ReviewStep.objects.of(organisation_id).filter(evidence__in=found, act="return").order_by("pk"):
        found[step.evidence_id].last_return = step
    return list(found.values())


def changes_of(evidence: Evidence) -> list[tuple[str, str, str]]:
    """What a waiting revision says otherwise: the word, what is accepted, what is proposed."""
    if not evidence.proposed:
        return []
    now, said = evidence.said, evidence.proposed.said
    labels = dict(Evidence.Disclosure.choices)
    return [
        (word, labels.get(now[name], now[name]), labels.get(said[name], said[name]))
        for name, word in SAID.items() if now[name] != said[name]
    ]


def _files(organisation_id: int, rows: Iterable[Evidence]) -> QuerySet[EvidenceFile]:
    """Of the current revisions and of those that wait."""
    current = Q(revision__is_current=True, revision__evidence__in=[one.pk for one in rows])
    waiting = Q(revision__in=[one.proposed_id for one in rows if one.proposed_id])
    files = EvidenceFile.objects.of(organisation_id).filter(current | waiting)
    return with_renditions(files.select_related("stored", "revision")).order_by("revision_id", "sequence")


def _serve(organisation_id: int, found: dict[int, Reviewed]) -> None:
    cited = list(
        Citation.objects.of(organisation_id).filter(evidence__in=found)
        .select_related("unit", "slot", "served_task", "duty__work_item", "duty__task").order_by("pk")
    )
    answered = answered_for(organisation_id, cited)
    for one in cited:
        piece = found[one.evidence_id]
        rules = answered.rules(one, piece.evidence, piece.offer, piece.counted)
        what = str(one.slot) if one.slot else one.duty.title if one.duty else "整项任务"
        piece.serves.append(Served(one.served_task, what, str(one.unit), rules))


def _per_unit(waiting: QuerySet[Evidence]) -> list[tuple[int, str, int]]:
    rows = waiting.order_by("unit__position", "unit_id").values_list("unit_id", "unit__name", "unit__position")
    return [(key, name, number) for key, name, _, number in rows.annotate(pieces=Count("pk"))]


def _per_task(waiting: QuerySet[Evidence]) -> list[tuple[int, str, int]]:
    cited = Citation.objects.filter(evidence__in=waiting).exclude(served_task=None)
    counted = cited.values_list("served_task_id").annotate(pieces=Count("evidence", distinct=True))
    numbers = dict(counted.order_by().annotate(task=F("served_task_id")).values_list("task", "pieces"))
    return [(one.pk, f"{one.short_number} {one.title}", numbers[one.pk]) for one in _tasks(numbers)]


def _tasks(ids: Collection[int]) -> QuerySet[Task]:
    return Task.objects.filter(pk__in=ids).order_by("position", "pk")
