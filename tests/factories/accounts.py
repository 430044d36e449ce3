"""Accounts and grants for tests."""

from datetime import date

from tests.cast import LONG_AGO, make_user
from wenming.accounts.models import Grant, User
from wenming.domain.authority import Role
from wenming.organisation.models import Organisation, Unit


def make_grant(
    user: User, role: Role, organisation: Organisation, *, unit: Unit | None = None, since: date = LONG_AGO,
    until: date | None = None,
) -> Grant:
    return Grant.objects.create(
        user=user, organisation=organisation, role=role, unit=unit, valid_from=since, valid_until=until
    )


def make_account(organisation: Organisation, username: str, *roles: Role) -> User:
    """An account with roles that cover the whole organisation."""
    user = make_user(username, username, organisation)
    for role in roles:
        make_grant(user, role, organisation)
    return user
