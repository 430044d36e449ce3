"""When failed sign-ins lock a sign-in name or a network address (GB/T 22239-2019 8.1.4.1 b; docs/decisions/0013).

A name is locked by its own failures. An address is locked by failures of *different* names, so that one clerk's typing
never locks the colleagues behind the same address.
"""

import hashlib
import ipaddress
import re
from collections.abc import Hashable, Iterable
from datetime import datetime, timedelta

NAME_LIMIT = 5
ADDRESS_LIMIT = 10
WINDOW = LOCKED_FOR = timedelta(minutes=30)
KEPT_FOR = WINDOW + LOCKED_FOR
"""A failure older than this can neither lock nor keep locked."""

Failure = tuple[datetime, Hashable]
"""When, and what is counted once: for a name each failure by itself, for an address the name that failed."""


def locked_until(failures: Iterable[Failure], limit: int, now: datetime) -> datetime | None:
    """Until when it is locked, or None: ``limit`` different ones within WINDOW lock for LOCKED_FOR.

    What fails while it is locked makes it no longer: the time a person was told stays true.
    """
    ordered = sorted(failures, key=lambda one: one[0])
    until: datetime | None = None
    for at, _ in ordered:
        over = until is None or at >= until
        if over and len({what for other, what in ordered if at - WINDOW < other <= at}) >= limit:
            until = at + LOCKED_FOR
    return until if until and until > now else None


def tries_left(failures: Iterable[Failure], limit: int, now: datetime) -> int:
    """How many more failures until it locks, where it is not locked now."""
    return max(0, limit - len({what for at, what in failures if now - WINDOW < at <= now}))


_LIKE_A_NAME = re.compile(r"[a-z0-9._-]{1,60}")
_HIDDEN = "#"
NOT_LIKE_A_NAME = "（不像登录名的输入）"


def counted_name(typed: str) -> str:
    """Under what a typed sign-in name is counted. What looks like no name may be a password in the wrong field: it is
    counted under its digest, so that it is kept nowhere."""
    name = typed.casefold()
    return name if _LIKE_A_NAME.fullmatch(name) else _HIDDEN + hashlib.sha256(name.encode()).hexdigest()[:40]


def spoken_name(counted: str) -> str:
    """A counted name as the record may show it."""
    return NOT_LIKE_A_NAME if counted.startswith(_HIDDEN) else counted


def counted_address(address: str) -> str:
    """Under what an address is counted: of IPv6 the network, for one machine has as many addresses as it likes."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address[:60]
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        return str(mapped) if mapped else str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
