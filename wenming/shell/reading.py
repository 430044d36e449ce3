"""One page, one reading: what several parts of a page ask of the database is read once.

Only inside ``read_once`` and only for reads marked ``once``; a page that writes does not use it.
"""

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")
_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("kept", default=None)


@contextmanager
def read_once() -> Iterator[None]:
    """Within the block every read marked ``once`` answers a second call with the same arguments from the first."""
    token = _kept.set({})
    try:
        yield
    finally:
        _kept.reset(token)


def once(read: Callable[P, R]) -> Callable[P, R]:
    """Mark a read with hashable arguments; its answer is shared, so nobody changes it."""

    @wraps(read)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return read(*args, **kwargs)
        key = (read, args, tuple(sorted(kwargs.items())))
        if key not in kept:
            kept[key] = read(*args, **kwargs)
        answer: R = kept[key]
        return answer

    return wrapper
