"""The steps of correction: one for each change; the last may be taken back, and what was taken back done again."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.audit.registry import Kind
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, RuleBroken
from wenming.domain.plan import correct_steps
from wenming.domain.plan.draft import PlanDraft, from_json
from wenming.organisation.access import unit_for
from wenming.organisation.actions.units import add_alias, remove_alias
from wenming.organisation.models import UnitAlias
from wenming.plan import events
from wenming.plan.access.documents import check_may_correct
from wenming.plan.models import PlanRevision, ProposalStep
from wenming.plan.queries.documents import last_step, undone_steps

from .proposal_draft import set_draft


def locked_proposal(revision: PlanRevision, version: int, by: Viewer) -> PlanRevision:
    """The stored revision under a row lock, still open to correction and as the person saw it."""
    rows = PlanRevision.objects.select_for_update(of=("self",)).select_related("work_plan")
    stored: PlanRevision = rows.get(pk=revision.pk)
    check_may_correct(by, stored)
    if stored.version != version:
        raise ChangedMeanwhile(_meanwhile(stored))
    return stored


def _meanwhile(stored: PlanRevision) -> str:
    step = last_step(stored)
    if step is None:
        return "这份方案刚刚被撤销了一步，您这一处没有存入，填写的内容还在。请核对后再保存一次。"
    return (
        f"{step.by} {timezone.localtime(step.at):%H:%M} 刚刚保存了“{step.said}”，"
        "您这一处没有存入，填写的内容还在。请核对后再保存一次。"
    )


def take_step(
    revision: PlanRevision, draft: PlanDraft, answers: dict[str, Any], said: str, *, by: Viewer, at: datetime,
    kind: Kind = events.proposal_corrected, word: str = "edit", alias: dict[str, Any] | None = None,
) -> PlanRevision:
    """Store the draft and answers of a locked revision with the step that leads back; what was undone is given up.

    ``alias``: the other name (``unit`` id and ``name``) that the step gave a unit of the roster.
    """
    undone_steps(revision).delete()
    before = last_step(revision)
    undo = _difference(revision, draft, answers) | ({"alias": alias} if alias else {})
    ProposalStep.objects.create(
        organisation_id=revision.organisation_id, revision=revision, number=before.number + 1 if before else 1,
        said=said[:200], by=by.name[:60], at=at, undo=undo,
    )
    set_draft(revision, draft)
    revision.answers = answers
    save_next(revision)
    record(kind, by=by, at=at, on=revision, after={word: said})
    return revision


def save_next(revision: PlanRevision) -> None:
    """Save as the next version."""
    revision.version += 1
    revision.save()


@transaction.atomic
def undo_step(*, revision: PlanRevision, version: int, by: Viewer, at: datetime) -> str:
    """Take back the last step, down to the draft as read. Returns what was taken back."""
    revision = locked_proposal(revision, version, by)
    step = last_step(revision)
    if step is None:
        raise RuleBroken("已经退回到刚读出的样子，没有可以撤销的了。")
    alias = step.undo.get("alias")
    _cross(revision, step, undone=True)
    if alias:
        _forget(alias, by, at)
    record(events.proposal_corrected, by=by, at=at, on=revision, after={"edit": f"撤销“{step.said}”"})
    return step.said


@transaction.atomic
def redo_step(*, revision: PlanRevision, version: int, by: Viewer, at: datetime) -> str:
    """Do again what was taken back last. Returns what was done. Raises RuleBroken where there is nothing."""
    revision = locked_proposal(revision, version, by)
    step = undone_steps(revision).first()
    if step is None:
        raise RuleBroken("没有可以重做的了。撤销之后又做了别的，撤销的几步就不再保留。")
    alias = step.undo.get("alias")
    if alias:
        add_alias(unit=unit_for(by, alias["unit"]), name=alias["name"], by=by, at=at)
    _cross(revision, step, undone=False)
    record(events.proposal_corrected, by=by, at=at, on=revision, after={"edit": f"重做“{step.said}”"})
    return step.said


def _cross(revision: PlanRevision, step: ProposalStep, *, undone: bool) -> None:
    """Go to the other side of a step; from then on it leads back to this one."""
    held = step.undo
    draft = correct_steps.restored(from_json(revision.draft), held.get("draft", {}))
    answers = correct_steps.answers_restored(revision.answers, held.get("answers", {}))
    step.undo, step.undone = {**held, **_difference(revision, draft, answers)}, undone
    step.save(update_fields=["undo", "undone"])
    set_draft(revision, draft)
    revision.answers = answers
    save_next(revision)


def _difference(revision: PlanRevision, draft: PlanDraft, answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "draft": correct_steps.difference(from_json(revision.draft), draft),
        "answers": correct_steps.answers_difference(revision.answers, answers),
    }


def _forget(alias: dict[str, Any], by: Viewer, at: datetime) -> None:
    """Where somebody took the name away on the roster meanwhile there is nothing left to do."""
    known = UnitAlias.objects.of(by.organisation_id).filter(unit_id=alias["unit"], name=alias["name"]).first()
    if known is not None:
        remove_alias(alias=known, by=by, at=at)
