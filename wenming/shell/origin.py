"""Where a request came from, for the record; set by the middleware, empty outside a request."""

from contextvars import ContextVar

_address: ContextVar[str] = ContextVar("address", default="")


def remember(address: str) -> object:
    return _address.set(address)


def forget(token: object) -> None:
    _address.reset(token)


def current_address() -> str:
    return _address.get()
