"""The accounts of a body: the list, the counts, the roles of one."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from wenming.accounts.models import Grant, User

from .grants import grants_on


def accounts_known_to(organisation_id: int) -> QuerySet[User]:
    """The accounts the organisation opened, and those of others to which it ever gave a role."""
    guests = Grant.objects.of(organisation_id).values("user")
    return User.objects.filter(Q(organisation_id=organisation_id) | Q(pk__in=guests))


def accounts_in_list(organisation_id: int, on: date, *, role: str = "", named: str = "") -> QuerySet[User]:
    """Accounts with ``standing``, the grants in force here on a day; of one role ("none": without any), by name."""
    here = grants_on(on).filter(organisation_id=organisation_id)
    rows = accounts_known_to(organisation_id)
    if role == "none":
        rows = rows.exclude(pk__in=here.values("user"))
    elif role:
        rows = rows.filter(pk__in=here.filter(role=role).values("user"))
    if named:
        rows = rows.filter(Q(name__icontains=named) | Q(username__icontains=named))
    standing = here.select_related("unit").order_by("pk")
    return rows.prefetch_related(Prefetch("grants", standing, to_attr="standing"))


def accounts_per_role(organisation_id: int, on: date) -> dict[str, int]:
    """How many accounts hold each role on a day, under the role's value; all under "", those without any "none"."""
    here = list(grants_on(on).filter(organisation_id=organisation_id).values_list("role", "user"))
    total = accounts_known_to(organisation_id).count()
    holders: dict[str, set[int]] = {}
    for role, user in here:
        holders.setdefault(role, set()).add(user)
    counts = {role: len(users) for role, users in holders.items()}
    return {"": total, "none": total - len({user for _, user in here}), **counts}


def grants_of(user: User, organisation_id: int) -> QuerySet[Grant]:
    """All roles the organisation ever gave a person, the newest first."""
    return Grant.objects.of(organisation_id).filter(user=user).select_related("unit").order_by("-valid_from", "-pk")
