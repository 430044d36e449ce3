"""Where a request came from: the address for the record, and the page of ours it was sent from."""

import ipaddress
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

_address: ContextVar[str] = ContextVar("address", default="")


def address_of(request: HttpRequest) -> str:
    """The caller's network address. What X-Forwarded-For says is believed of one's own reverse proxies alone: the
    nearest address in it that is none of them."""
    direct = request.META.get("REMOTE_ADDR", "")
    if direct not in settings.TRUSTED_PROXIES:
        return direct
    for said in reversed(request.headers.get("X-Forwarded-For", "").split(",")):
        if said.strip() not in settings.TRUSTED_PROXIES:
            return said.strip() if is_address(said.strip()) else direct
    return direct


def is_address(said: str) -> bool:
    """Whether the words are one IP address, of either version."""
    try:
        ipaddress.ip_address(said)
    except ValueError:
        return False
    return True


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
