"""Writing down what was read of a document: every line, what it demands and what does not fit, or nothing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.standard.columns import Layout
from wenming.domain.standard.findings import Finding
from wenming.domain.standard.layouts import to_json
from wenming.domain.standard.nodes import Component, Material, Node, Slot, Veto, rule_to_json
from wenming.standard import events
from wenming.standard.models import Edition, EditionFinding, Indicator, IndicatorSlot, MaterialSlot, VetoLine

from .holding import reconcile

Kind = MaterialSlot.Kind
KIND_OF = {
    Material.PHOTO: Kind.PICTURE, Material.SITE: Kind.PICTURE, Material.AV: Kind.VIDEO, Material.STAT_TABLE: Kind.TABLE,
    Material.ROSTER: Kind.TABLE, Material.SURVEY: Kind.ANY, Material.LINK: Kind.LINK, Material.NEWS_ITEM: Kind.ANY,
    Material.SCREENSHOT: Kind.ANY, Material.ORIGINAL_RECORD: Kind.ANY,
}
"""What can be checked of a material; a signed record may as well be photographed. The rest are documents."""
CAPTIONS = {"时间": "time", "地点": "place", "人物": "people", "参加人员": "people", "人员": "people", "主题": "topic",
            "学习内容": "topic", "内容": "topic", "事由": "topic"}
FIGURES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Placed:
    """A node with where it stands: ``parent`` is the place of its parent in the same list, from 0, or None."""

    node: Node
    parent: int | None
    level: int
    key: str


def placed(nodes: Sequence[Node]) -> list[Placed]:
    """Every line in the order of the document."""
    found: list[Placed] = []
    tops = reversed(list(enumerate(nodes, 1)))
    waiting: list[tuple[Node, int | None, int, str]] = [(node, None, 0, str(place)) for place, node in tops]
    while waiting:
        node, parent, level, key = waiting.pop()
        here = len(found)
        found.append(Placed(node, parent, level, key))
        below = list(enumerate(node.children, 1))
        waiting += [(child, here, level + 1, f"{key}.{place}") for place, child in reversed(below)]
    return found


@transaction.atomic
def write_edition(
    *, edition: Edition, nodes: Sequence[Node], noticed: Sequence[Finding], vetoes: Sequence[Veto],
    declared: Fraction | None, by: Viewer, at: datetime, components: Sequence[Component] = (),
    layouts: Sequence[Layout | None] = (),
) -> None:
    """All of it, in one transaction: an edition that was given up meanwhile stays as it is."""
    edition = Edition.objects.select_for_update().select_related("standard").get(pk=edition.pk)
    if edition.state != Edition.State.READING:
        return
    lines = write_lines(edition, placed(nodes))
    held = reconcile(tuple(nodes), declared)
    again = {(one.kind, one.message) for one in held}
    write_findings(edition, lines, [one for one in noticed if (one.kind, one.message) not in again], read=True)
    write_findings(edition, lines, held, read=False)
    VetoLine.objects.bulk_create([
        VetoLine(organisation_id=edition.organisation_id, edition=edition, position=place, text=one.text,
                 months=one.months, since=one.since or None, subject=one.subject[:120],
                 certified_by=one.certified_by[:120])
        for place, one in enumerate(vetoes, 1)
    ])
    edition.state, edition.declared_total, edition.counts = Edition.State.PROPOSED, figure(declared), counted(lines)
    edition.components = [[one.name, str(one.points)] for one in components]
    edition.layouts = to_json(layouts)
    edition.save(update_fields=["state", "declared_total", "counts", "components", "layouts"])
    found = edition.findings.count()
    record(events.edition_read, by=by, at=at, on=edition, after={"lines": len(lines), "findings": found})


def counted(lines: Iterable[Indicator]) -> list[int]:
    """How many lines each level has, from the top."""
    found: list[int] = []
    for line in lines:
        found += [0] * (line.level + 1 - len(found))
        found[line.level] += 1
    return found


def write_lines(edition: Edition, every: Sequence[Placed]) -> list[Indicator]:
    """Level by level, so that each line is there before those under it; what they demand after that."""
    lines = [_line(edition, position, one) for position, one in enumerate(every, 1)]
    for level in range(max((one.level for one in every), default=-1) + 1):
        here = [place for place, one in enumerate(every) if one.level == level]
        for place in here:
            parent = every[place].parent
            lines[place].parent = None if parent is None else lines[parent]
        Indicator.objects.bulk_create([lines[place] for place in here])
    write_slots([(lines[place], one.node.slots) for place, one in enumerate(every)])
    return lines


def _line(edition: Edition, position: int, one: Placed) -> Indicator:
    node = one.node
    return Indicator(
        organisation_id=edition.organisation_id, edition=edition, position=position, level=one.level, key=one.key,
        code=node.code[:60], name=node.name, text=node.text, max_score=figure(node.max_score), cap=figure(node.cap),
        weight=figure(node.weight), bonus=node.bonus, rule=rule_to_json(node.rule), methods=list(node.methods),
        levels=list(node.levels), properties=list(node.properties), row=node.row,
    )


def write_slots(demanded: Sequence[tuple[Indicator, Sequence[Slot]]]) -> None:
    every = [(line, place, one) for line, slots in demanded for place, one in enumerate(slots, 1)]
    made = MaterialSlot.objects.bulk_create([_slot(line, one) for line, _, one in every])
    IndicatorSlot.objects.bulk_create([
        IndicatorSlot(organisation_id=line.organisation_id, edition_id=line.edition_id, indicator=line, slot=slot,
                      material=one.kind, position=place)
        for (line, place, one), slot in zip(every, made, strict=True)
    ])


def _slot(line: Indicator, one: Slot) -> MaterialSlot:
    material = Material(one.kind)
    captions = {CAPTIONS[said] for said in one.captions if said in CAPTIONS}
    return MaterialSlot(
        organisation_id=line.organisation_id, title=(one.what or material.label)[:120],
        kind=KIND_OF.get(material, Kind.DOCUMENT), minimum=max(one.min, 1), maximum=one.max, characters=one.characters,
        captions=sorted(captions), group=one.group[:60], source_line=f"{line.code} {line.name}".strip()[:300],
    )


def write_findings(edition: Edition, lines: Iterable[Indicator], noticed: Sequence[Finding], *, read: bool) -> None:
    """Each beside the line it speaks of: the one read from its row, else the first of its code."""
    of_row: dict[int, Indicator] = {}
    of_code: dict[str, Indicator] = {}
    for line in lines:
        of_row.setdefault(line.row, line)
        of_code.setdefault(line.code, line)
    begin = edition.findings.count() + 1
    EditionFinding.objects.bulk_create([
        EditionFinding(
            organisation_id=edition.organisation_id, edition=edition, position=place, kind=one.kind, read=read,
            message=one.message, indicator=of_code.get(one.code) if one.code else of_row.get(one.row or -1),
        )
        for place, one in enumerate(noticed, begin)
    ])


def figure(value: Fraction | None) -> Decimal | None:
    """As it is kept: four places, which no standard seen goes beyond."""
    return None if value is None else (Decimal(value.numerator) / value.denominator).quantize(FIGURES)
