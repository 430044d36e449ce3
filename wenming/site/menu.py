"""The whole menu (ux.md: at most twelve entries, none empty)."""

from wenming.domain.authority import Permission, Role, Viewer
from wenming.shell.navigation import Entry

WRITES = (Permission.FILE_EVIDENCE, Permission.WORK_ON_DUTIES, Permission.MANAGE_ORGANISATION)

def keeps_accounts(viewer: Viewer) -> bool:
    return viewer.may(Permission.MANAGE_ACCOUNTS) or viewer.may(Permission.GRANT_ROLES)


def keeps_the_register_alone(viewer: Viewer) -> bool:
    """The system administrator: the office finds the register under its avatar, beside the campaign's rooms."""
    return viewer.may(Permission.MANAGE_ORGANISATION) and not viewer.may(Permission.READ_CAMPAIGN)


MENU = [
    Entry("工作台", "dashboard:desk", ("dashboard:desk", "dashboard:landing"),
          lambda viewer: viewer.has_part_in_running and not viewer.has(Role.AUDIT_ADMIN)),
    Entry("我的", "dashboard:mine", ("dashboard:mine", "personal", "notices", "evidence"),
          lambda viewer: not viewer.has_part_in_running),
    Entry("一张图", "dashboard:wall", ("dashboard:wall",), lambda viewer: viewer.may(Permission.OVERSEE)),
    Entry("任务", "plan:tasks", ("plan",), lambda viewer: viewer.may(Permission.READ_CAMPAIGN)),
    Entry("台账", "evidence:ledger", ("evidence",), lambda viewer: viewer.may(Permission.READ_CAMPAIGN)),
    Entry("测评", "standard:editions", ("standard",), lambda viewer: viewer.may(Permission.READ_CAMPAIGN)),
    Entry("申报", "dossier:package", ("dossier",), lambda viewer: viewer.may(Permission.EXPORT_PACKAGE)),
    Entry("账号", "accounts:accounts", ("accounts",), keeps_accounts),
    Entry("机构与人员", "organisation:units", ("organisation",), keeps_the_register_alone),
    Entry("操作日志", "audit:entries", ("audit",), lambda viewer: viewer.may(Permission.READ_AUDIT)),
    Entry("运行状况", "status", ("status",), lambda viewer: viewer.may(Permission.MANAGE_ACCOUNTS)),
]
UNDER_AVATAR = [
    Entry("我的资料", "personal:own_data", (), lambda viewer: True),
    Entry("机构与人员", "organisation:units", ("organisation",), lambda viewer: viewer.may(Permission.READ_CAMPAIGN)),
    Entry("个人信息保护", "personal:data_map", ("personal",),
          lambda viewer: viewer.may(Permission.MANAGE_ORGANISATION) or viewer.may(Permission.MANAGE_ACCOUNTS)),
    Entry("回收", "audit:removed", (), lambda viewer: any(viewer.may(one) for one in WRITES)),
    Entry("后台任务", "jobs:jobs", ("jobs",), lambda viewer: viewer.may(Permission.READ_CAMPAIGN)),
    Entry("我的登录", "accounts:mine", (), lambda viewer: True),
    Entry("改密码", "accounts:change_password", (), lambda viewer: True),
]
