"""Who was what on a day: the roster of any day, and the head-counts that follow from it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from wenming.domain.roster.populations import POPULATIONS, Population, population_named
from wenming.organisation.models import Headcount, Person, Standing


def people_on(
    organisation_id: int, day: date, *, unit_id: int | None = None, status: str = "",
    population: Population | None = None,
) -> QuerySet[Standing]:
    """Everyone in the roster on a day as he was then, one standing each; of one unit, status or population."""
    rows = Standing.objects.of(organisation_id).on(day).select_related("person", "unit")
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    if status in Person.Status.values:
        rows = rows.filter(status=status)
    return rows if population is None else rows.filter(counted(population))


def counted(population: Population) -> Q:
    """Whether a standing belongs to a population."""
    inside = Q(status__in=population.statuses)
    if population.party is not None:
        inside &= Q(party_member=population.party)
    if population.leadership is not None:
        inside &= Q(in_leadership=population.leadership)
    return inside


def per_status_on(
    organisation_id: int, day: date, *, unit_id: int | None = None, population: Population | None = None
) -> dict[str, int]:
    """How many people have each status on a day; a status nobody has is absent."""
    rows = people_on(organisation_id, day, unit_id=unit_id, population=population)
    counts = rows.order_by().values("status").annotate(people=Count("pk"))
    return {row["status"]: row["people"] for row in counts}


def populations_on(organisation_id: int, day: date) -> dict[str, int]:
    """How many people each population counts on a day, by its code; one query."""
    counts = {one.code: Count("pk", filter=counted(one)) for one in POPULATIONS}
    return Standing.objects.of(organisation_id).on(day).aggregate(**counts)


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure entered by hand beside what the roster says of the same day."""

    entered: Headcount
    population: Population
    counted: int

    @property
    def difference(self) -> int:
        """The roster's figure less the entered one."""
        return self.counted - self.entered.count


def compared_with_roster(organisation_id: int, entered: Iterable[Headcount]) -> list[Compared]:
    """Those of the figures whose population the roster knows, each counted on its own day; one query."""
    pairs = [(row, found) for row in entered if (found := population_named(row.population))]
    if not pairs:
        return []
    counts = {
        f"of_{row.pk}": Count("pk", filter=counted(found) & _held_on(row.as_of)) for row, found in pairs
    }
    figures = Standing.objects.of(organisation_id).that_hold().aggregate(**counts)
    return [Compared(row, found, figures[f"of_{row.pk}"]) for row, found in pairs]


def _held_on(day: date) -> Q:
    begun = Q(valid_from=None) | Q(valid_from__lte=day)
    return begun & (Q(valid_until=None) | Q(valid_until__gte=day))


def history_of(person: Person) -> list[Standing]:
    """All that was entered of a person, the newest first; a withdrawn entry stands after the one that replaced it."""
    rows = person.standings.select_related("unit", "source")
    return sorted(rows, key=lambda one: (one.valid_from or date.min, one.withdrawn_at is None, one.pk), reverse=True)
