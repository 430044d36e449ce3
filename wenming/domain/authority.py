"""Who may, in general: roles as code, what each may do, and over which units.

Whether a thing's own state allows it now is asked in each room's ``access``. Sources: mission.md A3;
domain.md 4.4 (review chain), 10.2 (separation of the three administrators).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Permission(StrEnum):
    READ_CAMPAIGN = "read_campaign"
    OVERSEE = "oversee"
    EDIT_PLAN = "edit_plan"
    DIRECT_DUTIES = "direct_duties"
    WORK_ON_DUTIES = "work_on_duties"
    FILE_EVIDENCE = "file_evidence"
    OFFER_EVIDENCE = "offer_evidence"
    EXPORT_PACKAGE = "export_package"
    MANAGE_ORGANISATION = "manage_organisation"
    MANAGE_ACCOUNTS = "manage_accounts"
    GRANT_ROLES = "grant_roles"
    READ_AUDIT = "read_audit"
    REVEAL_PERSONAL = "reveal_personal"


class Role(StrEnum):
    OFFICE = "office"
    LEADER = "leader"
    LIAISON = "liaison"
    UNIT_HEAD = "unit_head"
    MEMBER = "member"
    EXPERT = "expert"
    SYSTEM_ADMIN = "system_admin"
    SECURITY_ADMIN = "security_admin"
    AUDIT_ADMIN = "audit_admin"

    @property
    def label(self) -> str:
        return ROLES[self].label


@dataclass(frozen=True, slots=True)
class RoleCard:
    """What a person reads about a role; ``of_unit`` says whether a grant of it names a unit."""

    label: str
    duty: str
    of_unit: bool
    permissions: frozenset[Permission]


P = Permission
ROLES: dict[Role, RoleCard] = {
    Role.OFFICE: RoleCard(
        "领导小组办公室",
        "导入和校核方案，分解任务，催收材料，汇总移交",
        False,
        frozenset({
            P.READ_CAMPAIGN, P.OVERSEE, P.EDIT_PLAN, P.DIRECT_DUTIES, P.WORK_ON_DUTIES, P.FILE_EVIDENCE,
            P.EXPORT_PACKAGE, P.MANAGE_ORGANISATION, P.REVEAL_PERSONAL,
        }),
    ),
    Role.LEADER: RoleCard(
        "领导小组成员", "看全局进展与需要决定的事项", False, frozenset({P.READ_CAMPAIGN, P.OVERSEE, P.EXPORT_PACKAGE})
    ),
    Role.LIAISON: RoleCard(
        "联络员", "签收本单位任务，报实施方案，上传佐证", True,
        frozenset({P.READ_CAMPAIGN, P.WORK_ON_DUTIES, P.FILE_EVIDENCE}),
    ),
    Role.UNIT_HEAD: RoleCard(
        "单位负责人", "确认本单位的任务与材料", True,
        frozenset({P.READ_CAMPAIGN, P.WORK_ON_DUTIES, P.FILE_EVIDENCE}),
    ),
    Role.MEMBER: RoleCard(
        "干部职工", "参加活动，拍下来交给本单位联络员，看与自己有关的事", False, frozenset({P.OFFER_EVIDENCE})
    ),
    Role.EXPERT: RoleCard("专家", "在约定期限内只读查看任务与台账", False, frozenset({P.READ_CAMPAIGN})),
    Role.SYSTEM_ADMIN: RoleCard("系统管理员", "建账号，维护机构名录", False,
                                frozenset({P.MANAGE_ACCOUNTS, P.MANAGE_ORGANISATION})),
    Role.SECURITY_ADMIN: RoleCard("安全管理员", "给账号授角色，收回角色", False, frozenset({P.GRANT_ROLES})),
    Role.AUDIT_ADMIN: RoleCard("审计管理员", "查看操作日志", False, frozenset({P.READ_AUDIT})),
}
OF_ONESELF = frozenset({Permission.OFFER_EVIDENCE})
"""What gives nobody a part in the running of the campaign."""
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


@dataclass(frozen=True, slots=True)
class Held:
    """One role a person holds now; ``unit_id`` is None where the role covers the whole organisation."""

    role: Role
    unit_id: int | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whoever asks or acts: passed as ``by=`` to every action. ``user_id`` None is the system itself."""

    user_id: int | None
    name: str
    organisation_id: int
    organisation_name: str = ""
    held: tuple[Held, ...] = ()

    @property
    def account_id(self) -> int:
        """Of what only a person does. Raises ValueError for the system itself."""
        if self.user_id is None:
            raise ValueError(f"{self.name} has no account")
        return self.user_id

    def has(self, *roles: Role) -> bool:
        return any(one.role in roles for one in self.held)

    def may(self, permission: Permission, unit_id: int | None = None) -> bool:
        """Whether any held role gives ``permission``; with ``unit_id``, over that unit."""
        for one in self.held:
            card = ROLES[one.role]
            reaches = not card.of_unit or unit_id is None or one.unit_id == unit_id
            if permission in card.permissions and reaches:
                return True
        return False

    @property
    def has_part_in_running(self) -> bool:
        """Whether there is more to do than to take part; staff and retired members have one page, 我的."""
        return any(ROLES[one.role].permissions - OF_ONESELF for one in self.held)

    def covers_all_units(self, permission: Permission) -> bool:
        return any(permission in ROLES[one.role].permissions and not ROLES[one.role].of_unit for one in self.held)

    @property
    def unit_ids(self) -> tuple[int, ...]:
        """The units this person speaks for, in the order granted, each once."""
        return tuple(dict.fromkeys(one.unit_id for one in self.held if one.unit_id is not None))


def exclusive_conflict(roles: Iterable[Role]) -> str | None:
    """The sentence that refuses holding these roles together, or None (domain.md 10.2: three administrators)."""
    held = set(roles)
    administrators = sorted(held & ADMINISTRATORS)
    if len(administrators) > 1:
        names = "、".join(ROLES[one].label for one in administrators)
        return f"{names}必须由不同的人担任。"
    if administrators and held - ADMINISTRATORS:
        return f"{ROLES[administrators[0]].label}不得兼任业务角色。"
    return None


SYSTEM_NAME = "系统"


def system(organisation_id: int) -> Viewer:
    """The actor of what the software does by itself (jobs, handlers)."""
    return Viewer(None, SYSTEM_NAME, organisation_id, held=(Held(Role.OFFICE),))
