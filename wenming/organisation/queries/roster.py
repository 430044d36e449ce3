"""Named reads for importing a roster: who is known, what was imported, what a workbook's rows would do."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import cast

from django.db.models import QuerySet

from wenming.domain.errors import NotFound
from wenming.domain.roster.changes import UnitCard
from wenming.domain.roster.matching import Known, OpenPost
from wenming.domain.roster.values import Status
from wenming.filestore.models import StoredFile
from wenming.organisation.models import Person, Post, RosterHead, RosterImport, RosterLine, Standing, Unit
from wenming.vault.fields import BlindIndexField

from .units import match_units, suggest_units


def imports_of(organisation_id: int) -> QuerySet[RosterImport]:
    return RosterImport.objects.of(organisation_id)


def imported_before(organisation_id: int, before: date) -> QuerySet[RosterImport]:
    """Imports that are over, were uploaded before a day and still hold their workbook."""
    over = {RosterImport.State.APPLIED, RosterImport.State.DISCARDED}
    return imports_of(organisation_id).filter(state__in=over, uploaded_at__date__lt=before).exclude(file=None)


def source_of(roster: RosterImport) -> StoredFile:
    """The workbook as it was uploaded. Raises NotFound where it was destroyed."""
    if roster.file is None:
        when = "在放弃导入时已" if roster.state == RosterImport.State.DISCARDED else "已按期"
        raise NotFound(f"“{roster.name}”的原表{when}销毁，不能再打开。登记在名册里的内容不受影响。")
    return roster.file


def lines_of(roster: RosterImport, verdict: str = "") -> QuerySet[RosterLine]:
    rows = RosterLine.objects.of(roster.organisation_id).filter(roster=roster).select_related("person")
    return rows.filter(verdict=verdict) if verdict in RosterLine.Verdict.values else rows


def remembered_heads(organisation_id: int) -> dict[str, str]:
    """The heads a clerk has assigned before, each with its column."""
    return dict(RosterHead.objects.of(organisation_id).values_list("head", "column"))


def known_people(organisation_id: int) -> list[Known]:
    """Everyone in the roster as he stands now; three queries however many."""
    begun: dict[int, date | None] = {}
    earlier: set[int] = set()
    held = Standing.objects.of(organisation_id).that_hold()
    for person_id, valid_from, valid_until in held.values_list("person", "valid_from", "valid_until"):
        if valid_until is None:
            begun[person_id] = valid_from
        else:
            earlier.add(person_id)
    posts: dict[int, list[OpenPost]] = defaultdict(list)
    for post in Post.objects.of(organisation_id).filter(valid_until=None).order_by("pk"):
        posts[post.person_id].append(OpenPost(post.pk, post.title, post.unit_id, post.is_head, post.valid_from))
    people = Person.objects.of(organisation_id).select_related("unit").order_by("pk")
    return [
        Known(
            one.pk, one.name, one.staff_number, one.unit_id, one.unit.name, Status(one.status), one.since,
            one.party_member, one.in_leadership, begun.get(one.pk), posts=tuple(posts.get(one.pk, [])),
            has_earlier=one.pk in earlier,
            id_key=one.id_number_index, phone_key=one.phone_index,
        )
        for one in people
    ]


def number_keys(organisation_id: int, field: str, numbers: Iterable[str], known: Iterable[str]) -> dict[str, str]:
    """For each identity or telephone number the token it is kept under: that of the person who has it already, else
    the one it would get. Raises KeysMissing where there is a number and no key."""
    index = cast(BlindIndexField, Person._meta.get_field(f"{field}_index"))
    taken = set(known)
    keys = {}
    for number in {one for one in numbers if one}:
        tokens = index.tokens(number, organisation_id)
        keys[number] = next((token for token in tokens if token in taken), tokens[0])
    return keys


def unit_cards(organisation_id: int, names: Iterable[str], on: date) -> dict[str, UnitCard | None]:
    """Each printed name with the unit it surely means on a day, or None; one query."""
    found = match_units(organisation_id, set(names), on)
    return {name: UnitCard(unit.pk, unit.name) if unit else None for name, unit in found.items()}


def unknown_units(roster: RosterImport) -> list[tuple[str, int, list[Unit]]]:
    """Unit names of the workbook that nothing in the roster goes by: the name, in how many rows, what it may mean."""
    counts: dict[str, int] = defaultdict(int)
    names = lines_of(roster, RosterLine.Verdict.BAD).exclude(unit="").values_list("unit", flat=True)
    for name in names:
        counts[name] += 1
    cards = unit_cards(roster.organisation_id, counts, roster.as_of)
    return [
        (name, counts[name], suggest_units(roster.organisation_id, name, roster.as_of))
        for name, card in cards.items() if card is None
    ][:20]
