"""What the verb of this request took away and can bring back: the sentence that tells of it offers 撤销 beside it."""

from contextvars import ContextVar

_offered: ContextVar[int | None] = ContextVar("offered", default=None)


def begin() -> object:
    return _offered.set(None)


def end(token: object) -> None:
    _offered.reset(token)


def offer(removal_id: int) -> None:
    """Called by the verb that removed something."""
    _offered.set(removal_id)


def offered() -> int | None:
    """The removal to offer for undoing; None where nothing was taken away."""
    return _offered.get()
