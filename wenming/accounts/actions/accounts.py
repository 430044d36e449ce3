"""Opening accounts, granting and withdrawing roles, changing passwords."""

from datetime import date, datetime

from django.db import transaction

from wenming.accounts import events
from wenming.accounts.models import Grant, User
from wenming.accounts.queries import grants_on, viewer_of
from wenming.audit.actions import record
from wenming.domain.authority import ROLES, Role, Viewer, exclusive_conflict
from wenming.domain.errors import InputRefused
from wenming.organisation.models import Unit


@transaction.atomic
def open_account(
    *, username: str, name: str, password: str, by: Viewer, at: datetime, must_change_password: bool = True
) -> User:
    """A new account without any role. Raises InputRefused where the sign-in name is taken."""
    if User.objects.filter(username=username).exists():
        raise InputRefused(f"登录名“{username}”已有人使用，请换一个。", {"username": "已有人使用"})
    user = User(username=username, name=name, created_at=at, must_change_password=must_change_password)
    user.set_password(password)
    user.save()
    record(events.account_opened, by=by, at=at, on=user)
    return user


@transaction.atomic
def grant_role(
    *, user: User, role: Role, by: Viewer, at: datetime, valid_from: date, unit: Unit | None = None,
    valid_until: date | None = None,
) -> Grant:
    """Give a role from a day on. Raises InputRefused where the role needs a unit, or may not be held with another."""
    if ROLES[role].of_unit and unit is None:
        raise InputRefused(f"授予{role.label}要指明哪个单位。", {"unit": "请选单位"})
    held = [Role(grant.role) for grant in grants_on(valid_from).filter(user=user, organisation_id=by.organisation_id)]
    conflict = exclusive_conflict([*held, role])
    if conflict:
        raise InputRefused(conflict, {"role": conflict})
    grant, created = Grant.objects.get_or_create(
        organisation_id=by.organisation_id, user=user, role=role, unit=unit if ROLES[role].of_unit else None,
        valid_from=valid_from, defaults={"valid_until": valid_until},
    )
    if created:
        record(events.role_granted, by=by, at=at, on=user, after={"role": role.label, "unit": str(unit or "")})
    return grant


@transaction.atomic
def change_own_password(*, user: User, password: str, at: datetime) -> None:
    user.set_password(password)
    user.must_change_password = False
    user.save(update_fields=["password", "must_change_password"])
    _record_own(events.password_changed, user, at)


@transaction.atomic
def note_sign_in(*, user: User, at: datetime) -> None:
    """Signing in is recorded where the account has a role in some organisation."""
    _record_own(events.signed_in, user, at)


def _record_own(kind, user: User, at: datetime) -> None:
    viewer = viewer_of(user, on=at.date())
    if viewer is not None:
        record(kind, by=viewer, at=at, on=user)
