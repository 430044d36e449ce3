"""One thing looked at: how it is, and what to do where it is not well."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps

from django.db import DatabaseError


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


def asks_the_database(name: str) -> Callable[[Callable[[], Look]], Callable[[], Look]]:
    """A look that reads tables: where they are not there yet it says so instead of breaking."""

    def decorate(look: Callable[[], Look]) -> Callable[[], Look]:
        @wraps(look)
        def wrapper() -> Look:
            try:
                return look()
            except DatabaseError:
                return warn(name, "查不到", "请先建立或升级数据库：wenming migrate。")

        return wrapper

    return decorate
