"""Packs as a list shows them, and one pack with its parts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet

from wenming.domain.evidence.packs import BY_SLUG, PARTS, Part, lacking
from wenming.domain.evidence.reuse import Reuse, spared_together
from wenming.evidence.models import EventPack, Evidence

from .reuse import reuse_of_all
from .rows import Row, for_lists, rows_of

NEAR = timedelta(days=31)
"""How far from the activity evidence may lie that is offered for its pack."""
OFFERED = 30


@dataclass(frozen=True, slots=True)
class PackRow:
    """A pack with what it lacks and how often its parts are used together."""

    pack: EventPack
    parts: int
    lacks: list[str]
    places: int
    spared: int


@dataclass(frozen=True, slots=True)
class PartOfPack:
    part: Part
    row: Row


@dataclass(frozen=True, slots=True)
class PackPage:
    parts: list[PartOfPack]
    lacks: list[str]
    offered: list[Row]
    """Evidence near the activity that is in no pack."""

    @property
    def spared(self) -> int:
        return spared_together(one.row.reuse for one in self.parts)

    @property
    def places(self) -> int:
        return sum(one.row.serves for one in self.parts)

    @property
    def there(self) -> set[str]:
        return {one.part.slug for one in self.parts}


def pack_rows(packs: Sequence[EventPack], seen: QuerySet[Evidence]) -> list[PackRow]:
    """``packs`` with their parts among ``seen``: two queries, however many packs."""
    parts: dict[int, list[tuple[int, str]]] = defaultdict(list)
    found = seen.filter(pack__in=[one.pk for one in packs]).exclude(state=Evidence.State.WITHDRAWN)
    for pack_id, evidence_id, part in found.values_list("pack_id", "pk", "pack_part"):
        parts[pack_id].append((evidence_id, part))
    reuse = reuse_of_all([evidence_id for group in parts.values() for evidence_id, _ in group])
    return [_row(pack, parts[pack.pk], reuse) for pack in packs]


def pack_page(parts: QuerySet[Evidence], offered: QuerySet[Evidence]) -> PackPage:
    """The page of one pack; ``parts`` and ``offered`` are what the viewer sees of either."""
    called = dict(parts.values_list("pk", "pack_part"))
    rows = sorted(rows_of(for_lists(parts)), key=lambda row: (_place(called[row.pk]), row.pk))
    shown = [PartOfPack(BY_SLUG[called[row.pk]], row) for row in rows]
    near = for_lists(offered.order_by("-event_on", "-pk"))[:OFFERED]
    return PackPage(shown, lacking(set(called.values())), rows_of(near))


def without_pack(seen: QuerySet[Evidence], pack: EventPack) -> QuerySet[Evidence]:
    """Filed evidence of the pack's unit from about its day that is in no pack."""
    return seen.filter(
        state=Evidence.State.FILED, unit=pack.unit_id, pack=None, event_on__gte=pack.event_on - NEAR,
        event_on__lte=pack.event_on + NEAR,
    )


def _row(pack: EventPack, parts: Iterable[tuple[int, str]], reuse: dict[int, Reuse]) -> PackRow:
    found = list(parts)
    used = [reuse[evidence_id] for evidence_id, _ in found if evidence_id in reuse]
    return PackRow(
        pack, len(found), lacking({part for _, part in found}), sum(one.places for one in used), spared_together(used)
    )


def _place(slug: str) -> int:
    return PARTS.index(BY_SLUG[slug])
