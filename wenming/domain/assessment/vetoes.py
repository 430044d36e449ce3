"""The negative list: what is answered to each line, and what that means today. Beside the score, never inside it."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from wenming.domain.standard.nodes import Veto


class Finding(StrEnum):
    """What whoever certifies it says of a line."""

    CLEAR = "clear"
    HAPPENED = "happened"

    @property
    def label(self) -> str:
        return {"clear": "没有发生", "happened": "发生过"}[self.value]


class Standing(StrEnum):
    """From the worst down. ``LAPSED``: it happened, before the time the list looks back to."""

    BLOCKS = "blocks"
    UNCONFIRMED = "unconfirmed"
    LAPSED = "lapsed"
    CLEAR = "clear"

    @property
    def label(self) -> str:
        return _STANDINGS[self]


_STANDINGS = {
    Standing.BLOCKS: "一票否决", Standing.UNCONFIRMED: "尚未确认", Standing.LAPSED: "已过回溯期",
    Standing.CLEAR: "没有发生",
}


@dataclass(frozen=True, slots=True)
class VetoAnswer:
    """``happened_on`` the last time it happened; unknown, it counts as within the time looked back to."""

    finding: Finding
    happened_on: date | None = None


def looks_back_to(veto: Veto, on: date) -> date | None:
    """The first day that still counts; None where the list looks back without end."""
    if veto.since:
        return date.fromisoformat(veto.since)
    if not veto.months:
        return None
    number = on.year * 12 + on.month - 1 - veto.months
    year, month = number // 12, number % 12 + 1
    return date(year, month, min(on.day, monthrange(year, month)[1]))


def standing_of(veto: Veto, answer: VetoAnswer | None, on: date) -> Standing:
    if answer is None:
        return Standing.UNCONFIRMED
    if answer.finding is Finding.CLEAR:
        return Standing.CLEAR
    since = looks_back_to(veto, on)
    outside = since is not None and answer.happened_on is not None and answer.happened_on < since
    return Standing.LAPSED if outside else Standing.BLOCKS


def worst(standings: Iterable[Standing]) -> Standing:
    """What is told of the whole list; clear where there is no list."""
    order = list(Standing)
    return min(standings, key=order.index, default=Standing.CLEAR)
