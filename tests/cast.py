"""The cast of every access table (design.md 8): who plays which role, in which unit, of which organisation."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from django.test import Client
from django.utils.timezone import now

from wenming.accounts.models import Grant, User
from wenming.domain.authority import Held, Role, Viewer
from wenming.organisation.models import Organisation, Unit

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=8)))
TODAY = NOW.date()
LONG_AGO = date(2020, 1, 1)
PASSWORD = "correct horse battery"


@dataclass
class Cast:
    organisation: Organisation
    other: Organisation
    lead: Unit
    responsible: Unit
    third: Unit
    other_unit: Unit
    users: dict[str, User]
    viewers: dict[str, Viewer]

    @property
    def office(self) -> Viewer:
        return self.viewers["office"]

    @property
    def stranger(self) -> Viewer:
        """The office of another organisation: may do everything there and nothing here."""
        return self.viewers["stranger"]

    def client(self, who: str) -> Client:
        """A browser signed in as one of the cast."""
        client = Client()
        client.force_login(self.users[who])
        return client


def make_unit(organisation: Organisation, name: str, **more) -> Unit:
    return Unit.objects.create(organisation=organisation, name=name, position=Unit.objects.count() + 1, **more)


def make_organisation(name: str) -> Organisation:
    return Organisation.objects.create(name=name, short_name=name, created_at=NOW)


def make_user(username: str, name: str, organisation: Organisation) -> User:
    user = User(
        username=username, name=name, organisation=organisation, created_at=NOW, must_change_password=False,
        password_changed_at=now(),  # the pages go by the clock of the wall: a password of NOW would be due one day
    )
    user.set_password(PASSWORD)
    user.save()
    return user


def make_cast() -> Cast:
    here, there = make_organisation("示范省财政厅"), make_organisation("示范省水利厅")
    lead = make_unit(here, "机关党委", kind=Unit.Kind.PARTY_AND_MASS)
    responsible, third = make_unit(here, "税政法规处"), make_unit(here, "离退处")
    other_unit = make_unit(there, "水保处")
    roles: dict[str, tuple[str, Role, Organisation, Unit | None]] = {
        "office": ("办公室经办人", Role.OFFICE, here, None),
        "lead": ("牵头单位联络员", Role.LIAISON, here, lead),
        "responsible": ("责任单位联络员", Role.LIAISON, here, responsible),
        "head": ("单位负责人", Role.UNIT_HEAD, here, responsible),
        "member": ("普通职工", Role.MEMBER, here, None),
        "leader": ("分管领导", Role.LEADER, here, None),
        "expert": ("来访专家", Role.EXPERT, here, None),
        "system_admin": ("系统管理员", Role.SYSTEM_ADMIN, here, None),
        "security_admin": ("安全管理员", Role.SECURITY_ADMIN, here, None),
        "audit_admin": ("审计管理员", Role.AUDIT_ADMIN, here, None),
        "stranger": ("外单位办公室", Role.OFFICE, there, None),
    }
    users, viewers = {}, {}
    for username, (name, role, organisation, unit) in roles.items():
        users[username] = make_user(username, name, organisation)
        Grant.objects.create(user=users[username], organisation=organisation, role=role, unit=unit, valid_from=LONG_AGO)
        held = (Held(role, unit.pk if unit else None),)
        viewers[username] = Viewer(users[username].pk, name, organisation.pk, organisation.short_name, held)
    return Cast(here, there, lead, responsible, third, other_unit, users, viewers)
