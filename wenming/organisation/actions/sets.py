"""Named sets of units."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.organisation import access, events
from wenming.organisation.models import Organisation, Unit, UnitSet, UnitSetMember
from wenming.organisation.queries.units import set_of_all

EVERYONE = "各处室、单位"


@transaction.atomic
def make_set(*, name: str, units: Sequence[Unit], by: Viewer, at: datetime) -> UnitSet:
    """A set that names its members. Raises InputRefused without a member or where the name is used."""
    access.check_may_manage(by)
    access.check_own(by, *units)
    if not units:
        raise InputRefused("一个成员也没有，没有保存。", {"units": "至少选一个单位"})
    if UnitSet.objects.of(by.organisation_id).filter(name=name).exists():
        raise InputRefused(f"已有名为“{name}”的集合，没有保存。", {"name": "已有人使用"})
    made = UnitSet.objects.create(organisation_id=by.organisation_id, name=name)
    UnitSetMember.objects.bulk_create(
        [UnitSetMember(organisation_id=by.organisation_id, unit_set=made, unit=unit) for unit in dict.fromkeys(units)]
    )
    record(events.set_made, by=by, at=at, on=made, after={"units": "、".join(unit.name for unit in units)})
    return made


@transaction.atomic
def everyone(*, by: Viewer, at: datetime) -> UnitSet:
    """The set 各处室、单位 of the body, made when first asked for; two who ask at once get the same one."""
    Organisation.objects.select_for_update().get(pk=by.organisation_id)
    known = set_of_all(by.organisation_id)
    if known is not None:
        return known
    made = UnitSet.objects.create(organisation_id=by.organisation_id, name=EVERYONE, kind=UnitSet.Kind.ALL)
    record(events.set_made, by=by, at=at, on=made, after={"units": UnitSet.Kind.ALL.label})
    return made
