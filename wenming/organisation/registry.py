"""What upper rooms offer to lower pages: columns of a list, things that wait for someone or for a decision."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from wenming.domain.authority import Viewer


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that waits for the viewer. ``kind`` is the short word of the list (签收, 材料, 节点)."""

    kind: str
    title: str
    why: str
    due_on: date | None
    url: str
    act: str


Due = Callable[[Viewer, date], Iterable[DueItem]]
Column = Callable[[int, Sequence[int]], dict[int, Any]]
_due: list[Due] = []
_decisions: list[Due] = []
_columns: dict[str, Column] = {}


def due(provider: Due) -> Due:
    """Register a provider ``(viewer, today) -> DueItems`` with a constant number of queries."""
    _due.append(provider)
    return provider


def due_items(viewer: Viewer, on: date) -> list[DueItem]:
    """All that waits for the viewer, the nearest date first, the undated last."""
    return _by_date(_due, viewer, on)


def decision(provider: Due) -> Due:
    """Register a provider of what stands still until someone decides, for those who look at the whole.

    ``url`` and ``act`` fit what the viewer may do: deciding, or only looking.
    """
    _decisions.append(provider)
    return provider


def decisions(viewer: Viewer, on: date) -> list[DueItem]:
    """All that waits for a decision, whoever decides, the nearest date first, the undated last."""
    return _by_date(_decisions, viewer, on)


def _by_date(providers: list[Due], viewer: Viewer, on: date) -> list[DueItem]:
    items = [item for provider in providers for item in provider(viewer, on)]
    return sorted(items, key=lambda item: (item.due_on or date.max, item.kind, item.title))


def column(name: str) -> Callable[[Column], Column]:
    """Register a column ``(organisation id, row ids) -> {row id: value}``: one query however many rows."""

    def register(provider: Column) -> Column:
        _columns[name] = provider
        return provider

    return register


def column_of(name: str, organisation_id: int, ids: Sequence[int]) -> dict[int, Any]:
    """The column's values; empty where no room offers it or no row is asked for."""
    provider = _columns.get(name)
    return provider(organisation_id, ids) if provider and ids else {}
