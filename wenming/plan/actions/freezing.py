"""Freezing: the corrected proposal becomes the plan in force, and the campaign opens."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from wenming.accounts.models import User
from wenming.accounts.queries import grants_on
from wenming.audit.actions import record
from wenming.domain.authority import Role, Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.plan.campaign import campaign_name, phase_slug
from wenming.domain.plan.draft import PhaseDraft, PlanDraft
from wenming.domain.plan.figure import first_day, last_day
from wenming.domain.plan.naming import MatchKind
from wenming.notices.actions import send
from wenming.organisation.actions.sets import everyone
from wenming.organisation.models import Unit
from wenming.plan import events
from wenming.plan.models import Campaign, Clause, Duty, Phase, PlanRevision
from wenming.plan.queries.outlook import Outlook, outlook

from .expansion import Expansion, write_tasks
from .group import form_leading_group
from .proposal_steps import locked_proposal


@dataclass(frozen=True, slots=True)
class Approval:
    """Which body approved the plan, on which day, under which 文号 (may be empty)."""

    body: str
    on: date
    document_number: str


@transaction.atomic
def freeze_plan(
    *, revision: PlanRevision, version: int, approved_by: str, approved_on: date, document_number: str,
    by: Viewer, at: datetime,
) -> Campaign:
    """Freeze a proposal as approved, write its rows, expand its owners into one duty per task and unit, open the
    campaign and tell the liaisons.

    A unit that both leads and answers leads. A duty's deadline is the task's own printed date, else the end of the
    phase 组织实施, else of the last dated phase. A set whose members are still to be named makes no duty yet.

    Raises RuleBroken while a finding or a name is open, InputRefused for an approval that cannot be,
    ChangedMeanwhile where the proposal was corrected since the person looked.
    """
    revision = locked_proposal(revision, version, by)
    on = timezone.localdate(at)
    if revision.is_revised:
        raise RuleBroken("这是修订后的方案。请先看它和上一版的差别，在差别页上冻结。")
    approval = Approval(approved_by.strip(), approved_on, document_number.strip())
    check_approval(approval, on)
    view = outlook(revision, on)
    check_ready(view)
    everyone_id = everyone_id_for(view, by, at)
    expansion = Expansion(revision, view.draft, view.tasks, everyone_id)
    write_clauses(revision, view.draft)
    _write_phases(revision, view.draft)
    duties = write_tasks(expansion)
    form_leading_group(view=view, everyone_id=everyone_id, valid_from=approved_on, by=by, at=at)
    freeze(revision, view.draft, approval, by, at)
    campaign = _open_campaign(revision, view.draft, len(duties), by, at)
    tell_units(duties, campaign, by, at)
    return campaign


def check_ready(view: Outlook) -> None:
    """Raises RuleBroken naming what must be settled before freezing."""
    if view.open_doubts:
        raise RuleBroken(f"还有 {view.open_doubts} 处疑点没有答复，先定下来再冻结。")
    if view.unknown:
        shown = "、".join(view.unknown[:5])
        raise RuleBroken(f"还有 {len(view.unknown)} 个名称没有对上单位（{shown}），先合并或新建再冻结。")
    if not view.draft.title:
        raise RuleBroken("方案没有标题，请先在“文件”里填写。")


def check_approval(approval: Approval, today: date) -> None:
    """Raises InputRefused naming the field."""
    if not approval.body:
        raise InputRefused("请填写由哪个会议或机构审定。", {"approved_by": "请填写审定机构"})
    if approval.on > today:
        raise InputRefused("审定日期还没有到。请填写已经审定的日期。", {"approved_on": "不能晚于今天"})


def everyone_id_for(view: Outlook, by: Viewer, at: datetime) -> int | None:
    """The set 各处室、单位, made where the plan needs it and there is none."""
    used = any(share.kind is MatchKind.EVERYONE for one in view.tasks for share in one.shares)
    return everyone(by=by, at=at).pk if used or view.draft.group else None


def write_clauses(revision: PlanRevision, draft: PlanDraft) -> None:
    """The prose of a revision."""
    own = {"organisation_id": revision.organisation_id}
    Clause.objects.bulk_create(
        Clause(revision=revision, position=position, kind=clause.kind, heading=clause.heading[:200], text=clause.text,
               spans=[[span.line, span.start, span.end] for span in clause.spans], **own)
        for position, clause in enumerate(draft.clauses, start=1)
    )


def _write_phases(revision: PlanRevision, draft: PlanDraft) -> None:
    Phase.objects.bulk_create(
        Phase(campaign_id=revision.work_plan.campaign_id, position=position,
              organisation_id=revision.organisation_id, **phase_values(phase))
        for position, phase in enumerate(draft.phases, start=1)
    )


def phase_values(phase: PhaseDraft) -> dict[str, Any]:
    """A phase's own columns, from the first day of its first month to the last of its last."""
    return {
        "name": phase.name[:80], "slug": phase_slug(phase.name), "starts_on": first_day(phase.start or ""),
        "ends_on": last_day(phase.end or ""), "text": phase.text,
    }


def freeze(revision: PlanRevision, draft: PlanDraft, approval: Approval, by: Viewer, at: datetime) -> None:
    """The proposal, whose lock the caller holds, becomes final."""
    revision.work_plan.title = draft.title[:200]
    revision.work_plan.save(update_fields=["title"])
    revision.approved_by, revision.approved_on = approval.body[:120], approval.on
    revision.document_number = approval.document_number[:60] or revision.document_number
    revision.state, revision.version = PlanRevision.State.FROZEN, revision.version + 1
    revision.frozen_at, revision.frozen_by = at, by.name[:60]
    revision.save()
    record(events.plan_frozen, by=by, at=at, on=revision, after={
        "approved_by": revision.approved_by, "approved_on": approval.on.isoformat(),
        "document_number": revision.document_number,
    })


def _open_campaign(revision: PlanRevision, draft: PlanDraft, duties: int, by: Viewer, at: datetime) -> Campaign:
    campaign: Campaign = Campaign.objects.select_for_update().get(pk=revision.work_plan.campaign_id)
    campaign.name, campaign.honour = campaign_name(draft.title)[:200], draft.honour[:80]
    campaign.state, campaign.opened_at = Campaign.State.OPEN, at
    campaign.save()
    record(events.campaign_opened, by=by, at=at, on=campaign, after={"duties": duties})
    return campaign


def tell_units(duties: Sequence[Duty], campaign: Campaign, by: Viewer, at: datetime) -> None:
    """One notice to each liaison and head of a unit that has something to receive."""
    waiting = Counter(duty.unit_id for duty in duties)
    for unit, users in people_of_units(campaign.organisation_id, waiting, timezone.localdate(at)).items():
        send(
            to=users, title=f"{waiting[unit.pk]} 项任务待签收", by=by, at=at,
            body=f"“{campaign.name}”已经展开，{unit}有 {waiting[unit.pk]} 项分解任务，请签收。",
            link=reverse("plan:duties", query={"unit": unit.pk}),
        )


def people_of_units(organisation_id: int, unit_ids: Iterable[int], on: date) -> dict[Unit, list[User]]:
    """The liaisons and heads of the units on a day."""
    grants = grants_on(on).filter(
        organisation_id=organisation_id, role__in=(Role.LIAISON, Role.UNIT_HEAD), unit_id__in=set(unit_ids)
    )
    people: dict[Unit, list[User]] = {}
    for grant in grants.select_related("user", "unit").filter(user__is_active=True):
        if grant.unit is not None:
            people.setdefault(grant.unit, []).append(grant.user)
    return people
