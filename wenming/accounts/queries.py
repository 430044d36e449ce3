"""Named reads of accounts and grants."""

from datetime import date

from django.db.models import Q, QuerySet

from wenming.domain.authority import Held, Permission, Role, ROLES, Viewer

from .models import Grant, User


def grants_on(day: date) -> QuerySet[Grant]:
    """Grants in force on ``day``, both ends included."""
    return Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


def viewer_of(user: User, *, on: date, organisation_id: int | None = None) -> Viewer | None:
    """The person with the roles held ``on`` a day, in the organisation chosen or the first one granted."""
    grants = list(grants_on(on).filter(user=user).select_related("organisation").order_by("pk"))
    if not grants:
        return None
    mine = [grant for grant in grants if grant.organisation_id == organisation_id] or [
        grant for grant in grants if grant.organisation_id == grants[0].organisation_id
    ]
    held = tuple(Held(Role(grant.role), grant.unit_id) for grant in mine)
    return Viewer(user.pk, user.name, mine[0].organisation_id, mine[0].organisation.short_name, held)


def users_who_may(permission: Permission, organisation_id: int, *, on: date, unit_id: int | None = None) -> QuerySet[User]:
    """Active users whose role gives ``permission`` in the organisation (over ``unit_id`` where given)."""
    roles = [role for role, card in ROLES.items() if permission in card.permissions]
    grants = grants_on(on).filter(organisation_id=organisation_id, role__in=roles)
    if unit_id is not None:
        grants = grants.filter(Q(unit_id=unit_id) | Q(unit=None))
    return User.objects.filter(is_active=True, pk__in=grants.values("user"))
