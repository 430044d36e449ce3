"""What an installation's accounts lack, for whoever looks after it."""

from datetime import date

from django.db.models import Q

from wenming.accounts.models import User
from wenming.domain.authority import ADMINISTRATORS, Role, exclusive_conflict

from .grants import grants_on


def in_conflict(on: date) -> list[User]:
    """Who holds roles together that exclude each other, in one body. The actions never let it come to this; rows
    written by hand or restored may."""
    held: dict[tuple[int, int], list[Role]] = {}
    for user, body, role in grants_on(on).values_list("user", "organisation", "role"):
        held.setdefault((user, body), []).append(Role(role))
    found = {user for (user, _), roles in held.items() if exclusive_conflict(roles)}
    return list(User.objects.filter(pk__in=found).order_by("username"))


def administrators_without_second_factor(on: date) -> list[User]:
    """Open accounts of the three administrators that have not bound a telephone yet."""
    administrators = grants_on(on).filter(role__in=ADMINISTRATORS).values("user")
    unbound = Q(second_factor=None) | Q(second_factor__confirmed_at=None)
    rows = User.objects.filter(unbound, pk__in=administrators, is_active=True).order_by("username")
    return [one for one in rows if one.is_open(on)]
