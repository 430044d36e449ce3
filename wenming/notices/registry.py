"""What people may comment on: an upper room says how to find the thing for a viewer, and what it is called."""

from collections.abc import Callable
from dataclasses import dataclass

from wenming.domain.authority import Viewer
from wenming.domain.errors import NotFound


@dataclass(frozen=True, slots=True)
class Subject:
    """``url`` is the page that shows the thing and its comments."""

    label: str
    url: str


Finder = Callable[[Viewer, int], Subject]
_finders: dict[str, Finder] = {}


def commentable(object_type: str) -> Callable[[Finder], Finder]:
    """Register ``(viewer, id) -> Subject`` for a model's lower-case label; it raises for whoever may not see it."""

    def register(finder: Finder) -> Finder:
        _finders[object_type] = finder
        return finder

    return register


def subject_for(viewer: Viewer, object_type: str, object_id: int) -> Subject:
    """Raises NotFound for a kind of thing nobody comments on, else what its room raises."""
    finder = _finders.get(object_type)
    if finder is None:
        raise NotFound
    return finder(viewer, object_id)
