"""Named reads of notices (always one person's) and of the comments about one thing."""

import re
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, QuerySet

from wenming.accounts.models import User
from wenming.accounts.queries import grants_on
from wenming.domain.authority import Viewer
from wenming.shell.prepared import first, prepared

from .models import Comment, Notice


def notices_to(viewer: Viewer, *, unread: bool = False) -> QuerySet[Notice]:
    rows = Notice.objects.of(viewer.organisation_id).filter(to_id=viewer.user_id)
    return rows.filter(read_at=None) if unread else rows


def unread_count(viewer: Viewer) -> int:
    return first(_unread(viewer.organisation_id, viewer.account_id)) or 0


@prepared
def _unread(organisation_id: int, user_id: int) -> QuerySet[Notice, int]:
    rows = Notice.objects.of(organisation_id).filter(to_id=user_id, read_at=None).order_by()
    return rows.values("to_id").annotate(number=Count("pk")).values_list("number", flat=True)


@dataclass(slots=True)
class Thread:
    """A comment and its answers, in the order they were written."""

    comment: Comment
    answers: list[Comment] = field(default_factory=list)


def threads_about(organisation_id: int, about: str, object_id: int) -> list[Thread]:
    """The comments on one thing, the earliest first; one query however many."""
    threads: dict[int, Thread] = {}
    for row in _comments(organisation_id, about, object_id):
        if row.answers_id in threads:
            threads[row.answers_id].answers.append(row)
        else:
            threads[row.pk] = Thread(row)
    return list(threads.values())


@prepared
def _comments(organisation_id: int, about: str, object_id: int) -> QuerySet[Comment]:
    return Comment.objects.of(organisation_id).filter(object_type=about, object_id=object_id).order_by("id")


def people_named(text: str, organisation_id: int, *, on: date) -> list[User]:
    """Those with a role in the organisation whom ``text`` names as @name; the longest name that fits counts."""
    if "@" not in text and "＠" not in text:
        return []
    here = grants_on(on).filter(organisation_id=organisation_id).values("user")
    users = list(User.objects.filter(pk__in=here, is_active=True).order_by("pk"))
    names = sorted({re.escape(user.name) for user in users if user.name}, key=len, reverse=True)
    if not names:
        return []
    named = set(re.findall(rf"[@＠]({'|'.join(names)})", text))
    return [user for user in users if user.name in named]
