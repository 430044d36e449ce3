"""Filing a web page, and keeping what its address shows before it is gone."""

import socket
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.links.addresses import LONGEST, WebAddress, read_address
from wenming.domain.links.reachable import ITSELF, Reach
from wenming.domain.links.rot import CHECK_EVERY
from wenming.domain.links.slip import NAME, slip
from wenming.evidence import events
from wenming.evidence.access import check_may_change
from wenming.evidence.models import Evidence, Link
from wenming.jobs.actions import enqueue
from wenming.organisation.models import Unit

from .filing import file_evidence
from .receiving import Incoming

KEEP = "evidence.keep_page"


def reach() -> Reach:
    """Where this installation may reach out to."""
    own = {one.strip("[]").lower() for one in settings.ALLOWED_HOSTS if one != "*"}
    return Reach(frozenset({*own, "localhost", socket.gethostname().lower()}), settings.LINK_HOSTS)


@transaction.atomic
def file_link(
    *, address: str, title: str, medium: str, published_on: date, unit: Unit, event_on: date | None = None,
    files: Sequence[Incoming] = (), by: Viewer, at: datetime, **more: Any,
) -> Evidence:
    """File a page of the web with its snapshots; ``more`` goes to ``file_evidence``.

    Where the product fetches pages it makes a snapshot of its own in the background; where it does not, one has to be
    among ``files``. ``event_on`` is the day of publication where it is left out. Raises InputRefused.
    """
    where = _checked(address, medium, published_on, files, at)
    text = slip(title=title.strip(), address=address.strip(), medium=medium.strip(), published_on=published_on,
                unit=unit.name, by=by.name, at=timezone.localtime(at))
    evidence = file_evidence(
        files=[*files, Incoming(NAME, content=ContentFile(text, NAME))], title=title, unit=unit,
        event_on=event_on or published_on, by=by, at=at, **more,
    )
    evidence.kind = Evidence.Kind.LINK.value
    evidence.save(update_fields=["kind"])
    link = Link.objects.create(
        organisation_id=evidence.organisation_id, evidence=evidence, url=_with_place(where, address), host=where.host,
        medium=medium.strip(), published_on=published_on,
        next_check_at=at + CHECK_EVERY if settings.FETCH_LINKS else None,
    )
    record(events.link_filed, by=by, at=at, on=evidence, after={"url": link.url, "medium": link.medium})
    if settings.FETCH_LINKS:
        _ask(link, by, at)
    return evidence


@transaction.atomic
def fetch_again(*, evidence: Evidence, by: Viewer, at: datetime) -> None:
    """Have the product make another snapshot. Raises RuleBroken where it fetches nothing."""
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit", "link").get(pk=evidence.pk)
    check_may_change(by, evidence)
    if not settings.FETCH_LINKS:
        raise RuleBroken("系统没有开通自动取网页，没有留存。请在浏览器里保存网页，再作为快照附上。")
    record(events.link_fetch_asked, by=by, at=at, on=evidence)
    _ask(evidence.link, by, at)


def _ask(link: Link, by: Viewer, at: datetime) -> None:
    enqueue(KEEP, title=f"留存网页快照：{link.evidence.title}", by=by, at=at, unique_key=f"link:{link.pk}",
            arguments={"link_id": link.pk, "asked_at": at.isoformat()})


def _with_place(where: WebAddress, typed: str) -> str:
    """The address with the place in the page that was typed after it: never sent, but some sites show pages by it."""
    place = typed.strip().partition("#")[2]
    return f"{where}#{place}" if place and len(f"{where}#{place}") <= LONGEST else str(where)


def _checked(
    address: str, medium: str, published_on: date, files: Sequence[Incoming], at: datetime
) -> WebAddress:
    wrong, where = {}, None
    try:
        where = read_address(address)
        if reach().why_not_named(where) == ITSELF:
            wrong["address"] = ITSELF
    except InputRefused as refusal:
        wrong.update(refusal.fields)
    if not medium.strip():
        wrong["medium"] = "请写媒体或网站"
    if published_on > timezone.localdate(at):
        wrong["published_on"] = "发布日期不能晚于今天"
    if not files and not settings.FETCH_LINKS:
        wrong["files"] = "请附上网页快照：保存的网页、打印的 PDF 或截图"
    if where is None or wrong:
        said = "；".join(one.rstrip("。") for one in wrong.values())
        raise InputRefused(f"还没有归集：{said}。填写的内容都还在。", wrong)
    return where
