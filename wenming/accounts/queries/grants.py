"""Who holds which role on a day, and the viewer each person is."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from wenming.accounts.models import Grant, User
from wenming.domain.authority import ROLES, Held, Permission, Role, Viewer
from wenming.shell.prepared import prepared

ORGANISATION_KEY = "organisation"
"""Where the session keeps the id of the organisation that a person with roles in several has chosen."""


def _midnight_after(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time()))


def grants_on(day: date) -> QuerySet[Grant]:
    """Grants in force on ``day``, both ends included; one withdrawn that day no longer is."""
    return Grant.objects.filter(_in_force(day, _midnight_after(day)))


def _in_force(day: date, midnight_after: datetime, of: str = "") -> Q:
    """``of`` is the way to the grant from the rows asked for, ``grants__``."""

    def is_(**said: Any) -> Q:
        return Q(**{of + name: value for name, value in said.items()})

    begun_and_not_over = is_(valid_from__lte=day) & (is_(valid_until=None) | is_(valid_until__gte=day))
    return begun_and_not_over & (is_(withdrawn_at=None) | is_(withdrawn_at__gte=midnight_after))


def grants_between(first: date, last: date | None) -> QuerySet[Grant]:
    """Grants in force on any day from ``first`` to ``last`` (None: for ever) and not withdrawn."""
    rows = Grant.objects.filter(Q(valid_until=None) | Q(valid_until__gte=first), withdrawn_at=None)
    return rows if last is None else rows.filter(valid_from__lte=last)


def user_with_roles(user_id: int, *, on: date) -> User | None:
    """The account, for ``viewers_of`` to be asked about the same day without another statement."""
    fields = _fields()
    rows = _with_held(user_id, on, _midnight_after(on))
    if not rows:
        return None
    user = User.from_db(None, fields, rows[0][: len(fields)])
    held = [row[len(fields) :] for row in rows]
    user.held = (on, [one for one in held if one[0] is not None])
    return user


def viewers_of(user: User, *, on: date) -> list[Viewer]:
    """The person as he stands in each organisation where he holds a role on a day, the first granted first."""
    held: dict[int, list[Held]] = {}
    names: dict[int, str] = {}
    known = user.held[1] if user.held and user.held[0] == on else _held(user.pk, on, _midnight_after(on))
    for organisation_id, name, role, unit_id in known:
        held.setdefault(organisation_id, []).append(Held(Role(role), unit_id))
        names[organisation_id] = name
    return [Viewer(user.pk, user.name, key, names[key], tuple(roles)) for key, roles in held.items()]


HELD = ("organisation_id", "organisation__short_name", "role", "unit_id")


@prepared
def _held(user_id: int, day: date, midnight_after: datetime) -> QuerySet[Any, Any]:
    rows = Grant.objects.filter(_in_force(day, midnight_after), user_id=user_id).order_by("pk")
    return rows.values_list(*HELD)


@prepared
def _with_held(user_id: int, day: date, midnight_after: datetime) -> QuerySet[Any, Any]:
    now_held = FilteredRelation("grants", condition=_in_force(day, midnight_after, "grants__"))
    rows = User.objects.filter(pk=user_id).annotate(now_held=now_held).order_by("now_held__pk")
    return rows.values_list(*_fields(), *(f"now_held__{one}" for one in HELD))


def _fields() -> list[str]:
    return [field.attname for field in User._meta.concrete_fields]


def viewer_of(user: User, *, on: date, organisation_id: int | None = None) -> Viewer | None:
    """The person with the roles held ``on`` a day, in the organisation chosen or the first one granted."""
    return chosen(viewers_of(user, on=on), organisation_id)


def chosen(viewers: list[Viewer], organisation_id: int | None) -> Viewer | None:
    """The one of ``viewers`` in the organisation, else the first, else None."""
    return next((one for one in viewers if one.organisation_id == organisation_id), viewers[0] if viewers else None)


def users_who_may(
    permission: Permission, organisation_id: int, *, on: date, unit_id: int | None = None
) -> QuerySet[User]:
    """Users with an open account whose role gives ``permission`` in the organisation (over ``unit_id`` where given)."""
    roles = [role for role, card in ROLES.items() if permission in card.permissions]
    grants = grants_on(on).filter(organisation_id=organisation_id, role__in=roles)
    if unit_id is not None:
        grants = grants.filter(Q(unit_id=unit_id) | Q(unit=None))
    open_today = Q(valid_until=None) | Q(valid_until__gte=on)
    return User.objects.filter(open_today, is_active=True, pk__in=grants.values("user"))
