"""Where a request came from: the address for the record, and the page of ours it was sent from."""

from contextvars import ContextVar

from django.http import HttpRequest

_address: ContextVar[str] = ContextVar("address", default="")


def remember(address: str) -> object:
    return _address.set(address)


def forget(token: object) -> None:
    _address.reset(token)


def current_address() -> str:
    """The caller's network address; empty outside a request."""
    return _address.get()


def came_from(request: HttpRequest) -> str:
    """The path of the page of this very site that the request was sent from, or the first page."""
    address, own = request.headers.get("Referer", ""), f"{request.scheme}://{request.get_host()}"
    return address[len(own) :] if address.startswith(own + "/") else "/"
