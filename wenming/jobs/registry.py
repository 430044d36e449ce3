"""Kinds of jobs. A room declares ``@job("room.what", "显示名")`` on a function ``(run, **arguments)``."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol


class Run(Protocol):
    """What a running job may say. ``done`` is where an interrupted run goes on from."""

    organisation_id: int
    asked_by_id: int | None
    done: int

    def begin(self, total: int) -> None: ...

    def row(self, number: int, label: str = "") -> Any:
        """Context of one row (1-based): its writes and the mark that it is done share one transaction.

        A RuleBroken raised inside becomes a RowError; the rows after it still run. Rows up to ``done`` are to be
        skipped by the caller: ``for n, item in run.remaining(items)``.
        """

    def remaining(self, items: Any) -> Any: ...

    def finish(self, **result: Any) -> None: ...


Handler = Callable[..., None]


@dataclass(frozen=True, slots=True)
class JobKind:
    code: str
    title: str
    handler: Handler


_kinds: dict[str, JobKind] = {}


def job(code: str, title: str) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _kinds[code] = JobKind(code, title, handler)
        return handler

    return register


def kind_of(code: str) -> JobKind:
    """Raises KeyError for a kind no room declares."""
    return _kinds[code]


def kinds() -> dict[str, JobKind]:
    return dict(_kinds)
