"""One thing looked at: how it is, and what to do where it is not well."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    WELL = "well"
    WARN = "warn"
    ILL = "ill"

    @property
    def sign(self) -> str:
        return {"well": "✓", "warn": "！", "ill": "✗"}[self]


@dataclass(frozen=True, slots=True)
class Look:
    """``todo`` is empty where all is well."""

    name: str
    state: State
    words: str
    todo: str = ""


def well(name: str, words: str) -> Look:
    return Look(name, State.WELL, words)


def warn(name: str, words: str, todo: str) -> Look:
    return Look(name, State.WARN, words, todo)


def ill(name: str, words: str, todo: str) -> Look:
    return Look(name, State.ILL, words, todo)
