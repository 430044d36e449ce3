"""What upper rooms offer to lower pages: columns of a list, things that wait for someone or for a decision, metrics."""

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


@dataclass(frozen=True, slots=True)
class Metric:
    """A number with its parts. ``denominator`` None is a plain count; the label names what is counted."""

    code: str
    label: str
    numerator: int
    denominator: int | None
    as_of: date


Due = Callable[[Viewer, date], Iterable[DueItem]]
Column = Callable[[int, Sequence[int]], dict[int, Any]]
MetricSource = Callable[[int, date], Metric]
_due: list[Due] = []
_decisions: list[Due] = []
_columns: dict[str, Column] = {}
_metrics: dict[str, MetricSource] = {}


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


def metric(code: str) -> Callable[[MetricSource], MetricSource]:
    def register(source: MetricSource) -> MetricSource:
        _metrics[code] = source
        return source

    return register


def metric_on(code: str, organisation_id: int, on: date) -> Metric | None:
    source = _metrics.get(code)
    return source(organisation_id, on) if source else None
