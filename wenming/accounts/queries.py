"""Named reads of accounts and grants."""

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from wenming.domain.authority import ROLES, Held, Permission, Role, Viewer

from .models import Grant, User

ORGANISATION_KEY = "organisation"
"""Where the session keeps the id of the organisation that a person with roles in several has chosen."""


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def grants_on(day: date) -> QuerySet[Grant]:
    """Grants in force on ``day``, both ends included; one withdrawn that day no longer is."""
    begun_and_not_over = Q(valid_from__lte=day) & (Q(valid_until=None) | Q(valid_until__gte=day))
    return Grant.objects.filter(begun_and_not_over, Q(withdrawn_at=None) | Q(withdrawn_at__gte=_midnight_after(day)))


def grants_between(first: date, last: date | None) -> QuerySet[Grant]:
    """Grants in force on any day from ``first`` to ``last`` (None: for ever) and not withdrawn."""
    rows = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=first), withdrawn_at=None)
    return rows if last is None else rows.filter(valid_from__lte=last)


def viewers_of(user: User, *, on: date) -> list[Viewer]:
    """The person as he stands in each organisation where he holds a role on a day, the first granted first."""
    grants = list(grants_on(on).filter(user=user).select_related("organisation").order_by("pk"))
    held: dict[int, list[Held]] = {}
    names: dict[int, str] = {}
    for grant in grants:
        held.setdefault(grant.organisation_id, []).append(Held(Role(grant.role), grant.unit_id))
        names[grant.organisation_id] = grant.organisation.short_name
    return [Viewer(user.pk, user.name, key, names[key], tuple(roles)) for key, roles in held.items()]


def viewer_of(user: User, *, on: date, organisation_id: int | None = None) -> Viewer | None:
    """The person with the roles held ``on`` a day, in the organisation chosen or the first one granted."""
    return chosen(viewers_of(user, on=on), organisation_id)


def chosen(viewers: list[Viewer], organisation_id: int | None) -> Viewer | None:
    """The one of ``viewers`` in the organisation, else the first, else None."""
    return next((one for one in viewers if one.organisation_id == organisation_id), viewers[0] if viewers else None)


def users_who_may(
    permission: Permission, organisation_id: int, *, on: date, unit_id: int | None = None
) -> QuerySet[User]:
    """Active users whose role gives ``permission`` in the organisation (over ``unit_id`` where given)."""
    roles = [role for role, card in ROLES.items() if permission in card.permissions]
    grants = grants_on(on).filter(organisation_id=organisation_id, role__in=roles)
    if unit_id is not None:
        grants = grants.filter(Q(unit_id=unit_id) | Q(unit=None))
    return User.objects.filter(is_active=True, pk__in=grants.values("user"))


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
