"""Comments on the page of a thing: said, taken back, settled, opened again; always back to that page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from wenming.notices import access
from wenming.notices.actions import comments as acts
from wenming.notices.models import Comment
from wenming.notices.registry import subject_for
from wenming.shell.door import signed_in
from wenming.shell.responses import done


@signed_in
@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """The address says what about, and which comment is answered: so that its draft is the one of this very place."""
    answered = request.GET.get("answers", "")
    said = acts.add_comment(
        about=request.GET.get("about", ""), object_id=_number(request.GET.get("object", "")),
        text=request.POST.get("text", ""),
        answers=access.comment_for(request.viewer, _number(answered)) if answered else None,
        by=request.viewer, at=timezone.now(),
    )
    return done(request, _told(said), f"{said.subject.url}#comment-{said.comment.pk}")


@signed_in
@require_POST
def withdraw(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _act(request, comment_id, acts.withdraw_comment, "留言已撤回。")


@signed_in
@require_POST
def settle(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _act(request, comment_id, acts.settle_comment, "已标为已解决。")


@signed_in
@require_POST
def reopen(request: HttpRequest, comment_id: int) -> HttpResponse:
    return _act(request, comment_id, acts.reopen_comment, "已重新打开。")


def _act(request: HttpRequest, comment_id: int, verb: Callable[..., Comment], sentence: str) -> HttpResponse:
    comment = access.comment_for(request.viewer, comment_id)
    verb(comment=comment, by=request.viewer, at=timezone.now())
    subject = subject_for(request.viewer, comment.object_type, comment.object_id)
    return done(request, sentence, f"{subject.url}#comment-{comment.pk}")


def _told(said: acts.Said) -> str:
    told = f"，已通知{'、'.join(said.told)}" if said.told else ""
    missed = f"；{'、'.join(said.not_told)}看不到这件事，没有通知" if said.not_told else ""
    return f"已留言{told}{missed}。"


def _number(text: str) -> int:
    """0, which no row has, for anything that is no number."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0
