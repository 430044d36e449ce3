"""Kinds of events, their sentences, and who listens.

Each room declares its kinds in ``events.py``. ``wenming.audit.actions.record`` writes the entry and then calls the
listeners, all inside the transaction of the verb that recorded it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Kind:
    """``code`` is ``room.what_happened`` (past tense); ``sentence`` is a str.format text over label, before, after."""

    code: str
    sentence: str

    @property
    def label(self) -> str:
        """The sentence without what it speaks of: 授予“…”…."""
        return re.sub(r"\{[^}]*\}", "…", self.sentence)

    @property
    def room(self) -> str:
        return self.code.split(".")[0]


@dataclass(frozen=True, slots=True)
class Happened:
    """What a listener gets: the kind, who, when, the thing itself and what changed."""

    kind: Kind
    by: Any
    at: Any
    on: Any
    before: dict[str, Any]
    after: dict[str, Any]
    reason: str


Listener = Callable[[Happened], None]
Restorer = Callable[..., None]
"""``(held, *, by, at)``: checks, restores and records; raises ChangedMeanwhile where things moved on."""
_kinds: dict[str, Kind] = {}
_listeners: dict[str, list[Listener]] = {}
_words: dict[tuple[str, str], str] = {}
_restorers: dict[str, Restorer] = {}


def kind(code: str, sentence: str) -> Kind:
    """Declare an event kind; the same code twice is a programming error."""
    if code in _kinds:
        raise ValueError(f"event kind declared twice: {code}")
    _kinds[code] = Kind(code, sentence)
    return _kinds[code]


def kinds() -> dict[str, Kind]:
    return dict(_kinds)


def on(*wanted: Kind) -> Callable[[Listener], Listener]:
    """Register a function as a listener of the given kinds; it runs in the transaction of the event."""

    def register(listener: Listener) -> Listener:
        for one in wanted:
            _listeners.setdefault(one.code, []).append(listener)
        return listener

    return register


def listeners(code: str) -> list[Listener]:
    return _listeners.get(code, [])


def words(room: str, **given: str) -> None:
    """What a key of ``before`` or ``after`` in a room's entries is called where no field of the model is so named."""
    _words.update({(room, key): word for key, word in given.items()})


def word_for(room: str, key: str) -> str:
    """The key's word in the room's entries, or the key itself where the room gave none."""
    return _words.get((room, key), key)


def restores(removing: Kind) -> Callable[[Restorer], Restorer]:
    """Register the verb that brings back what a removing kind of act took away."""

    def register(restorer: Restorer) -> Restorer:
        _restorers[removing.code] = restorer
        return restorer

    return register


def restorer_of(code: str) -> Restorer:
    """Raises KeyError for a kind of act nobody undoes."""
    return _restorers[code]
