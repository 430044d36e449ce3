"""Sending messages to people, and marking them read."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wenming.accounts.models import User
from wenming.domain.authority import Viewer
from wenming.notices.models import Notice
from wenming.notices.queries import notices_to


@transaction.atomic
def send(
    *, to: User | Iterable[User], title: str, body: str = "", link: str = "", by: Viewer, at: datetime
) -> list[Notice]:
    """One notice to each person, in the sender's organisation; nobody is told twice.

    Called inside the verb it tells of, so what is rolled back was never told; the audit records that verb, not the
    telling. ``link`` is a path of this site: ValueError for anything else.
    """
    if link and (not link.startswith("/") or link.startswith("//")):
        raise ValueError(f"a notice links to a page of ours: {link}")
    people = {user.pk: user for user in ([to] if isinstance(to, User) else to)}
    text = {"title": title[:200], "body": body[:500], "link": link[:300]}
    return Notice.objects.bulk_create(
        [Notice(organisation_id=by.organisation_id, to=user, sent_at=at, **text) for user in people.values()]
    )


def mark_read(*, notice: Notice, by: Viewer, at: datetime) -> None:
    """Read by the person it was sent to; a second reading changes nothing."""
    notices_to(by, unread=True).filter(pk=notice.pk).update(read_at=at)


def mark_all_read(*, by: Viewer, at: datetime) -> int:
    """All the person's notices in this organisation; returns how many were unread."""
    return notices_to(by, unread=True).update(read_at=at)
