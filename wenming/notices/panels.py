"""The bell in the bar of every page, and the comments on the page of a thing."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from markupsafe import Markup

from wenming.shell.panels import panel

from . import access
from .forms import CommentForm
from .queries import notices_to, threads_about, unread_count

SHOWN_ON_MINE = 3


@panel("shell:topbar", order=10)
def bell(request: HttpRequest) -> str:
    """How many notices the viewer has not read: counted once a request, "" for nobody."""
    viewer = getattr(request, "viewer", None)
    if viewer is None:
        return ""
    if not hasattr(request, "unread_notices"):
        request.unread_notices = unread_count(viewer)  # type: ignore[attr-defined]
    count = request.unread_notices  # type: ignore[attr-defined]
    said = f"通知，{count} 条未读" if count else "通知，没有未读"
    number = Markup('<span class="n">{}</span>').format(count) if count else ""
    return Markup('<a href="{}" aria-label="{}"><span class="glyph i-bell" aria-hidden="true"></span> {}</a>').format(
        reverse("notices:notices"), said, number
    )


@panel("dashboard:mine", order=20)
def newest(request: HttpRequest) -> str:
    """The newest notices of the person, unread ones marked."""
    rows = list(notices_to(request.viewer).order_by("-sent_at", "-pk")[:SHOWN_ON_MINE])
    return render_to_string("notices/_newest.html", {"notices": rows}, request)


@panel("plan:task:comments")
@panel("plan:duty:comments")
@panel("evidence:evidence:comments")
def comments(request: HttpRequest, *, about: str, object_id: int) -> str:
    """What people said about the thing, and a place to say something; whoever sees the page may do both."""
    viewer, at = request.viewer, timezone.now()  # type: ignore[attr-defined]
    threads = threads_about(viewer.organisation_id, about, object_id)
    said = [one for thread in threads for one in (thread.comment, *thread.answers)]
    return render_to_string("notices/_comments.html", {
        "threads": threads, "form": CommentForm(), "about": about, "object_id": object_id,
        "open_count": sum(not one.comment.settled_at and not one.comment.withdrawn_at for one in threads),
        "may_withdraw": {one.pk for one in said if access.may_withdraw(viewer, one, at)},
        "may_settle": {one.pk for one in said if access.may_settle(viewer, one)},
    }, request)
