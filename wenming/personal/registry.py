"""What upper rooms offer here: a section of the own-data page, and how rows leave when their time is over."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Model, QuerySet

from wenming.domain.authority import Viewer

RECORD_ROOM = "audit"
"""The record of what was done leaves by nobody's hand (at least 180 days by law, three years here)."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose data: the account, and the entry of the roster it belongs to, in the organisation at hand."""

    user_id: int
    person_id: int | None
    organisation_id: int


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A table of what one room holds about the subject. Cells are texts a person reads, unmasked: they are his own."""

    title: str
    heads: tuple[str, ...]
    rows: list[tuple[str, ...]] = field(default_factory=list)
    empty: str = "没有记录。"
    note: str = ""


Provider = Callable[[Subject], OwnSection]
_providers: list[tuple[int, Provider]] = []


def own_data(*, order: int = 100) -> Callable[[Provider], Provider]:
    """Register a provider ``(subject) -> OwnSection`` with a constant number of queries."""

    def register(provider: Provider) -> Provider:
        _providers.append((order, provider))
        return provider

    return register


def own_sections(subject: Subject) -> list[OwnSection]:
    return [provider(subject) for _, provider in sorted(_providers, key=lambda one: one[0])]


Due = Callable[[int, date], QuerySet[Any]]
Leave = Callable[[Model, Viewer, datetime], None]


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """``due(organisation id, before)`` gives the rows whose time began before that day; ``leave`` lets one go."""

    model: str
    act: str
    due: Due
    leave: Leave


_rules: dict[str, RetentionRule] = {}


def retention(model: str, *, act: str, due: Due) -> Callable[[Leave], Leave]:
    """Register how rows of ``model`` leave after the months its declaration names.

    Raises ValueError for the record of what was done.
    """
    if model.split(".", maxsplit=1)[0] == RECORD_ROOM:
        raise ValueError("the record of what was done is kept, whatever else leaves")

    def register(leave: Leave) -> Leave:
        _rules[model] = RetentionRule(model, act, due, leave)
        return leave

    return register


def retention_rules() -> dict[str, RetentionRule]:
    return dict(_rules)
