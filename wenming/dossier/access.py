"""Who may take the package away, and how much of it."""

from wenming.domain.authority import Permission, Role, Viewer
from wenming.domain.errors import NotAllowed, RuleBroken
from wenming.plan.models import Campaign
from wenming.plan.queries.tasks import campaign_of


def may_export(viewer: Viewer) -> bool:
    return viewer.may(Permission.EXPORT_PACKAGE)


def check_export(viewer: Viewer) -> None:
    if not may_export(viewer):
        raise NotAllowed("材料包由领导小组办公室和领导小组成员取用，您的角色不能下载。")


def takes_withheld(viewer: Viewer) -> bool:
    """Evidence limited to its unit and the office leaves the house in the office's own package alone."""
    return viewer.has(Role.OFFICE)


def campaign_for(viewer: Viewer) -> Campaign:
    """The campaign whose package the viewer may take. Raises NotAllowed, or RuleBroken where none is there yet."""
    check_export(viewer)
    campaign = campaign_of(viewer.organisation_id)
    if campaign is None:
        raise RuleBroken("还没有创建活动，没有材料可以交出。请先导入方案并冻结。")
    return campaign
