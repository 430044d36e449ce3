"""Giving roles and taking them back. A grant is never deleted: who could do what, and when, stays readable."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from wenming.accounts import access, events
from wenming.accounts.models import Grant, User
from wenming.accounts.queries import grants_between
from wenming.audit.actions import record
from wenming.domain.authority import ROLES, Role, Viewer, exclusive_conflict
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.organisation.access import check_own
from wenming.organisation.models import Unit


@transaction.atomic
def grant_role(
    *, user: User, role: Role, by: Viewer, at: datetime, valid_from: date, unit: Unit | None = None,
    valid_until: date | None = None,
) -> Grant:
    """Give a role from a day on.

    Raises InputRefused where the role needs a unit, is held already on one of those days, or may not be held
    together with another. Two who grant to one person at the same time wait for each other at the user's row.
    """
    access.check_may_grant(by, user)
    user = User.objects.select_for_update().get(pk=user.pk)
    unit = _unit_of(role, unit, by)
    if valid_until and valid_until < valid_from:
        raise InputRefused("止日早于起日，没有授予。", {"valid_until": "不早于起日"})
    held = list(grants_between(valid_from, valid_until).filter(user=user, organisation_id=by.organisation_id))
    if any(one.role == role and one.unit_id == (unit.pk if unit else None) for one in held):
        raise InputRefused(f"“{user}”在这段时间已是{unit or ''}{role.label}，没有重复授予。", {"role": "已有此角色"})
    conflict = exclusive_conflict([*(Role(one.role) for one in held), role])
    if conflict:
        raise InputRefused(f"{conflict}没有授予。", {"role": conflict})
    grant = Grant.objects.create(
        organisation_id=by.organisation_id, user=user, role=role, unit=unit, valid_from=valid_from,
        valid_until=valid_until,
    )
    after = {"role": role.label, "unit": str(unit or ""), "valid_from": valid_from.isoformat()}
    record(events.role_granted, by=by, at=at, on=user, after=after)
    return grant


def _unit_of(role: Role, unit: Unit | None, by: Viewer) -> Unit | None:
    if not ROLES[role].of_unit:
        return None
    if unit is None:
        raise InputRefused(f"授予{role.label}要指明哪个单位。", {"unit": "请选单位"})
    check_own(by, unit)
    return unit


@transaction.atomic
def withdraw_role(*, grant: Grant, by: Viewer, at: datetime) -> Grant:
    """Take a role back at once. Raises RuleBroken where it is over already."""
    access.check_may_grant(by, grant.user)
    check_own(by, grant)
    User.objects.select_for_update().get(pk=grant.user_id)
    grant = Grant.objects.select_related("user", "unit").get(pk=grant.pk)
    today = timezone.localdate(at)
    if grant.withdrawn_at or (grant.valid_until and grant.valid_until < today):
        raise RuleBroken("这个角色已经到期或收回，不必再收回。")
    grant.withdrawn_at, grant.valid_until = at, max(today, grant.valid_from)
    grant.save(update_fields=["withdrawn_at", "valid_until"])
    before = {"role": Role(grant.role).label, "unit": str(grant.unit or "")}
    record(events.role_withdrawn, by=by, at=at, on=grant.user, before=before)
    return grant
