"""Units: adding, changing, closing (never deleting), and the other names they go by."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, RuleBroken
from wenming.organisation import access, events
from wenming.organisation.models import Organisation, Unit, UnitAlias
from wenming.organisation.queries.units import name_taken, next_position


@dataclass(frozen=True, slots=True)
class NewUnit:
    """One unit to add; ``aliases`` are other names documents print."""

    name: str
    kind: str = Unit.Kind.DIVISION
    aliases: tuple[str, ...] = ()
    valid_from: date | None = None


@transaction.atomic
def add_units(*, units: Sequence[NewUnit], by: Viewer, at: datetime) -> list[Unit]:
    """Add units at the end of the roster, all or none. Raises InputRefused for a name or alias already used."""
    access.check_may_manage(by)
    _hold_names(by)
    position = next_position(by.organisation_id)
    return [_add(one, position + offset, by, at) for offset, one in enumerate(units)]


def add_unit(
    *, name: str, kind: str = Unit.Kind.DIVISION, aliases: Sequence[str] = (), valid_from: date | None = None,
    by: Viewer, at: datetime,
) -> Unit:
    """Add one unit; see ``add_units``."""
    return add_units(units=[NewUnit(name, kind, tuple(aliases), valid_from)], by=by, at=at)[0]


def _add(new: NewUnit, position: int, by: Viewer, at: datetime) -> Unit:
    name = _free_name(by, new.name)
    unit = Unit.objects.create(
        organisation_id=by.organisation_id, name=name, kind=new.kind, position=position, valid_from=new.valid_from
    )
    for alias in dict.fromkeys(new.aliases):
        UnitAlias.objects.create(
            organisation_id=by.organisation_id, unit=unit, name=_free_name(by, alias, field="aliases")
        )
    after = {"kind": Unit.Kind(new.kind).label, "aliases": list(new.aliases)}
    record(events.unit_added, by=by, at=at, on=unit, after=after)
    return unit


@transaction.atomic
def change_unit(*, unit: Unit, version: int, name: str, kind: str, by: Viewer, at: datetime) -> Unit:
    """Rename or reclassify a unit. Its former name stays as an alias: documents of the past still find it.

    Raises ChangedMeanwhile where another saved first, InputRefused for a name already used.
    """
    access.check_may_manage(by)
    _hold_names(by)
    unit = _locked(by, unit)
    if unit.version != version:
        raise ChangedMeanwhile(
            f"别人刚改过这个单位，现在是“{unit.name}”（{unit.get_kind_display()}）。您填写的内容还在，核对后再保存。"
        )
    before = {"name": unit.name, "kind": unit.get_kind_display()}
    name = _free_name(by, name, but=unit)
    unit.aliases.filter(name=name).delete()
    if name != unit.name:
        UnitAlias.objects.create(organisation_id=by.organisation_id, unit=unit, name=unit.name)
    unit.name, unit.kind, unit.version = name, kind, unit.version + 1
    unit.save(update_fields=["name", "kind", "version"])
    record(events.unit_changed, by=by, at=at, on=unit, before=before,
           after={"name": unit.name, "kind": unit.get_kind_display()})
    return unit


@transaction.atomic
def close_unit(*, unit: Unit, valid_until: date, by: Viewer, at: datetime) -> Unit:
    """The unit exists up to and including ``valid_until``. Nothing of it is deleted."""
    access.check_may_manage(by)
    unit = _locked(by, unit)
    if unit.valid_until is not None:
        raise RuleBroken(f"{unit}已定于 {unit.valid_until:%Y-%m-%d} 撤销。")
    if unit.valid_from and valid_until < unit.valid_from:
        raise InputRefused("撤销日期早于设立日期，没有保存。", {"valid_until": f"不早于 {unit.valid_from:%Y-%m-%d}"})
    unit.valid_until, unit.version = valid_until, unit.version + 1
    unit.save(update_fields=["valid_until", "version"])
    record(events.unit_closed, by=by, at=at, on=unit, after={"valid_until": valid_until.isoformat()})
    return unit


@transaction.atomic
def reopen_unit(*, unit: Unit, by: Viewer, at: datetime) -> Unit:
    """Take back a closing."""
    access.check_may_manage(by)
    unit = _locked(by, unit)
    if unit.valid_until is None:
        raise RuleBroken(f"{unit}没有撤销，不必恢复。")
    before = {"valid_until": unit.valid_until.isoformat()}
    unit.valid_until, unit.version = None, unit.version + 1
    unit.save(update_fields=["valid_until", "version"])
    record(events.unit_reopened, by=by, at=at, on=unit, before=before)
    return unit


@transaction.atomic
def add_alias(*, unit: Unit, name: str, by: Viewer, at: datetime) -> UnitAlias:
    """Another name documents print for the unit. Raises InputRefused where any unit already goes by it."""
    access.check_may_manage(by)
    access.check_own(by, unit)
    _hold_names(by)
    alias = UnitAlias.objects.create(organisation_id=by.organisation_id, unit=unit, name=_free_name(by, name))
    record(events.alias_added, by=by, at=at, on=unit, after={"name": alias.name})
    return alias


@transaction.atomic
def remove_alias(*, alias: UnitAlias, by: Viewer, at: datetime) -> None:
    access.check_may_manage(by)
    access.check_own(by, alias)
    entry = record(events.alias_removed, by=by, at=at, on=alias.unit, before={"name": alias.name})
    hold(entry, unit=alias.unit_id, name=alias.name)
    alias.delete()


@restores(events.alias_removed)
def restore_alias(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Raises InputRefused where another unit goes by the name by now."""
    access.check_may_manage(by)
    _hold_names(by)
    unit = access.unit_for(by, held["unit"])
    UnitAlias.objects.create(organisation_id=by.organisation_id, unit=unit, name=_free_name(by, held["name"]))
    record(events.alias_restored, by=by, at=at, on=unit, after={"name": held["name"]})


def _hold_names(by: Viewer) -> None:
    """Names and aliases of a body are one set in two tables: whoever changes it waits for whoever is changing it."""
    Organisation.objects.select_for_update().get(pk=by.organisation_id)


def _locked(by: Viewer, unit: Unit) -> Unit:
    access.check_own(by, unit)
    return Unit.objects.select_for_update().get(pk=unit.pk)


def _free_name(by: Viewer, name: str, *, but: Unit | None = None, field: str = "name") -> str:
    """The name without blanks around it, once it is sure that no other unit goes by it."""
    name = name.strip()
    if not name:
        raise InputRefused("单位名称没有填写，没有保存。", {field: "请填写名称"})
    taken = name_taken(by.organisation_id, name, but=but)
    if taken is not None:
        closed = "（已撤销，可以恢复）" if taken.valid_until else ""
        clash = f"已有名为“{name}”的单位{closed}" if taken.name == name else f"“{name}”已是{taken}{closed}的别名"
        raise InputRefused(f"{clash}，没有保存。", {field: f"与{taken}重名"})
    return name
