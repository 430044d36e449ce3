"""Revising: a corrected new version of the document becomes the plan in force, and what was done goes on.

One verb, one transaction. A task that goes on keeps its row and with it duties, receipts, milestones, measurements and
evidence; what the new version no longer says is closed with its reason and never deleted.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.plan.answers import Answer, to_data
from wenming.domain.plan.campaign import campaign_name
from wenming.domain.plan.continuing import PREFIX
from wenming.domain.plan.draft import TaskDraft, from_json
from wenming.plan import events
from wenming.plan.models import Campaign, PlanRevision
from wenming.plan.queries.outlook import outlook
from wenming.plan.queries.revisions import Comparison, in_force, proposed_comparison

from .expansion import Expansion
from .freezing import Approval, check_approval, check_ready, everyone_id_for, freeze, write_clauses
from .group import change_leading_group
from .proposal_steps import locked_proposal, take_step
from .revised_notices import tell_of_revision
from .revised_phases import revise_phases
from .revised_tasks import Revision, revise_tasks

UNSURE = "还有 {count} 项任务没有确认接着原来的哪一项，先在对应表里定下来再冻结。"


@transaction.atomic
def decide_continuing(
    *, revision: PlanRevision, version: int, said: Mapping[str, str], by: Viewer, at: datetime
) -> PlanRevision:
    """What the office says of each task of the revision: key → key of the task it continues, empty for a new one.

    Raises InputRefused for a key that is not there, or where two tasks would continue the same one.
    """
    revision = locked_proposal(revision, version, by)
    former = in_force(revision.work_plan)
    if former is None:
        raise RuleBroken("这是方案的第一版，没有可以接着的任务。")
    old, new = (_tasks(one) for one in (former, revision))
    _check_said(said, old, new)
    given = {
        PREFIX + key: to_data(Answer(old_key, _said(old.get(old_key)), (), by.name, at.isoformat()))
        for key, old_key in said.items()
    }
    summary = f"确认 {len(said)} 项任务与第 {former.number} 版的对应"
    return take_step(revision, from_json(revision.draft), revision.answers | given, summary, by=by, at=at)


def _tasks(revision: PlanRevision) -> dict[str, TaskDraft]:
    return {task.key: task for task in from_json(revision.draft).tasks}


def _check_said(said: Mapping[str, str], old: Mapping[str, TaskDraft], new: Mapping[str, TaskDraft]) -> None:
    if not set(said) <= set(new) or not set(said.values()) <= {"", *old}:
        raise InputRefused("对应表里有的任务已经不在了，没有保存。请刷新页面，看过再定。")
    takers: dict[str, str] = {}
    for key, old_key in said.items():
        if old_key and old_key in takers:
            one, other = new[takers[old_key]], new[key]
            raise InputRefused(
                f"“{one.number}{one.title}”和“{other.number}{other.title}”都接着原第 {_number(old[old_key])} 项，"
                "没有保存。一项任务只能由一项接着，另一项请选“新任务”。"
            )
        takers[old_key] = key


def _said(task: TaskDraft | None) -> str:
    return f"接着原第 {_number(task)} 项“{task.title}”" if task else "新任务"


def _number(task: TaskDraft) -> str:
    return task.number.strip("、.．()（） ") or task.title[:12]


@transaction.atomic
def accept_revision(
    *, revision: PlanRevision, version: int, approved_by: str, approved_on: date, document_number: str, by: Viewer,
    at: datetime,
) -> Revision:
    """Freeze a corrected revision as approved and bring tasks, owners, figures, phases and group up to it.

    Raises RuleBroken while a finding, a name or a task's continuing is open, InputRefused for an approval that cannot
    be, ChangedMeanwhile where the proposal was corrected since the person looked. Then nothing is changed.
    """
    revision = locked_proposal(revision, version, by)
    campaign = Campaign.objects.select_for_update().get(pk=revision.work_plan.campaign_id)
    approval = Approval(approved_by.strip(), approved_on, document_number.strip())
    check_approval(approval, timezone.localdate(at))
    view, compared = outlook(revision, timezone.localdate(at)), _checked(revision, campaign, approved_on)
    check_ready(view)
    everyone_id = everyone_id_for(view, by, at)
    expansion = Expansion(revision, view.draft, view.tasks, everyone_id)
    write_clauses(revision, view.draft)
    made = revise_tasks(expansion, compared, approved_on, by=by, at=at)
    revise_phases(campaign, compared, by=by, at=at)
    if compared.difference.group:
        change_leading_group(
            view=view, former=compared.before, everyone_id=everyone_id, valid_from=approved_on, by=by, at=at
        )
    freeze(revision, view.draft, approval, by, at)
    campaign.name, campaign.honour = campaign_name(view.draft.title)[:200], view.draft.honour[:80] or campaign.honour
    campaign.save(update_fields=["name", "honour"])
    record(events.plan_revised, by=by, at=at, on=revision, after=made.counts)
    tell_of_revision(revision, made, by=by, at=at)
    return made


def _checked(revision: PlanRevision, campaign: Campaign, approved_on: date) -> Comparison:
    """The comparison with the plan in force, everything of it decided."""
    compared = proposed_comparison(revision)
    if compared is None or campaign.state != Campaign.State.OPEN:
        raise RuleBroken("这份方案的创建活动没有在开展，不能修订。")
    if compared.unsure:
        raise RuleBroken(UNSURE.format(count=len(compared.unsure)))
    if compared.former.approved_on and approved_on < compared.former.approved_on:
        raise InputRefused(
            f"审定日期早于第 {compared.former.number} 版的审定日期，没有冻结。请核对。",
            {"approved_on": "不能早于上一版的审定日期"},
        )
    return compared
