"""A notice is its receiver's alone; a comment is seen by whoever may see what it is about."""

from datetime import datetime, timedelta

from wenming.domain.authority import Permission, Viewer
from wenming.domain.errors import NotAllowed, NotFound, RuleBroken

from .models import Comment, Notice
from .queries import notices_to
from .registry import subject_for

SECOND_THOUGHTS = timedelta(minutes=10)
"""How long one's own comment may be taken back."""


def notice_for(viewer: Viewer, notice_id: int) -> Notice:
    found = notices_to(viewer).filter(pk=notice_id).first()
    if found is None:
        raise NotFound
    return found


def comment_for(viewer: Viewer, comment_id: int) -> Comment:
    """Raises NotFound also where the viewer may not see the thing it is about."""
    own = Comment.objects.of(viewer.organisation_id).select_related("by", "answers__by")
    found = own.filter(pk=comment_id).first()
    if found is None:
        raise NotFound
    try:
        subject_for(viewer, found.object_type, found.object_id)
    except NotAllowed:
        raise NotFound from None
    return found


def check_same_subject(comment: Comment, about: str, object_id: int) -> None:
    if (comment.object_type, comment.object_id) != (about, object_id):
        raise NotFound


def may_withdraw(by: Viewer, comment: Comment, at: datetime) -> bool:
    fresh = comment.withdrawn_at is None and at <= comment.at + SECOND_THOUGHTS
    return comment.by_id == by.user_id and fresh


def check_may_withdraw(by: Viewer, comment: Comment, at: datetime) -> None:
    if comment.by_id != by.user_id:
        raise NotAllowed("只能撤回自己的留言。")
    if not may_withdraw(by, comment, at):
        minutes = SECOND_THOUGHTS.seconds // 60
        raise RuleBroken(f"留言发出 {minutes} 分钟内可以撤回，现在不能了。可以再写一条更正。")


def may_settle(by: Viewer, comment: Comment) -> bool:
    """The one who asked, and the office."""
    asks = comment.answers_id is None and comment.withdrawn_at is None
    return asks and (comment.by_id == by.user_id or by.may(Permission.DIRECT_DUTIES))


def check_may_settle(by: Viewer, comment: Comment) -> None:
    if not may_settle(by, comment):
        raise NotAllowed("留言由提出的人或领导小组办公室标为已解决。")
