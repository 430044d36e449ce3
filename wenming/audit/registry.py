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
_kinds: dict[str, Kind] = {}
_listeners: dict[str, list[Listener]] = {}
_words: dict[str, str] = {}


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


def words(**given: str) -> None:
    """What a key of ``before`` and ``after`` is called where no field of the model has that name."""
    _words.update(given)


def word_for(key: str) -> str:
    """The key's word, or the key itself where no room gave one."""
    return _words.get(key, key)
