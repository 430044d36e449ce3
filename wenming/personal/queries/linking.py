"""Accounts without an entry of the roster, and who might be meant."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from wenming.accounts.models import User
from wenming.organisation.models import Person


@dataclass(frozen=True, slots=True)
class Unlinked:
    """``candidates`` bear the account's name and have no account yet."""

    user: User
    candidates: list[Person]


def unlinked_accounts(organisation_id: int) -> list[Unlinked]:
    rows = User.objects.filter(organisation_id=organisation_id, person=None, is_active=True)
    users = list(rows.order_by("name", "pk"))
    by_name: dict[str, list[Person]] = {}
    for person in _without_account(organisation_id, {user.name for user in users}):
        by_name.setdefault(person.name, []).append(person)
    return [Unlinked(user, by_name.get(user.name, [])) for user in users]


def plain_ones(unlinked: list[Unlinked]) -> list[tuple[User, Person]]:
    """Those about whom there is no doubt: one account and one entry of that name."""
    names = Counter(one.user.name for one in unlinked)
    return [(one.user, one.candidates[0]) for one in unlinked if len(one.candidates) == 1 and names[one.user.name] == 1]


def linked_accounts(organisation_id: int) -> QuerySet[User]:
    return User.objects.filter(organisation_id=organisation_id).exclude(person=None).select_related("person__unit")


def _without_account(organisation_id: int, names: set[str]) -> Iterable[Person]:
    taken = User.objects.exclude(person=None).values("person")
    rows = Person.objects.of(organisation_id).filter(name__in=names).exclude(pk__in=taken)
    return rows.select_related("unit").order_by("pk")
