"""The bell in the bar of every page."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from markupsafe import Markup

from wenming.shell.panels import panel

from .queries import notices_to, unread_count

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
