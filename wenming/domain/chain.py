"""The chain that ties records of acts together, so that a later change of any of them shows.

The digest of a link covers its content, its position (from 1) and the digest of the link before it. Who can write the
database can rewrite the whole chain: the head, noted down outside the system, is what such a rewrite cannot match.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

ALGORITHM = "sha256"


@dataclass(frozen=True, slots=True)
class Link:
    position: int
    content: Mapping[str, Any]
    digest: str


@dataclass(frozen=True, slots=True)
class Head:
    """What the chain's owner remembers of it: how many links, and the digest of the last ("" for none)."""

    length: int
    digest: str


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind`` is altered, removed or inserted; ``position`` is where a reader of the chain finds it."""

    kind: str
    position: int
    sentence: str


def canonical(content: Mapping[str, Any], position: int, previous: str) -> bytes:
    """One spelling of a link, whatever the order of keys; moments are written in UTC to the microsecond."""
    whole = {"content": dict(content), "position": position, "previous": previous}
    return json.dumps(
        whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False, default=_moment
    ).encode("utf-8", "surrogatepass")


def _moment(value: object) -> str:
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    raise TypeError(f"no canonical form of {type(value).__name__}")


def digest(content: Mapping[str, Any], position: int, previous: str) -> str:
    """The link's digest with its algorithm named: ``sha256:…``."""
    return f"{ALGORITHM}:{hashlib.new(ALGORITHM, canonical(content, position, previous)).hexdigest()}"


def verify(links: Iterable[Link], head: Head) -> Iterator[Fault]:
    """The faults of a chain whose links come in order of position; constant memory."""
    walk = _Walk()
    for link in links:
        yield from walk.take(link, head)
    yield from walk.end(head)


class _Walk:
    """Goes along the chain. A link that does not fit is judged when the next one shows what it continues from."""

    def __init__(self) -> None:
        self._reached = 0
        self._previous = ""
        self._extra = 0
        self._doubtful: Link | None = None

    def take(self, link: Link, head: Head) -> Iterator[Fault]:
        if self._doubtful is not None:
            yield self._judge(self._doubtful, link)
        claimed = link.position - self._extra
        if claimed > head.length:
            yield _inserted(link, f"在登记的链尾（第 {head.length} 条）之后")
            return
        if claimed <= self._reached:
            yield _inserted(link, "序号重复或不该有")
            return
        if claimed > self._reached + 1:
            yield _gap(self._reached + 1, claimed - 1)
        elif not self._fits(link, claimed, self._previous):
            self._doubtful = link
            return
        self._accept(link, claimed)

    def end(self, head: Head) -> Iterator[Fault]:
        last = self._doubtful
        if last is not None:
            yield _altered(last)
            self._accept(last, last.position - self._extra)
        if self._reached < head.length:
            yield _gap(self._reached + 1, head.length)
        elif last is None and self._reached == head.length and self._previous != head.digest:
            yield Fault("altered", head.length, f"第 {head.length} 条的摘要与登记的链尾不符，链被整段改写过。")

    def _judge(self, doubtful: Link, after: Link) -> Fault:
        """An extra link is one without which the next fits; every other that does not fit was altered."""
        self._doubtful = None
        if self._fits(after, self._reached + 1, self._previous):
            self._extra += after.position > doubtful.position  # the later ones were moved up to make room
            return _inserted(doubtful, "前后两条本来相连")
        self._accept(doubtful, doubtful.position - self._extra)
        return _altered(doubtful)

    def _fits(self, link: Link, position: int, previous: str) -> bool:
        return digest(link.content, position, previous) == link.digest

    def _accept(self, link: Link, position: int) -> None:
        self._reached, self._previous = position, link.digest


def _altered(link: Link) -> Fault:
    which = f"它或第 {link.position - 1} 条" if link.position > 1 else "它"
    return Fault("altered", link.position, f"第 {link.position} 条与封存时的摘要对不上，{which}被改动。")


def _inserted(link: Link, why: str) -> Fault:
    return Fault("inserted", link.position, f"第 {link.position} 条是插入的：{why}。")


def _gap(first: int, last: int) -> Fault:
    which = f"第 {first} 条" if first == last else f"第 {first} 至 {last} 条"
    return Fault("removed", first, f"{which}不见了，被删除。")
