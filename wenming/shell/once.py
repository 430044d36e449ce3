"""The token a form carries so that a second click on its button is recognised."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

FIELD = "once"
Mark = Callable[[], object]
_mark: ContextVar[Mark | None] = ContextVar("mark", default=None)


def new_token() -> str:
    return secrets.token_urlsafe(16)


@contextmanager
def in_hand(mark: Mark) -> Iterator[None]:
    """While a form is being handled: ``mark`` is called in the transaction of the act it leads to."""
    token = _mark.set(mark)
    try:
        yield
    finally:
        _mark.reset(token)


def acted() -> None:
    """Called where an act is recorded, in its transaction: that the form did its work stands or falls with the act."""
    mark = _mark.get()
    if mark is not None:
        mark()
