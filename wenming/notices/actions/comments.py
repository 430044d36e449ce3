"""Saying something about a thing, taking it back soon after, and marking a question as settled."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from wenming.accounts.models import User
from wenming.accounts.queries import viewer_of
from wenming.audit.actions import hold, record
from wenming.audit.models import AuditEntry
from wenming.audit.registry import Kind, restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotAllowed, NotFound, RuleBroken
from wenming.notices import access, events
from wenming.notices.models import Comment
from wenming.notices.queries import people_named
from wenming.notices.registry import Subject, subject_for

from .notices import send

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """``told`` and ``not_told`` are the people mentioned: the latter may not see the thing."""

    comment: Comment
    subject: Subject
    told: tuple[str, ...]
    not_told: tuple[str, ...]


@transaction.atomic
def add_comment(
    *, about: str, object_id: int, text: str, answers: Comment | None = None, by: Viewer, at: datetime
) -> Said:
    """Say ``text`` about a thing the person may see; whoever is mentioned as @name, or answered, gets a notice.

    Raises InputRefused for an empty or too long text, NotFound where the person may not see the thing.
    """
    subject = subject_for(by, about, object_id)
    text = text.strip()
    if not text:
        raise InputRefused("请写下要说的话。", {"text": "不能空着"})
    if len(text) > LONGEST:
        raise InputRefused(f"留言最多 {LONGEST} 字，现在 {len(text)} 字，没有发出。", {"text": f"最多 {LONGEST} 字"})
    if answers is not None:
        access.check_same_subject(answers, about, object_id)
        answers = answers.answers or answers
    comment = Comment.objects.create(
        organisation_id=by.organisation_id, object_type=about, object_id=object_id, answers=answers,
        by_id=by.account_id, by_name=by.name, text=text, at=at,
    )
    record(events.comment_added, by=by, at=at, on=comment, after={"about": subject.label})
    told, not_told = _tell(comment, subject, by, at)
    return Said(comment, subject, told, not_told)


@transaction.atomic
def withdraw_comment(*, comment: Comment, by: Viewer, at: datetime) -> Comment:
    """Taken back by its writer within minutes; the place stays, the words go."""
    access.check_may_withdraw(by, comment, at)
    hold(_change(comment, events.comment_withdrawn, by, at, withdrawn_at=at), comment=comment.pk)
    return comment


@restores(events.comment_withdrawn)
def restore_comment(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    comment = access.comment_for(by, held["comment"])
    if comment.by_id != by.user_id:
        raise NotAllowed("留言由写的人自己恢复。")
    _change(comment, events.comment_restored, by, at, withdrawn_at=None)


@transaction.atomic
def settle_comment(*, comment: Comment, by: Viewer, at: datetime) -> Comment:
    """What was asked has been answered. Raises RuleBroken where it already is."""
    access.check_may_settle(by, comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if comment.settled_at:
        raise RuleBroken(f"这条留言已由{comment.settled_by_name}标为已解决。")
    _change(comment, events.comment_settled, by, at, settled_at=at, settled_by_name=by.name[:60])
    return comment


@transaction.atomic
def reopen_comment(*, comment: Comment, by: Viewer, at: datetime) -> Comment:
    access.check_may_settle(by, comment)
    comment = Comment.objects.select_for_update().get(pk=comment.pk)
    if not comment.settled_at:
        raise RuleBroken("这条留言还没有标为已解决。")
    _change(comment, events.comment_reopened, by, at, settled_at=None, settled_by_name="")
    return comment


def _change(comment: Comment, kind: Kind, by: Viewer, at: datetime, **fields: object) -> AuditEntry:
    for name, value in fields.items():
        setattr(comment, name, value)
    comment.save(update_fields=list(fields))
    subject = subject_for(by, comment.object_type, comment.object_id)
    return record(kind, by=by, at=at, on=comment, after={"about": subject.label})


def _tell(comment: Comment, subject: Subject, by: Viewer, at: datetime) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A notice to each person named and to whoever is answered; names of those told and of those who may not see it."""
    named = [user for user in people_named(comment.text, by.organisation_id, on=timezone.localdate(at))
             if user.pk != by.user_id]
    seeing = [user for user in named if _may_see(user, comment, at)]
    link = f"{subject.url}#comment-{comment.pk}"
    send(to=seeing, title=f"{by.name}在“{subject.label}”的留言里提到您", body=comment.text, link=link, by=by, at=at)
    asker = comment.answers.by if comment.answers else None
    if asker and asker.pk != by.user_id and asker not in seeing and _may_see(asker, comment, at):
        send(to=asker, title=f"{by.name}答复了您在“{subject.label}”的留言", body=comment.text, link=link, by=by, at=at)
    return _names(seeing), _names(user for user in named if user not in seeing)


def _may_see(user: User, comment: Comment, at: datetime) -> bool:
    viewer = viewer_of(user, on=timezone.localdate(at), organisation_id=comment.organisation_id)
    if viewer is None or viewer.organisation_id != comment.organisation_id:
        return False
    try:
        subject_for(viewer, comment.object_type, comment.object_id)
    except (NotFound, NotAllowed):
        return False
    return True


def _names(users: Iterable[User]) -> tuple[str, ...]:
    return tuple(user.name for user in users)
