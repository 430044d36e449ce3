"""The menu is written once, in ``wenming.site.menu``, and drawn here. An entry a person may not open is not shown."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


@dataclass(frozen=True, slots=True)
class Entry:
    """``rooms`` are the URL namespaces, or single views (``room:view``), that light this entry up.

    ``shown`` asks the viewer.
    """

    label: str
    view: str
    rooms: tuple[str, ...]
    shown: Callable[[object], bool]


_menu: list[Entry] = []
_under_avatar: list[Entry] = []


def set_menu(entries: list[Entry], under_avatar: list[Entry]) -> None:
    _menu[:], _under_avatar[:] = entries, under_avatar


def _drawn(entries: list[Entry], request: HttpRequest) -> list[dict[str, object]]:
    viewer = getattr(request, "viewer", None)
    match = request.resolver_match
    here = {match.namespace, match.view_name} if match else set()
    return [
        {"label": one.label, "url": reverse(one.view), "current": not here.isdisjoint(one.rooms)}
        for one in entries
        if viewer is not None and one.shown(viewer)
    ]


def furniture(request: HttpRequest) -> dict[str, object]:
    """Context of every page: who looks at it and where they may go."""
    return {
        "viewer": getattr(request, "viewer", None),
        "idle_seconds": settings.SESSION_COOKIE_AGE,
        "menu": _drawn(_menu, request),
        "under_avatar": _drawn(_under_avatar, request),
    }
