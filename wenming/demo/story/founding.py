"""The body before the campaign: its units, its people, who signs in as what."""

from dataclasses import dataclass, field
from datetime import date, datetime

from wenming.accounts.actions.accounts import grant_role, open_account
from wenming.accounts.models import User
from wenming.accounts.queries import viewer_of
from wenming.domain.authority import Role, Viewer, system
from wenming.organisation.actions.headcounts import record_headcount
from wenming.organisation.actions.people import add_person, appoint
from wenming.organisation.actions.sets import make_set
from wenming.organisation.actions.tenancy import found_organisation
from wenming.organisation.actions.units import NewUnit, add_units
from wenming.organisation.models import Organisation, Person, Unit

from . import script
from .calendar import Calendar, first_of_month, moment
from .people import LEADERS, OFFICE, names

STAFF, PARTY_MEMBERS = 482, 371
PARTY_OFFICE = "机关党委"
SHOWN = {
    "office": ("领导小组办公室", "导入方案、下达任务、催收材料"),
    "liaison": ("税政法规处联络员", "签收任务、报计划、传佐证"),
    "lead": ("机关党委联络员", "牵头单位怎么报实施方案"),
    "head": ("税政法规处负责人", "看本单位的任务与材料"),
    "leader": ("领导小组组长", "看全局进展"),
    "member": ("干部职工", "与自己有关的事"),
    "expert": ("来访专家", "只读查看任务与台账"),
    "sysadmin": ("系统管理员", "开账号、管机构"),
    "secadmin": ("安全管理员", "授予和收回角色"),
    "auditadmin": ("审计管理员", "看操作日志"),
}
"""Sign-in name → who it is and what to look at: what the demo says it can be entered as."""


@dataclass
class Body:
    """The fictional body: its units by name, its accounts by sign-in name, who acts for which unit."""

    organisation: Organisation
    calendar: Calendar
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    liaisons: dict[str, str] = field(default_factory=dict)
    acting: dict[str, Viewer] = field(default_factory=dict)

    def viewer(self, username: str) -> Viewer:
        """The account with the roles it has held from the first day on."""
        if username not in self.acting:
            viewer = viewer_of(self.users[username], on=self.calendar.issued)
            if viewer is None:
                raise LookupError(username)
            self.acting[username] = viewer
        return self.acting[username]

    def liaison_of(self, unit: Unit) -> Viewer:
        return self.viewer(self.liaisons[unit.name])

    @property
    def office(self) -> Viewer:
        return self.viewer("office")


def found(calendar: Calendar, *, staff_share: float) -> Body:
    """``staff_share`` below 1 enters only that part of the roster, for tests."""
    at = moment(first_of_month(calendar.issued, -2), 9)
    organisation = found_organisation(name=script.ORGANISATION, at=at)
    body, by = Body(organisation, calendar), system(organisation.pk)
    cards = [NewUnit(card.name, card.kind, card.aliases) for card in script.units()]
    body.units = {unit.name: unit for unit in add_units(units=cards, by=by, at=at)}
    make_set(name="各协会组织", units=[body.units[name] for name in script.ASSOCIATIONS], by=by, at=at)
    _enter_people(body, staff_share, by, at)
    _count_people(body, by, at)
    _open_accounts(body, by, at)
    return body


def _enter_people(body: Body, share: float, by: Viewer, at: datetime) -> None:
    """Leaders and office first, then each unit's staff; seven or eight of ten are party members."""
    unused, party = names(), 0
    for card in script.units():
        named = list(OFFICE) if card.name == PARTY_OFFICE else list(LEADERS) if card.name == "办公室" else []
        wanted = max(3, round((card.staff + (len(LEADERS) if card.name == "办公室" else 0)) * share))
        body.people[card.name] = staff = []
        for number in range(wanted if card.staff else 1):
            name = named[number] if number < len(named) else next(unused)
            is_party = card.staff > 0 and (number < 4 or number % 10 < 7) and party < PARTY_MEMBERS
            party += is_party
            staff.append(add_person(name=name, unit=body.units[card.name], party_member=is_party,
                                    since=date(at.year - 3, 1, 1), by=by, at=at))
        head = staff[len(named)] if card.name == "办公室" else staff[0]
        title = "会长" if card.kind == "association" else "主要负责人"
        appoint(person=head, unit=body.units[card.name], title=title, is_head=True, valid_from=date(at.year - 1, 1, 1),
                by=by, at=at)


def _count_people(body: Body, by: Viewer, at: datetime) -> None:
    for population, count in (("职工总人数", STAFF), ("党员总数", PARTY_MEMBERS)):
        record_headcount(population=population, as_of=at.date(), count=count, source="人教处年度统计", by=by, at=at)


def _open_accounts(body: Body, by: Viewer, at: datetime) -> None:
    """The first administrators by the system; after them, accounts by one and roles by another."""
    for username, role in (("sysadmin", Role.SYSTEM_ADMIN), ("secadmin", Role.SECURITY_ADMIN)):
        _open(body, username, SHOWN[username][0], role, None, (by, by), at)
    admins = body.viewer("sysadmin"), body.viewer("secadmin")
    tax, party = body.people["税政法规处"], body.people[PARTY_OFFICE]
    _open(body, "auditadmin", SHOWN["auditadmin"][0], Role.AUDIT_ADMIN, None, admins, at)
    _open(body, "office", party[0].name, Role.OFFICE, None, admins, at)
    _open(body, "leader", LEADERS[0], Role.LEADER, None, admins, at)
    _open(body, "head", tax[0].name, Role.UNIT_HEAD, tax[0].unit, admins, at)
    _open(body, "member", body.people["预算处"][2].name, Role.MEMBER, None, admins, at)
    _open(body, "expert", "来访专家", Role.EXPERT, None, admins, at)
    own = {"税政法规处": "liaison", PARTY_OFFICE: "lead"}
    for number, (name, unit) in enumerate(body.units.items(), start=1):
        username = own.get(name, f"unit{number:02d}")
        body.liaisons[name] = username
        _open(body, username, body.people[name][-1].name, Role.LIAISON, unit, admins, at)


def _open(
    body: Body, username: str, name: str, role: Role, unit: Unit | None, by: tuple[Viewer, Viewer], at: datetime
) -> None:
    user = open_account(
        username=username, name=name, password=script.PASSWORD, must_change_password=False, by=by[0], at=at
    )
    grant_role(user=user, role=role, unit=unit, valid_from=at.date(), by=by[1], at=at)
    body.users[username] = user
