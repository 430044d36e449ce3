"""Named reads of people, posts and head-counts."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from wenming.domain.personal.masks import mask_id_number, mask_phone
from wenming.organisation.models import Headcount, Person, Post
from wenming.vault.errors import StaysClosed
from wenming.vault.queries import holding


def people_of(organisation_id: int, *, unit_id: int | None = None, status: str = "") -> QuerySet[Person]:
    """The roster with each person's unit; of one unit, in one status."""
    rows = Person.objects.of(organisation_id).select_related("unit")
    if unit_id is not None:
        rows = rows.filter(unit_id=unit_id)
    return rows.filter(status=status) if status in Person.Status.values else rows


def people_per_status(organisation_id: int, *, unit_id: int | None = None) -> dict[str, int]:
    """How many people have each status; a status nobody has is absent."""
    rows = people_of(organisation_id, unit_id=unit_id).order_by().values("status").annotate(people=Count("pk"))
    return {row["status"]: row["people"] for row in rows}


def people_by_entry(organisation_id: int, unit_id: int, limit: int) -> QuerySet[Person]:
    """The first people of a unit in the order they were entered."""
    return people_of(organisation_id, unit_id=unit_id).order_by("pk")[:limit]


def posts_on(organisation_id: int, on: date, *, unit_id: int | None = None) -> QuerySet[Post]:
    """Posts held on a day, both ends included, with who holds them; of one unit."""
    rows = Post.objects.of(organisation_id).filter(Q(valid_until=None) | Q(valid_until__gte=on), valid_from__lte=on)
    rows = rows if unit_id is None else rows.filter(unit_id=unit_id)
    return rows.select_related("person", "unit").order_by("unit__position", "-is_head", "valid_from", "pk")


def heads_on(organisation_id: int, unit_ids: Sequence[int], on: date) -> dict[int, list[Post]]:
    """The leading posts of units on a day; a unit without a head is absent. One query."""
    heads: dict[int, list[Post]] = {}
    for post in posts_on(organisation_id, on).filter(unit_id__in=unit_ids, is_head=True):
        heads.setdefault(post.unit_id, []).append(post)
    return heads


def posts_by_person(organisation_id: int, on: date) -> dict[int, list[Post]]:
    """The posts each person holds on a day; a person without any is absent. One query."""
    held: dict[int, list[Post]] = {}
    for post in posts_on(organisation_id, on):
        held.setdefault(post.person_id, []).append(post)
    return held


def headcounts_of(organisation_id: int, *, population: str = "") -> QuerySet[Headcount]:
    rows = Headcount.objects.of(organisation_id)
    return rows.filter(population=population) if population else rows


def latest_headcounts(organisation_id: int, on: date) -> dict[str, Headcount]:
    """The newest figure of each population not later than a day."""
    rows = Headcount.objects.of(organisation_id).filter(as_of__lte=on).order_by("as_of")
    return {row.population: row for row in rows}


def posts_of(person: Person) -> QuerySet[Post]:
    """All posts a person holds or held, the present ones first."""
    return person.posts.select_related("unit").order_by(F("valid_until").desc(nulls_first=True), "-valid_from", "pk")


MASKS = {"id_number": mask_id_number, "phone": mask_phone}
"""The encrypted fields of a person, each with how it is shown to those who need not know it."""


def label_of(field: str) -> str:
    """What a field of a person is called on pages and in the record."""
    return str(getattr(Person, field).field.verbose_name)


def holders_of_id_number(organisation_id: int, id_number: str) -> QuerySet[Person]:
    """Who is registered under an identity number: one person or nobody. Raises KeysMissing."""
    return Person.objects.filter(holding(Person._meta.get_field("id_number"), id_number, organisation_id))


def masked(person: Person, field: str) -> str:
    """An encrypted field of a person, masked; "" where none is registered; 打不开 where its key is away or wrong."""
    try:
        value = getattr(person, field)
    except StaysClosed:
        return "打不开"
    return MASKS[field](value) if value else ""
