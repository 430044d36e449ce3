"""Fetching a web page as it is: each address judged before it is connected to, each redirect judged anew."""

import ipaddress
import socket
import time
from dataclasses import dataclass

from wenming.domain.errors import InputRefused
from wenming.domain.links.addresses import WebAddress, read_address
from wenming.domain.links.reachable import Reach

from . import pinned
from .pinned import Answer, Unread

MOST_REDIRECTS = 5
WHOLE_SECONDS = 40
"""For a visit with all its redirects."""
MOST_TRIED = 3
"""Addresses of one name that are tried until one answers."""
REDIRECTS = {301, 302, 303, 307, 308}
TYPES = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "txt", "application/pdf": "pdf",
    "image/jpeg": "jpg", "image/png": "png", "image/webp": "webp", "image/gif": "gif",
}
"""What is fetched, and the ending of its name; what it really is the store looks at."""


class Unreachable(Exception):
    """The page may not be fetched; nothing was sent there."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came of a visit. ``refused`` is why nothing was sent, ``failed`` why it brought nothing; both "" for a page.

    ``status`` is None where no answer came; ``url`` is where the last redirect led.
    """

    url: str
    status: int | None = None
    body: bytes = b""
    suffix: str = ""
    failed: str = ""
    refused: str = ""


def fetch(url: str, reach: Reach) -> Fetched:
    """Visit ``url``; never raises for what the other side does."""
    address, until = read_address(url), time.monotonic() + WHOLE_SECONDS
    try:
        for _ in range(MOST_REDIRECTS + 1):
            answer = _ask(address, reach, until)
            if answer.status not in REDIRECTS or not answer.location:
                return _told(address, answer)
            address = address.leading_to(answer.location)
    except Unreachable as why:
        return Fetched(str(address), refused=str(why))
    except Unread as why:
        return Fetched(str(address), failed=str(why))
    except InputRefused as why:
        return Fetched(str(address), refused=f"网页转到了不能去的地方：{why.sentence}")
    return Fetched(str(address), failed=f"网页转来转去超过 {MOST_REDIRECTS} 次。")


def resolved(address: WebAddress) -> list[str]:
    """The addresses of the host, looked up once. Raises Unread."""
    try:
        found = socket.getaddrinfo(address.host, address.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unread("查不到这个网站名。") from error
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def _ask(address: WebAddress, reach: Reach, until: float) -> Answer:
    if why := reach.why_not_named(address):
        raise Unreachable(why)
    ips = resolved(address)
    if why := reach.why_not_found(address, ips):
        raise Unreachable(why)
    failed = Unread("查不到这个网站名。")
    for ip in ips[:MOST_TRIED]:
        try:
            return pinned.ask(address, ip, seconds=until - time.monotonic(), on_connected=not_to_itself)
        except Unread as why:
            failed = why
    raise failed


def not_to_itself(connected: socket.socket) -> None:
    """Raises Unreachable where both ends are this machine: it may have an address of the world outside too."""
    here, there = connected.getsockname()[0], connected.getpeername()[0]
    if ipaddress.ip_address(here.partition("%")[0]) == ipaddress.ip_address(there.partition("%")[0]):
        raise Unreachable("网址指向本系统所在的服务器，系统不去取。")


def _told(address: WebAddress, answer: Answer) -> Fetched:
    url = str(address)
    if answer.status != 200:
        gone = answer.status in {404, 410}
        return Fetched(url, answer.status, failed="网站说没有这个网页。" if gone else "网站没有给出网页。")
    if answer.media_type not in TYPES:
        return Fetched(url, answer.status, failed="打开的不是网页、PDF 或图片，没有取。")
    if not answer.body:
        return Fetched(url, answer.status, failed="网页是空的。")
    return Fetched(url, answer.status, answer.body, TYPES[answer.media_type])
