"""The list of what waits: grouped by date, narrowed by kind or day, with two weeks at a glance."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from wenming.domain.plan.lights import Light
from wenming.domain.waiting import When, day_word, fortnight, light_of, light_words, when_due
from wenming.organisation.registry import DueItem
from wenming.shell.jinja import day as printed_day

CAP = 20


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list as of a day."""

    item: DueItem
    on: date

    @property
    def when(self) -> When:
        return when_due(self.item.due_on, self.on)

    @property
    def light(self) -> Light:
        return light_of(self.item.due_on, self.on)

    @property
    def said(self) -> str:
        return light_words(self.item.due_on, self.on)

    @property
    def day_word(self) -> str:
        return day_word(self.item.due_on, self.on) if self.item.due_on else ""

    @property
    def this_month(self) -> bool:
        """Whether the day of the month alone says which day is meant."""
        due_on = self.item.due_on
        return due_on is not None and (due_on.year, due_on.month) == (self.on.year, self.on.month)


@dataclass(frozen=True, slots=True)
class DayCell:
    """One day of the fortnight and how many things are due on it."""

    day: date
    count: int
    light: Light
    today: bool

    @property
    def weekend(self) -> bool:
        return self.day.weekday() >= 5

    @property
    def printed(self) -> str:
        """21; with the month where a month begins."""
        return f"{self.day.month}/1" if self.day.day == 1 else str(self.day.day)


@dataclass(frozen=True, slots=True)
class WaitingList:
    """``chosen`` is what the filters leave of ``items``; at most ``cap`` of it is shown."""

    items: list[DueItem]
    chosen: list[DueItem]
    on: date
    cap: int | None = CAP

    @property
    def shown(self) -> list[DueItem]:
        return self.chosen[: self.cap]

    @property
    def rest(self) -> int:
        return len(self.chosen) - len(self.shown)

    @property
    def kinds(self) -> list[tuple[str, int]]:
        """Kinds with their numbers, in the order in which they first wait."""
        return list(Counter(item.kind for item in self.items).items())

    @property
    def groups(self) -> list[tuple[When, int, list[Entry]]]:
        """Each part of the list with the number of all it holds, also of what is not shown."""
        totals = Counter(when_due(item.due_on, self.on) for item in self.chosen)
        entries = [Entry(item, self.on) for item in self.shown]
        found = [(when, totals[when], [one for one in entries if one.when is when]) for when in When]
        return [group for group in found if group[2]]

    @property
    def fortnight(self) -> list[DayCell]:
        counts = Counter(item.due_on for item in self.items)
        return [DayCell(day, counts[day], light_of(day, self.on), day == self.on) for day in fortnight(self.on)]

    @property
    def headline(self) -> str:
        """The answer to 'what waits for me': how many, and how urgent the most urgent are."""
        if not self.items:
            return "现在没有事等我"
        counts = Counter(when_due(item.due_on, self.on) for item in self.items)
        urgent = [f"{counts[When.OVERDUE]} 件已逾期"] * bool(counts[When.OVERDUE])
        urgent += [f"{counts[When.TODAY]} 件今天到期"] * bool(counts[When.TODAY])
        nearest = min((item.due_on for item in self.items if item.due_on), default=None)
        if not urgent and not nearest:
            return f"{len(self.items)} 件事等我，{'都' * (len(self.items) > 1)}没有期限"
        return f"{len(self.items)} 件事等我：{'，'.join(urgent) or f'最近一件 {printed_day(nearest)}到期'}"


def waiting_list(items: list[DueItem], on: date, *, kind: str = "", day: str = "", whole: bool = False) -> WaitingList:
    """Narrow ``items`` (in their order) to a kind and to a day in ISO form; either empty means all."""
    chosen = [
        item for item in items if (not kind or item.kind == kind) and (not day or str(item.due_on) == day)
    ]
    return WaitingList(items, chosen, on, None if whole else CAP)
