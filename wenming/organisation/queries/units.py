"""Named reads of units: who exists on a day, whom a printed name means, whom a set holds."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Prefetch, Q, QuerySet

from wenming.domain.units import bare_name, likeness, squeezed
from wenming.organisation.models import Person, Unit, UnitAlias, UnitSet, UnitSetMember

ALIKE_FROM = 0.5
OF_EVERYONE = (Unit.Kind.DIVISION, Unit.Kind.INSTITUTION, Unit.Kind.PARTY_AND_MASS, Unit.Kind.TASK_FORCE)


def units_of(organisation_id: int, on: date) -> QuerySet[Unit]:
    """The units that exist on a day, in the order of the roster."""
    return Unit.objects.of(organisation_id).valid_on(on)


def units_in_list(organisation_id: int, on: date, *, kind: str = "", closed: bool = False) -> QuerySet[Unit]:
    """The units of the list page with their aliases and ``staff``, people now on post; or those closed by ``on``."""
    rows = Unit.objects.of(organisation_id).filter(valid_until__lt=on) if closed else units_of(organisation_id, on)
    if kind in Unit.Kind.values:
        rows = rows.filter(kind=kind)
    on_post = Count("people", filter=Q(people__status=Person.Status.ON_POST))
    return rows.annotate(staff=on_post).prefetch_related(Prefetch("aliases", UnitAlias.objects.order_by("name")))


def units_per_kind(organisation_id: int, on: date) -> dict[str, int]:
    """How many units of each kind exist on a day; a kind without any is absent."""
    counts = units_of(organisation_id, on).order_by().values("kind").annotate(units=Count("pk"))
    return {row["kind"]: row["units"] for row in counts}


@dataclass(frozen=True, slots=True)
class _Names:
    """Every name the units of a body go by, exact and bare. A bare name of two units means neither."""

    exact: dict[str, Unit]
    bare: dict[str, Unit | None]
    own: tuple[str, ...]

    def find(self, name: str) -> Unit | None:
        return self.exact.get(squeezed(name)) or self.bare.get(bare_name(name, self.own))


def _names(organisation_id: int, on: date) -> _Names:
    rows = units_of(organisation_id, on).annotate(
        alias=F("aliases__name"), body=F("organisation__name"), body_short=F("organisation__short_name")
    )
    exact: dict[str, Unit] = {}
    bare: dict[str, Unit | None] = {}
    own: tuple[str, ...] = ()
    for unit in rows:
        own = own or (unit.body, unit.body_short)
        for name in filter(None, (unit.name, unit.alias)):
            exact[squeezed(name)] = unit
            key = bare_name(name, own)
            known = bare.setdefault(key, unit)
            if known is not None and known.pk != unit.pk:
                bare[key] = None
    return _Names(exact, bare, own)


def match_units(organisation_id: int, names: Iterable[str], on: date) -> dict[str, Unit | None]:
    """Each printed name with the unit it surely means on a day, or None; one query however many names.

    Surely: the same name or alias, or the same once the body's own prefix is dropped from both
    (``wenming.domain.units.bare_name``) and no second unit is the same too.
    """
    known = _names(organisation_id, on)
    return {name: known.find(name) for name in names}


def suggest_units(organisation_id: int, name: str, on: date, *, limit: int = 3) -> list[Unit]:
    """Units whose name or alias looks like ``name``, the most alike first; a person must choose."""
    scored: dict[int, tuple[float, Unit]] = {}
    for known, unit in _names(organisation_id, on).exact.items():
        score = likeness(name, known)
        if score >= ALIKE_FROM and score > scored.get(unit.pk, (0.0, unit))[0]:
            scored[unit.pk] = (score, unit)
    best = sorted(scored.values(), key=lambda pair: (-pair[0], pair[1].position, pair[1].pk))
    return [unit for _, unit in best[:limit]]


def resolve_sets(organisation_id: int, sets: Iterable[UnitSet], on: date) -> dict[int, list[Unit]]:
    """The units each set means on a day, in the order of the roster, by the set's id; two queries however many sets.

    A closed unit has left every set. ALL (各处室、单位) is every unit of the body but its associations: the party and
    mass bodies are listed with the divisions in such plans and get tasks like them, a task force (驻村工作队) is a unit
    of the body while it lasts, whereas an association or interest group (兴趣小组) has members and no staff, and no
    plan addresses it so.
    """
    wanted = {one.pk: one for one in sets}
    listed: dict[int, set[int]] = {key: set() for key in wanted}
    for set_id, unit_id in UnitSetMember.objects.filter(unit_set__in=wanted).values_list("unit_set", "unit"):
        listed[set_id].add(unit_id)
    units = list(units_of(organisation_id, on))

    def holds(one: UnitSet, unit: Unit) -> bool:
        return unit.kind in OF_EVERYONE if one.kind == UnitSet.Kind.ALL else unit.pk in listed[one.pk]

    return {key: [unit for unit in units if holds(one, unit)] for key, one in wanted.items()}


def set_of_all(organisation_id: int) -> UnitSet | None:
    """The set 各处室、单位 of the body, or None while nothing has needed it yet."""
    return UnitSet.objects.of(organisation_id).filter(kind=UnitSet.Kind.ALL).order_by("pk").first()


def sets_of(organisation_id: int) -> QuerySet[UnitSet]:
    return UnitSet.objects.of(organisation_id).order_by("name")


def aliases_of(unit: Unit) -> QuerySet[UnitAlias]:
    return unit.aliases.order_by("name")


def name_taken(organisation_id: int, name: str, *, but: Unit | None = None) -> Unit | None:
    """The unit, closed ones too, that already goes by ``name`` as its name or alias; ``but`` may."""
    rows = Unit.objects.of(organisation_id).filter(Q(name=name) | Q(aliases__name=name))
    return rows.exclude(pk=but.pk).first() if but else rows.first()


def next_position(organisation_id: int) -> int:
    last = Unit.objects.of(organisation_id).order_by("-position").values_list("position", flat=True).first()
    return (last or 0) + 1
