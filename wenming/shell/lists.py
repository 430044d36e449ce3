"""Lists page by key, not by offset: constant cost however long the list, and no page shifts under the reader."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

PAGE_SIZE = 50
COUNT_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Page:
    rows: list[Any]
    after: str
    """Pass as ``after`` to reach the next page; empty on the last."""


def _key(row: Any, fields: Sequence[str]) -> str:
    return "~".join(str(getattr(row, name)) for name in fields)


def page_after(rows: QuerySet, after: str, *, descending: Sequence[str], size: int = PAGE_SIZE) -> Page:
    """One page of ``rows`` ordered by ``descending`` fields (the last must be unique), following key ``after``.

    A key that does not fit is treated as the beginning.
    """
    rows = rows.order_by(*(f"-{name}" for name in descending))
    values = after.split("~") if after else []
    if len(values) == len(descending):
        reached = Q(pk__in=[])
        for depth in range(len(descending)):
            same = {descending[i]: values[i] for i in range(depth)}
            reached |= Q(**same, **{f"{descending[depth]}__lt": values[depth]})
        try:
            begun = rows.filter(**{f"{descending[0]}__lte": values[0]})  # where the index is entered, however deep
            found = list(begun.filter(reached)[: size + 1])
        except (ValueError, TypeError, ValidationError):
            found = list(rows[: size + 1])
    else:
        found = list(rows[: size + 1])
    return page_of(found, descending=descending, size=size)


def page_of(found: list[Any], *, descending: Sequence[str], size: int) -> Page:
    """A page of what was found in its order, which is one more than ``size`` where more follows."""
    more = len(found) > size
    return Page(found[:size], _key(found[size - 1], descending) if more else "")


def count_up_to(rows: QuerySet, limit: int = COUNT_LIMIT) -> str:
    """The number of rows, or 10,000+ where counting further would cost more than it tells."""
    found = rows.order_by()[: limit + 1].count()
    return f"{limit:,}+" if found > limit else str(found)
