"""What is locked after failed sign-ins, and until when."""

from collections.abc import Iterable
from datetime import datetime

from wenming.accounts.models import FailedSignIn, SignIn, User
from wenming.domain import lockout


def name_failures(username: str, at: datetime) -> list[lockout.Failure]:
    """The failures of a sign-in name that still count, each by itself."""
    return counted_failures(lockout.counted_name(username), at)


def counted_failures(name: str, at: datetime) -> list[lockout.Failure]:
    rows = FailedSignIn.objects.filter(username=name, at__gt=at - lockout.KEPT_FOR)
    return [(moment, key) for key, moment in rows.values_list("pk", "at")]


def name_locked_until(username: str, at: datetime) -> datetime | None:
    return lockout.locked_until(name_failures(username, at), lockout.NAME_LIMIT, at)


def address_locked_until(address: str, at: datetime) -> datetime | None:
    """Until when the address is locked for names that have not signed in from it before."""
    rows = FailedSignIn.objects.filter(address=lockout.counted_address(address), at__gt=at - lockout.KEPT_FOR)
    return lockout.locked_until(rows.values_list("at", "username"), lockout.ADDRESS_LIMIT, at)


def locked_names(users: Iterable[User], at: datetime) -> dict[str, datetime]:
    """Of some accounts, those that are locked: until when, by sign-in name. One query however many."""
    names = {lockout.counted_name(user.username): user.username for user in users}
    rows = FailedSignIn.objects.filter(username__in=names, at__gt=at - lockout.KEPT_FOR)
    failures: dict[str, list[lockout.Failure]] = {}
    for name, key, moment in rows.values_list("username", "pk", "at"):
        failures.setdefault(name, []).append((moment, key))
    found = {name: lockout.locked_until(one, lockout.NAME_LIMIT, at) for name, one in failures.items()}
    return {names[name]: until for name, until in found.items() if until}


def locked_addresses(at: datetime) -> list[tuple[str, datetime]]:
    """Every locked address of the installation with its end; the failures of an hour are few, for locks stop them."""
    rows = FailedSignIn.objects.filter(at__gt=at - lockout.KEPT_FOR).values_list("address", "at", "username")
    failures: dict[str, list[lockout.Failure]] = {}
    for address, moment, name in rows:
        failures.setdefault(address, []).append((moment, name))
    found = [(address, lockout.locked_until(one, lockout.ADDRESS_LIMIT, at)) for address, one in failures.items()]
    return sorted((address, until) for address, until in found if until)


def is_at_home(user: User | None, address: str) -> bool:
    """Whether the account has signed in from this address in the time that sign-ins are kept."""
    return user is not None and SignIn.objects.filter(
        organisation_id=user.organisation_id, user=user, address=address
    ).exists()
