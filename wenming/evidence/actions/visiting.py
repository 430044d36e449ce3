"""What a visit of the product to a web page leaves behind: a snapshot, or how the link is."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.links.rot import CHECK_AGAIN, CHECK_EVERY, state_after
from wenming.evidence import events
from wenming.evidence.models import Link, LinkVisit
from wenming.filestore.actions import store

from .filing import add_files
from .receiving import Incoming

TURN = timedelta(minutes=1)
"""Longer than any visit, redirects and all; after that the site is free for the next."""


@dataclass(frozen=True, slots=True)
class Visited:
    """What was found: of a page its bytes and the ending of their name, else why there is none."""

    asked_at: datetime
    url: str
    status: int | None
    body: bytes = b""
    digest: str = ""
    suffix: str = ""
    title: str = ""
    failed: str = ""
    refused: str = ""

    @property
    def outcome(self) -> LinkVisit.Outcome:
        if self.refused:
            return LinkVisit.Outcome.REFUSED
        return LinkVisit.Outcome.FAILED if self.failed else LinkVisit.Outcome.OPENED


@transaction.atomic
def take_turn(link: Link, *, asked_at: datetime, at: datetime) -> bool:
    """Whether nobody else visits this host now; until ``give_turn`` or TURN has passed nobody else will.

    Across all organisations: the site is one. The host's first link is its lock. A visit that was broken off may take
    its own turn again.
    """
    same_host = Link.objects.filter(host=link.host)
    same_host.order_by("pk").select_for_update().first()
    if same_host.filter(visiting_until__gt=at).exclude(pk=link.pk, visiting_for=asked_at).exists():
        return False
    return bool(Link.objects.filter(pk=link.pk).update(visiting_until=at + TURN, visiting_for=asked_at))


def give_turn(link: Link) -> None:
    Link.objects.filter(pk=link.pk).update(visiting_until=None, visiting_for=None)


@transaction.atomic
def keep_snapshot(*, link: Link, visited: Visited, by: Viewer, at: datetime) -> LinkVisit | None:
    """Write the visit down and add what came to the evidence; None where this visit was written before.

    Raises what the store and the evidence refuse: nothing is written then.
    """
    link = Link.objects.select_for_update(of=("self",)).select_related("evidence").get(pk=link.pk)
    if _is_written(link, visited):
        return None
    if visited.outcome != LinkVisit.Outcome.OPENED:
        return _written(link, visited, LinkVisit.Purpose.KEEP, at)
    name = f"网页快照_{timezone.localtime(at):%Y%m%d}.{visited.suffix}"
    stored = store(content=ContentFile(visited.body, name), name=name, by=by, at=at, pages=True).file
    if not link.evidence.revisions.get(is_current=True).files.filter(stored=stored).exists():
        add_files(evidence=link.evidence, files=[Incoming(name, stored=stored)], by=by, at=at)
    visit = _written(link, visited, LinkVisit.Purpose.KEEP, at, stored=stored)
    record(events.snapshot_kept, by=by, at=at, on=link.evidence, after={
        "final_url": visited.url, "digests": [visited.digest],
    })
    return visit


@transaction.atomic
def note_check(*, link: Link, visited: Visited, changed: bool, by: Viewer, at: datetime) -> LinkVisit | None:
    """Write down how the link was found, and what that makes of it; None where this visit was written before.

    A page that may not be visited says nothing about the link.
    """
    link = Link.objects.select_for_update(of=("self",)).select_related("evidence").get(pk=link.pk)
    if _is_written(link, visited):
        return None
    link.next_check_at = at + CHECK_EVERY
    if visited.outcome != LinkVisit.Outcome.REFUSED:
        link.failures = link.failures + 1 if visited.failed else 0
        _judge(link, changed, by, at)
    link.save(update_fields=["next_check_at", "failures", "state", "state_since"])
    return _written(link, visited, LinkVisit.Purpose.CHECK, at)


def _judge(link: Link, changed: bool, by: Viewer, at: datetime) -> None:
    state = state_after(link.failures, changed=changed)
    if state is None:
        link.next_check_at = at + CHECK_AGAIN
    elif state.value != link.state:
        before = link.get_state_display()
        link.state = state.value
        link.state_since = _since(link, at)
        if link.is_bad or before != Link.State.UNKNOWN.label:
            record(events.link_state_changed, by=by, at=at, on=link.evidence, before={"link_state": before},
                   after={"link_state": link.get_state_display()})


def _since(link: Link, at: datetime) -> date:
    """Of a lost link the day of the failure before this one, else today."""
    failed = link.visits.filter(purpose=LinkVisit.Purpose.CHECK, outcome=LinkVisit.Outcome.FAILED).first()
    return timezone.localdate(failed.at if failed and link.state == Link.State.LOST else at)


def _is_written(link: Link, visited: Visited) -> bool:
    return LinkVisit.objects.filter(link=link, asked_at=visited.asked_at).exists()


def _written(link: Link, visited: Visited, purpose: str, at: datetime, **kept: Any) -> LinkVisit:
    give_turn(link)
    return LinkVisit.objects.create(
        organisation_id=link.organisation_id, link=link, asked_at=visited.asked_at, purpose=purpose,
        outcome=visited.outcome, at=at, reason=(visited.refused or visited.failed)[:200], status=visited.status,
        final_url=visited.url[:1000], title=visited.title[:200], digest=visited.digest, size=len(visited.body), **kept,
    )
