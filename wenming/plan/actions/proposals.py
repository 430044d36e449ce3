"""A document read in becomes a proposal; the office corrects it, answers its doubts, or gives it up."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.plan import answers as answering
from wenming.domain.plan import correct
from wenming.domain.plan.campaign import campaign_name
from wenming.domain.plan.continuing import PREFIX, answers_carried
from wenming.domain.plan.draft import Finding, PlanDraft, from_json
from wenming.domain.plan.lines import Line
from wenming.domain.plan.naming import MatchKind, collective, name_key, named_units
from wenming.domain.plan.reader import read_plan
from wenming.filestore.actions import store
from wenming.filestore.models import StoredFile
from wenming.organisation.models import Organisation
from wenming.plan import events
from wenming.plan.access.documents import check_may_edit, check_may_revise
from wenming.plan.errors import AlreadyRead
from wenming.plan.models import Campaign, PlanRevision, WorkPlan
from wenming.plan.queries.documents import revision_of_content, units_by_id
from wenming.plan.queries.revisions import frozen_of, in_force

from .proposal_draft import set_draft
from .proposal_steps import locked_proposal, save_next, take_step

LASTING = (name_key(""), PREFIX)
"""Answers about names and about which task continues which: they outlive the findings of the reading."""
NO_TASKS = (
    "没有读出任务，没有建立方案。任务要逐项编号（如“1、……”）并写明牵头单位或责任单位；"
    "请核对是不是选错了文件，或补上任务后再读一次。"
)


@transaction.atomic
def propose_plan(
    *, lines: Sequence[Line], data: bytes, name: str, revises: WorkPlan | None = None, by: Viewer, at: datetime
) -> PlanRevision:
    """Read ``lines``, which came out of the file ``data``, into a proposal: of a new campaign, or the next revision of
    the plan it ``revises``.

    Raises InputRefused where there is no task to run a campaign from, AlreadyRead where the content was read before.
    """
    check_may_edit(by)
    Organisation.objects.select_for_update().get(pk=by.organisation_id)  # the same document twice at once: one waits
    if revises is not None:
        check_may_revise(by, revises)
    known = revision_of_content(by.organisation_id, hashlib.sha256(data).hexdigest())
    if known is not None:
        raise AlreadyRead(_already(known), known.pk)
    draft = read_plan(lines)
    if not draft.tasks:
        raise InputRefused(NO_TASKS)
    stored = store(content=ContentFile(data, name=name), name=name, by=by, at=at)
    revision = _proposal(draft, lines, stored.file, revises or _new_plan(draft, by), at)
    record(events.plan_read, by=by, at=at, on=revision, after={"tasks": len(draft.tasks), "file": name})
    return revision


def _already(known: PlanRevision) -> str:
    day = timezone.localtime(known.read_at)
    state = "已经冻结" if known.state == PlanRevision.State.FROZEN else "正在校核"
    return f"这份文件 {day.month} 月 {day.day} 日已经读入过，{state}，没有重复建立。这里就是那一份。"


def _new_plan(draft: PlanDraft, by: Viewer) -> WorkPlan:
    own = {"organisation_id": by.organisation_id}
    title = draft.title[:200] or "未命名的工作方案"
    campaign = Campaign.objects.create(name=campaign_name(title)[:200], honour=draft.honour[:80], **own)
    work_plan: WorkPlan = WorkPlan.objects.create(campaign=campaign, title=title, **own)
    return work_plan


def _proposal(
    draft: PlanDraft, lines: Sequence[Line], file: StoredFile, work_plan: WorkPlan, at: datetime
) -> PlanRevision:
    revision = PlanRevision(
        organisation_id=work_plan.organisation_id, work_plan=work_plan, number=frozen_of(work_plan).count() + 1,
        read_at=at, source_file=file, source_lines=[[line.number, line.page, line.text] for line in lines],
    )
    former = in_force(work_plan)
    if former is not None:  # what was answered once is not asked again
        revision.answers = answers_carried(from_json(former.draft), former.answers, draft)
    set_draft(revision, draft)
    revision.save()
    return revision


@transaction.atomic
def correct_proposal(
    *, revision: PlanRevision, version: int, edit: correct.Edit, by: Viewer, at: datetime
) -> PlanRevision:
    """Apply one edit. Raises InputRefused where it cannot be done, ChangedMeanwhile where another saved first."""
    revision = locked_proposal(revision, version, by)
    before = from_json(revision.draft)
    after = correct.apply(before, edit)
    said = correct.describe(before, edit)
    kept = {one.key for one in after.findings}
    answers = {key: value for key, value in revision.answers.items() if key in kept or key.startswith(LASTING)}
    return take_step(revision, after, answers, said, by=by, at=at) if after != before else revision


@transaction.atomic
def answer_finding(
    *, revision: PlanRevision, version: int, finding: str, choice: str, units: Sequence[int] = (),
    also_alike: bool = False, by: Viewer, at: datetime,
) -> PlanRevision:
    """Answer one finding by its key; ``also_alike`` answers every open finding of its kind in the same way.

    ``units`` are ids of units where the choice asks for them. Raises InputRefused for a choice the finding has not.
    """
    revision = locked_proposal(revision, version, by)
    draft = from_json(revision.draft)
    asked = next((one for one in draft.findings if one.key == finding), None)
    if asked is None:
        raise InputRefused("这处疑点已经不在了，可能刚被改正。")
    names = _names_of(by, units)
    chosen = answering.choice_of(asked, choice, tuple(names))
    said = chosen.said + (f"：{'、'.join(names.values())}" if chosen.needs_units else "")
    given = answering.to_data(answering.Answer(
        chosen.code, said, tuple(names) if chosen.needs_units else (), by.name, at.isoformat()
    ))
    alike = _alike(draft, revision.answers, asked) if also_alike else ()
    answers = revision.answers | dict.fromkeys([asked.key, *(one.key for one in alike)], given)
    return _answered(revision, draft, answers, f"{answering.short(asked)}：{said}", by=by, at=at)


@transaction.atomic
def name_members(
    *, revision: PlanRevision, version: int, name: str, units: Sequence[int], later: bool, by: Viewer, at: datetime
) -> PlanRevision:
    """Say which units a collective such as 各协会组织 means, or that the office will name them after freezing."""
    revision = locked_proposal(revision, version, by)
    draft = from_json(revision.draft)
    if name not in named_units(draft) or collective(name) is not MatchKind.LISTED:
        raise InputRefused(f"“{name}”不是要列出成员的统称。")
    names = _names_of(by, units)
    if not names and not later:
        raise InputRefused(f"还没有选“{name}”包括哪些单位。请至少选一个，或选“冻结后由办公室指定”。")
    said = answering.LATER.said if later else "、".join(names.values())
    given = answering.to_data(answering.Answer(
        answering.LATER.code if later else answering.UNITS.code, said, () if later else tuple(names), by.name,
        at.isoformat(),
    ))
    answers = revision.answers | {name_key(name): given}
    return _answered(revision, draft, answers, f"{name}：{said}", by=by, at=at)


def _alike(draft: PlanDraft, answers: dict[str, Any], asked: Finding) -> tuple[Finding, ...]:
    return tuple(one for one in answering.open_findings(draft, answers) if one.kind == asked.kind)


def _names_of(by: Viewer, units: Sequence[int]) -> dict[int, str]:
    """The chosen units of the viewer's organisation, in the order chosen; others are as if they did not exist."""
    known = units_by_id(by.organisation_id, units)
    return {unit_id: known[unit_id].name for unit_id in dict.fromkeys(units) if unit_id in known}


def _answered(
    revision: PlanRevision, draft: PlanDraft, answers: dict[str, Any], said: str, *, by: Viewer, at: datetime
) -> PlanRevision:
    return take_step(revision, draft, answers, said, by=by, at=at, kind=events.finding_answered, word="answer")


@transaction.atomic
def discard_proposal(*, revision: PlanRevision, version: int, by: Viewer, at: datetime) -> None:
    """Give a proposal up. It stays on file; the same document may then be read again."""
    revision = locked_proposal(revision, version, by)
    revision.state = PlanRevision.State.DISCARDED
    save_next(revision)
    if not revision.is_revised:
        Campaign.objects.filter(pk=revision.work_plan.campaign_id).update(state=Campaign.State.CLOSED)
    record(events.proposal_discarded, by=by, at=at, on=revision)
