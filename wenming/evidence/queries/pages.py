"""One page of the ledger, the newest event first; the key of its last row leads on."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from wenming.shell import lists
from wenming.shell.prepared import prepared

from .rows import for_lists
from .sight import Sight
from .wanted import Cut, Wanted, filtered

ORDER = ("event_on", "pk")
MOST_DIGITS = 18


def page_of_ledger(sight: Sight, wanted: Wanted, after: str) -> lists.Page:
    """The rows of ``for_lists`` that follow the key ``after``; one that does not fit is the beginning."""
    size = lists.PAGE_SIZE
    found = _rows(wanted.cut, sight, _read(after), state=wanted.state, number=size + 1)
    return lists.page_of(found, descending=ORDER, size=size)


@prepared
def _rows(cut: Cut, sight: Sight, after: tuple[Any, ...], *, state: str, number: int) -> QuerySet[Any, Any]:
    rows = filtered(sight.evidence_of(cut.organisation_id), cut, state)
    if after:
        day, key = after
        begun = rows.filter(event_on__lte=day)  # where the index is entered, however deep
        rows = begun.filter(Q(event_on__lt=day) | Q(event_on=day, pk__lt=key))
    return for_lists(rows).order_by(*(f"-{name}" for name in ORDER))[:number]


def _read(after: str) -> tuple[()] | tuple[date, int]:
    day, _, key = after.partition("~")
    with suppress(ValueError):
        if key.isascii() and key.isdigit() and len(key) <= MOST_DIGITS:
            return date.fromisoformat(day), int(key)
    return ()
