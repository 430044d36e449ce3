"""Panels rise: an upper room puts a piece of page on a lower room's page without being imported by it.

A panel is ``(request, **subject) -> str`` (safe HTML or ""); places are named ``room:page:place``.
"""

from collections.abc import Callable

from markupsafe import Markup

Panel = Callable[..., str]
_places: dict[str, list[tuple[int, Panel]]] = {}


def panel(place: str, *, order: int = 100) -> Callable[[Panel], Panel]:
    """Register a function as a panel of ``place``; lower ``order`` comes first."""

    def register(function: Panel) -> Panel:
        _places.setdefault(place, []).append((order, function))
        _places[place].sort(key=lambda pair: pair[0])
        return function

    return register


def draw(place: str, request, **subject) -> Markup:
    """All panels of a place, one after the other."""
    drawn = (function(request, **subject) for _, function in _places.get(place, ()))
    return Markup("").join(Markup(piece) for piece in drawn)  # noqa: S704  panels return rendered templates
