"""Named reads of the revisions of a plan: which are frozen, which is in force, how two of them differ."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from wenming.domain.plan.continuing import Continuation, continuations, said_of, withdrawn
from wenming.domain.plan.difference import Difference, TaskChange, difference
from wenming.domain.plan.draft import PlanDraft, TaskDraft, from_json
from wenming.plan.models import Duty, PlanRevision, Task, TaskText, WorkPlan


def frozen_of(work_plan: WorkPlan) -> QuerySet[PlanRevision]:
    """The frozen revisions of a plan, the newest first; their texts are read where asked for."""
    rows: QuerySet[PlanRevision] = (
        PlanRevision.objects.of(work_plan.organisation_id)
        .filter(work_plan=work_plan, state=PlanRevision.State.FROZEN).order_by("-number")
    )
    return rows


def in_force(work_plan: WorkPlan) -> PlanRevision | None:
    return frozen_of(work_plan).first()


def proposal_of(work_plan: WorkPlan) -> PlanRevision | None:
    """The revision being corrected, of which there is one at most."""
    rows = PlanRevision.objects.of(work_plan.organisation_id).filter(work_plan=work_plan)
    return rows.filter(state=PlanRevision.State.PROPOSED).first()


def tasks_by_key(revision: PlanRevision) -> dict[str, Task]:
    """The task behind each task of a frozen revision's draft, by the key the draft gives it."""
    texts = TaskText.objects.of(revision.organisation_id).filter(revision=revision).select_related("task")
    at = {text.position: text.task for text in texts}
    draft = from_json(revision.draft)
    return {one.key: at[place] for place, one in enumerate(draft.tasks, start=1) if place in at}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two revisions side by side; ``continuing`` says which task of the later continues which of the former."""

    former: PlanRevision
    revised: PlanRevision
    before: PlanDraft
    after: PlanDraft
    continuing: tuple[Continuation, ...]
    difference: Difference

    @property
    def unsure(self) -> tuple[Continuation, ...]:
        """What a person has still to look at."""
        return tuple(one for one in self.continuing if not one.sure)

    @property
    def withdrawn(self) -> tuple[TaskDraft, ...]:
        return withdrawn(self.before.tasks, self.continuing)


def proposed_comparison(revised: PlanRevision) -> Comparison | None:
    """A proposal against the revision in force, with what the office said so far; None for the first of a plan."""
    former = in_force(revised.work_plan)
    return _comparison(former, revised, said_of(revised.answers)) if former else None


def frozen_comparison(former: PlanRevision, revised: PlanRevision) -> Comparison:
    """Two frozen revisions; which task continues which is what their rows say."""
    were = {task.pk: key for key, task in tasks_by_key(former).items()}
    said = {key: were.get(task.pk, "") for key, task in tasks_by_key(revised).items()}
    return _comparison(former, revised, said)


def _comparison(former: PlanRevision, revised: PlanRevision, said: dict[str, str]) -> Comparison:
    before, after = from_json(former.draft), from_json(revised.draft)
    found = continuations(before.tasks, after.tasks, said)
    return Comparison(former, revised, before, after, found, difference(before, after, found))


def duties_under(revision: PlanRevision) -> list[Duty]:
    """Every duty of the tasks in force, in their order, lead units first; none where another revision is in force."""
    newest = in_force(revision.work_plan)
    if newest is None or newest.pk != revision.pk:
        return []
    duties = Duty.objects.of(revision.organisation_id).filter(
        task__campaign=revision.work_plan.campaign_id, task__state=Task.State.OPEN
    ).exclude(state=Duty.State.WITHDRAWN)
    of_item = F("work_item__position").asc(nulls_first=True)
    rows = duties.select_related("task", "work_item__task", "unit")
    return list(rows.order_by("task__position", of_item, "role", "unit__position", "pk"))


def former_text(text: TaskText) -> TaskText | None:
    """What the task said in the revision before, or None where it is in its first."""
    earlier = TaskText.objects.of(text.organisation_id).filter(
        task_id=text.task_id, revision__number__lt=text.revision.number, revision__state=PlanRevision.State.FROZEN
    )
    found: TaskText | None = earlier.select_related("revision").order_by("-revision__number").first()
    return found


def change_of_task(text: TaskText) -> TaskChange | None:
    """What the revision of ``text`` changed in its task; None where it says the same, or the task is in its first."""
    former = former_text(text)
    if former is None:
        return None
    before, after = from_json(former.revision.draft), from_json(text.revision.draft)
    if not (former.position <= len(before.tasks) and text.position <= len(after.tasks)):
        return None
    old, new = before.tasks[former.position - 1], after.tasks[text.position - 1]
    (change,) = difference(before, after, continuations([old], [new], {new.key: old.key})).tasks
    return change if change.is_change else None
