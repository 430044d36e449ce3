"""What is to be told of a web page: its snapshot, its visits, how the link is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from wenming.domain.files.types import WEB_PAGE
from wenming.evidence.models import Evidence, EvidenceFile, FileText, Link, LinkVisit

VISITS_SHOWN = 12
TEXT_SHOWN = 3000
"""Characters of a snapshot's text on the page of the evidence; the rest is in the file."""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """``snapshot`` is the last one the product kept itself; ``text`` the beginning of the words of a saved page."""

    link: Link
    visits: list[LinkVisit]
    snapshot: LinkVisit | None
    text: str
    text_length: int


def link_page(evidence: Evidence) -> LinkPage | None:
    """None where the evidence is no web page."""
    if evidence.kind != Evidence.Kind.LINK:
        return None
    link = Link.objects.of(evidence.organisation_id).filter(evidence=evidence).first()
    if link is None:
        return None
    visits = link.visits.select_related("stored")
    kept = visits.filter(stored__isnull=False).first()
    text = text_kept(link)
    return LinkPage(link, list(visits[:VISITS_SHOWN]), kept, text[:TEXT_SHOWN], len(text))


def text_kept(link: Link) -> str:
    """The words of the newest snapshot that has any: kept by the product, or saved by hand; "" where there are none."""
    snapshots = EvidenceFile.objects.of(link.organisation_id).filter(
        Q(stored__in=link.visits.filter(stored__isnull=False).values("stored"))
        | Q(stored__media_type=WEB_PAGE.media_type),
        revision__evidence=link.evidence_id, revision__is_current=True,
    )
    texts = FileText.objects.of(link.organisation_id).filter(stored__in=snapshots.values("stored")).exclude(text="")
    newest = texts.order_by("-stored_id").values_list("text", flat=True).first()
    return newest or ""


def told_of_links(organisation_id: int, evidence_ids: QuerySet[Any, Any]) -> dict[int, str]:
    """Of each web page among the evidence what a catalogue says of it; two queries.

    Whether the link still opens is not told: that changes by itself, the snapshot does not.
    """
    links = Link.objects.of(organisation_id).filter(evidence__in=evidence_ids)
    kept = dict(
        LinkVisit.objects.of(organisation_id).filter(link__in=links.values("pk"), stored__isnull=False)
        .order_by("at", "pk").values_list("link", "at")
    )
    told = {}
    for link in links:
        taken = f"{timezone.localtime(kept[link.pk]):%Y-%m-%d %H:%M} 由系统留存" if link.pk in kept else "由报送人附上"
        told[link.evidence_id] = f"网址：{link.url}（{link.medium}，{link.published_on} 发布），快照{taken}"
    return told


def bad_links(organisation_id: int, evidence_ids: list[int]) -> dict[int, str]:
    """Of these web pages those whose link is not what it was, by evidence: the state. Without any no query."""
    if not evidence_ids:
        return {}
    bad = Link.objects.of(organisation_id).filter(
        evidence__in=evidence_ids, state__in=[Link.State.LOST, Link.State.CHANGED]
    )
    return dict(bad.values_list("evidence_id", "state"))


def due_links(at: datetime) -> QuerySet[Link]:
    """Of every organisation, for the clock: what is to be looked at by ``at``, and what never was."""
    due = Link.objects.filter(Q(next_check_at__lte=at) | Q(next_check_at=None))
    return due.exclude(evidence__state=Evidence.State.WITHDRAWN)


def links_due(organisation_id: int, at: datetime, most: int) -> list[Link]:
    """The longest due first, one of each host."""
    found: dict[str, Link] = {}
    due = due_links(at).filter(organisation_id=organisation_id).select_related("evidence")
    for link in due.order_by(F("next_check_at").asc(nulls_first=True), "pk").iterator(500):
        found.setdefault(link.host, link)
        if len(found) == most:
            break
    return list(found.values())
