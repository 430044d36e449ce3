"""What runs in the background: kinds of jobs, and chores that come round.

A room declares ``@job("room.what", "显示名")`` on a function ``(run, **arguments)``, or ``@every(5, "room.what")`` on a
function ``(at)``. A handler must bear being run again: what it writes outside ``run.row`` may be written twice.
One that finds what it needs taken raises ``errors.NotNow`` and is run again later, the worker being free meanwhile.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol


class Run(Protocol):
    """What a running job may say. ``done`` is where an interrupted run goes on from, ``result`` what it brought so far.
    """

    organisation_id: int
    asked_by_id: int | None
    done: int
    result: dict[str, Any]

    def begin(self, total: int) -> None: ...

    def row(self, number: int, label: str = "") -> Any:
        """Context of one row (1-based): its writes and the mark that it is done share one transaction.

        A RuleBroken raised inside becomes a RowError; the rows after it still run. Rows up to ``done`` are to be
        skipped by the caller: ``for n, item in run.remaining(items)``.
        """

    def remaining(self, items: Any) -> Any: ...

    def finish(self, **result: Any) -> None:
        """Say what the job brought; said inside a row it is kept together with the row."""


Handler = Callable[..., None]


@dataclass(frozen=True, slots=True)
class JobKind:
    """``quiet`` is housekeeping nobody waits for: it is listed only where it failed."""

    code: str
    title: str
    handler: Handler
    quiet: bool = False


_kinds: dict[str, JobKind] = {}


def job(code: str, title: str, *, quiet: bool = False) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        _kinds[code] = JobKind(code, title, handler, quiet)
        return handler

    return register


def kind_of(code: str) -> JobKind:
    """Raises KeyError for a kind no room declares."""
    return _kinds[code]


def kinds() -> dict[str, JobKind]:
    return dict(_kinds)


ChoreAct = Callable[[datetime], object]


@dataclass(frozen=True, slots=True)
class Chore:
    name: str
    seconds: float
    act: ChoreAct


_chores: dict[str, Chore] = {}


def every(seconds: float, name: str) -> Callable[[ChoreAct], ChoreAct]:
    """Register a function ``(at)`` that each worker calls about every ``seconds``, also while a job runs.

    Several workers may call it at the same moment: it guards itself.
    """

    def register(act: ChoreAct) -> ChoreAct:
        _chores[name] = Chore(name, seconds, act)
        return act

    return register


def chores() -> list[Chore]:
    return list(_chores.values())
