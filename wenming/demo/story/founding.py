"""The body before the campaign: its units, its people, who signs in as what."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from itertools import islice

from wenming.accounts.actions.accounts import open_account
from wenming.accounts.actions.grants import grant_role
from wenming.accounts.models import User
from wenming.accounts.queries import viewer_of
from wenming.domain.authority import Role, Viewer, system
from wenming.organisation.actions.headcounts import record_headcount
from wenming.organisation.actions.people import add_person, appoint
from wenming.organisation.actions.tenancy import found_organisation
from wenming.organisation.actions.units import NewUnit, add_units
from wenming.organisation.models import Organisation, Person, Unit
from wenming.personal.actions.linking import link_account, link_plain_ones

from . import script
from .calendar import Calendar, first_of_month, moment
from .numbers import given_numbers
from .people import LEADERS, OFFICE, names, retired_names

STAFF, PARTY_MEMBERS, RETIRED = 482, 371, 46
PARTY_OFFICE, GENERAL_OFFICE, TAX_OFFICE = "机关党委", "办公室", "税政法规处"
RETIRED_OFFICE, MEMBERS_OFFICE = "离退处", "预算处"
NAMED = {GENERAL_OFFICE: LEADERS, PARTY_OFFICE: OFFICE}
"""The people the plan names, by unit; the leaders come on top of the unit's own staff."""


@dataclass
class Body:
    """The fictional body: its units by name, its accounts by sign-in name, who acts for which unit."""

    organisation: Organisation
    calendar: Calendar
    units: dict[str, Unit] = field(default_factory=dict)
    people: dict[str, list[Person]] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    retired: list[Person] = field(default_factory=list)
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
    _enter_people(body, staff_share, by, at)
    _enter_retired(body, staff_share, by, at)
    _count_people(by, at)
    _open_accounts(body, by, at)
    _link_accounts(body, at)
    return body


def _enter_people(body: Body, share: float, by: Viewer, at: datetime) -> None:
    """Each unit's staff, its named people first. Associations have no staff: colleagues head them."""
    unused, hired = enumerate(names()), date(at.year - 3, 1, 1)
    for card in script.units():
        named = [(None, name) for name in NAMED.get(card.name, ())]
        others = max(3, round(card.staff * share)) - (len(named) if card.name == PARTY_OFFICE else 0)
        body.people[card.name] = [
            add_person(name=name, unit=body.units[card.name], party_member=_is_party(number), since=hired,
                       in_leadership=name in LEADERS, by=by, at=at, **given_numbers(card.name, place))
            for place, (number, name) in enumerate([*named, *islice(unused, max(0, others) if card.staff else 0)])
        ]
    colleagues = [body.people[name][2] for name in ("人教处", "离退处", "团委")]
    for card in script.units():
        staff = body.people[card.name] or [colleagues.pop()]
        body.people[card.name] = staff
        head, title = staff[len(LEADERS) if card.name == GENERAL_OFFICE else 0], "主要负责人" if card.staff else "会长"
        appoint(person=head, unit=body.units[card.name], title=title, is_head=True, valid_from=hired, by=by, at=at)


def _enter_retired(body: Body, share: float, by: Viewer, at: datetime) -> None:
    """They belong to the unit that looks after them, and are no colleagues of its staff."""
    for number, name in enumerate(islice(retired_names(), max(1, round(RETIRED * share))), start=1):
        body.retired.append(add_person(
            name=name, unit=body.units[RETIRED_OFFICE], status=Person.Status.RETIRED, party_member=number % 3 > 0,
            since=date(at.year - 1 - number % 8, number % 12 + 1, 1), by=by, at=at,
            **given_numbers("", number - 1),
        ))


def _is_party(number: int | None) -> bool:
    """All who are named in the plan, and of the others as many as make PARTY_MEMBERS, evenly spread."""
    named = sum(map(len, NAMED.values()))
    share = Fraction(PARTY_MEMBERS - named, STAFF - named)
    return number is None or int((number + 1) * share) > int(number * share)


def _count_people(by: Viewer, at: datetime) -> None:
    for population, count in (("职工总人数", STAFF), ("党员总数", PARTY_MEMBERS)):
        record_headcount(population=population, as_of=at.date(), count=count, source="人教处年度统计", by=by, at=at)


def _open_accounts(body: Body, by: Viewer, at: datetime) -> None:
    """The first administrators by the system; after them, accounts by one and roles by the other."""
    for username, role in (("sysadmin", Role.SYSTEM_ADMIN), ("secadmin", Role.SECURITY_ADMIN)):
        _open(body, _Account(username, script.SHOWN[username][0], role), opener=by, granter=by, at=at)
    opener, granter = body.viewer("sysadmin"), body.viewer("secadmin")
    for account in _accounts(body):
        _open(body, account, opener=opener, granter=granter, at=at)


@dataclass(frozen=True, slots=True)
class _Account:
    username: str
    name: str
    role: Role
    unit: Unit | None = None


def _accounts(body: Body) -> Iterator[_Account]:
    """Those one may sign in as, and one liaison for each unit."""
    tax = body.people[TAX_OFFICE][0]
    yield _Account("auditadmin", script.SHOWN["auditadmin"][0], Role.AUDIT_ADMIN)
    yield _Account("office", OFFICE[0], Role.OFFICE)
    yield _Account("leader", LEADERS[0], Role.LEADER)
    yield _Account("head", tax.name, Role.UNIT_HEAD, tax.unit)
    yield _Account("member", body.people[MEMBERS_OFFICE][2].name, Role.MEMBER)
    yield _Account("retired", body.retired[0].name, Role.MEMBER)
    yield _Account("expert", script.SHOWN["expert"][0], Role.EXPERT)
    for number, (name, unit) in enumerate(body.units.items(), start=1):
        username = {TAX_OFFICE: "liaison", PARTY_OFFICE: "lead"}.get(name, f"unit{number:02d}")
        body.liaisons[name] = username
        yield _Account(username, body.people[name][-1].name, Role.LIAISON, unit)


def _open(body: Body, account: _Account, *, opener: Viewer, granter: Viewer, at: datetime) -> None:
    user = open_account(username=account.username, name=account.name, password=script.PASSWORD,
                        must_change_password=False, by=opener, at=at)
    grant_role(user=user, role=account.role, unit=account.unit, valid_from=at.date(), by=granter, at=at)
    body.users[account.username] = user


def _link_accounts(body: Body, at: datetime) -> None:
    """Each account to its entry in the roster: the retired colleague's by hand, whoever has no namesake in one go."""
    by = body.viewer("sysadmin")
    link_account(user=body.users["retired"], person=body.retired[0], by=by, at=at)
    link_plain_ones(by=by, at=at)
