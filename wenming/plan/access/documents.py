"""Who may read, correct and freeze plan documents; loaders that know only the viewer's own organisation."""

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound, RuleBroken
from wenming.plan.models import Campaign, PlanRevision, WorkPlan
from wenming.plan.queries.revisions import proposal_of

_STATE_SENTENCES = {
    PlanRevision.State.FROZEN: "这份方案已经冻结，不能再校核。要改，请导入修订后的方案。",
    PlanRevision.State.DISCARDED: "这份方案已经放弃，不再校核。需要的话请重新导入。",
}


def may_edit(by: Viewer) -> bool:
    return by.may(Permission.EDIT_PLAN)


def check_may_edit(by: Viewer) -> None:
    if not may_edit(by):
        raise NotAllowed("方案由领导小组办公室导入、校核和冻结，您可以查看已冻结的方案。")


def check_may_correct(by: Viewer, revision: PlanRevision) -> None:
    """Raises NotFound for another organisation's revision, NotAllowed for the role, RuleBroken for the state."""
    if revision.organisation_id != by.organisation_id:
        raise NotFound
    check_may_edit(by)
    if revision.state != PlanRevision.State.PROPOSED:
        raise RuleBroken(_STATE_SENTENCES[PlanRevision.State(revision.state)])


def may_revise(by: Viewer, work_plan: WorkPlan) -> bool:
    try:
        check_may_revise(by, work_plan)
    except RuleBroken:
        return False
    return True


def check_may_revise(by: Viewer, work_plan: WorkPlan) -> None:
    """Raises RuleBroken where the plan is not in force, or another revision of it is being corrected."""
    if work_plan.organisation_id != by.organisation_id:
        raise NotFound
    check_may_edit(by)
    if work_plan.campaign.state != Campaign.State.OPEN:
        raise RuleBroken("这份方案的创建活动没有在开展，不能修订。")
    open_one = proposal_of(work_plan)
    if open_one is not None:
        raise RuleBroken(f"这份方案的第 {open_one.number} 版正在校核，没有再读入。请先把它冻结或放弃，再上传新的一版。")


def check_may_read(viewer: Viewer, revision: PlanRevision) -> None:
    """Raises NotFound for another organisation's revision and for one the viewer may not see yet."""
    shown = may_edit(viewer) or revision.state == PlanRevision.State.FROZEN
    if revision.organisation_id != viewer.organisation_id or not shown:
        raise NotFound


def revision_for(viewer: Viewer, revision_id: int) -> PlanRevision:
    """A revision of the viewer's organisation; one that is still being corrected only for those who correct."""
    revision: PlanRevision | None = (
        PlanRevision.objects.of(viewer.organisation_id)
        .select_related("work_plan__campaign", "source_file").filter(pk=revision_id).first()
    )
    if revision is None:
        raise NotFound
    check_may_read(viewer, revision)
    return revision


def proposal_for(viewer: Viewer, revision_id: int) -> PlanRevision:
    """A revision the viewer may correct now."""
    revision = revision_for(viewer, revision_id)
    check_may_correct(viewer, revision)
    return revision
