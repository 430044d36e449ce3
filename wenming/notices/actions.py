"""Sending messages to people, and marking them read."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from wenming.accounts.models import User
from wenming.domain.authority import Viewer

from .models import Notice


@transaction.atomic
def send(
    *, to: User | Iterable[User], title: str, body: str = "", link: str = "", by: Viewer, at: datetime
) -> list[Notice]:
    """One notice to each person, in the sender's organisation; nobody is told twice or of his own act.

    ``link`` is a path of this site. The notices are part of the verb that sends them: what is rolled back was
    never announced. Not recorded in the audit: the act itself is.
    """
    people = {user.pk: user for user in ([to] if isinstance(to, User) else to)}
    people.pop(by.user_id, None)
    text = {"title": title[:200], "body": body[:500], "link": link[:300]}
    return Notice.objects.bulk_create(
        [Notice(organisation_id=by.organisation_id, to=user, sent_at=at, **text) for user in people.values()]
    )


def mark_read(*, notice: Notice, by: Viewer, at: datetime) -> Notice:
    """Read by the person it was sent to; a second reading changes nothing."""
    Notice.objects.filter(pk=notice.pk, to_id=by.user_id, read_at=None).update(read_at=at)
    return notice


def mark_all_read(*, by: Viewer, at: datetime) -> int:
    """All the viewer's notices in this organisation; returns how many were unread."""
    return Notice.objects.of(by.organisation_id).filter(to_id=by.user_id, read_at=None).update(read_at=at)
