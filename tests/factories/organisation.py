"""Rows of the organisation room for tests of the rooms above it."""

from datetime import date

from tests.cast import LONG_AGO, NOW
from wenming.organisation.models import Organisation, Person, Post, Standing, Unit, UnitAlias, UnitSet, UnitSetMember


def make_alias(unit: Unit, name: str) -> UnitAlias:
    return UnitAlias.objects.create(organisation_id=unit.organisation_id, unit=unit, name=name)


def make_person(unit: Unit, name: str, **more) -> Person:
    """A person with the standing he has now, from ``since`` on."""
    person = Person.objects.create(organisation_id=unit.organisation_id, unit=unit, name=name, **more)
    dated = {key: getattr(person, key) for key in ("status", "party_member", "in_leadership")}
    Standing.objects.create(
        organisation_id=unit.organisation_id, person=person, unit=unit, valid_from=person.since, entered_at=NOW, **dated
    )
    return person


def make_head(unit: Unit, name: str, *, since: date = LONG_AGO, until: date | None = None) -> Post:
    """A person of the unit who holds its leading post."""
    return Post.objects.create(
        organisation_id=unit.organisation_id, unit=unit, title="主要负责人", is_head=True,
        person=make_person(unit, name), valid_from=since, valid_until=until,
    )


def make_everyone(organisation: Organisation) -> UnitSet:
    return UnitSet.objects.create(organisation=organisation, name="各处室、单位", kind=UnitSet.Kind.ALL)


def make_listed_set(organisation: Organisation, name: str, *units: Unit) -> UnitSet:
    unit_set = UnitSet.objects.create(organisation=organisation, name=name)
    for unit in units:
        UnitSetMember.objects.create(organisation=organisation, unit_set=unit_set, unit=unit)
    return unit_set
