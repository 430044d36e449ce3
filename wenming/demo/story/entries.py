"""Which evidence there is by midcourse: planned from the script alone, without the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil
from random import Random
from typing import Any

from . import script
from .calendar import Calendar, moment, workday
from .script import EventCard, SlotCard, TaskCard

RECEIVED_AFTER = timedelta(days=8)
"""By then every unit that receives its duties at all has done so."""
PAPERS = (("小结", "letter"), ("签到表", "table"), ("通知", "scan"), ("记录", "note"))
"""What an event leaves behind on paper, and of which kind (``material``) it is."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence to be filed; ``slot`` is the place of what it fills in the card of its task."""

    task: int
    unit: str
    title: str
    event: EventCard
    event_on: date
    filed_at: datetime
    place: str
    people: str
    photos: int = 0
    papers: tuple[str, ...] = ()
    slot: int | None = None
    serves_too: int | None = None
    disclosure: str = "internal"
    late_reason: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class Owners:
    """The units of one task by name: those that lead it, first-named first, and all that have a duty in it."""

    leads: Sequence[str]
    everyone: Sequence[str]

    def without(self, silent: Sequence[str]) -> "Owners":
        return Owners(*([name for name in names if name not in silent] for names in (self.leads, self.everyone)))


class Planner:
    """``scale`` below 1 plans only that part of everything; the lights are then no longer those of the script."""

    def __init__(self, calendar: Calendar, owners: Mapping[int, Owners], rng: Random, scale: float) -> None:
        self._calendar, self._owners, self._rng, self._scale = calendar, owners, rng, min(scale, 1.0)
        self._first = calendar.frozen + RECEIVED_AFTER
        self._last = calendar.today - timedelta(days=2)

    def entries(self) -> list[Entry]:
        planned = [entry for card in script.tasks() for entry in self._of_task(card)]
        spare = [place for place, entry in enumerate(planned) if entry.slot is None]
        for place, reason in zip(spare[3::19], script.LATE * 3, strict=False):
            planned[place] = self._late(planned[place], reason)
        for place, reason in zip(spare[7::60], script.WITHDRAWN, strict=False):
            planned[place] = replace(planned[place], withdrawn=reason)
        return sorted(planned, key=lambda entry: entry.filed_at)

    def _of_task(self, card: TaskCard) -> Iterator[Entry]:
        owners = self._owners[card.number].without(script.SILENT)
        for place, slot in enumerate(card.slots):
            if slot.of_each_unit:
                yield from self._of_each(card, place, slot, owners.everyone)
            elif slot.kind == "picture":
                yield from self._pictures(card, place, slot, owners.leads)
            else:
                yield from self._writings(card, place, slot, owners.leads)
        for _ in range(self._scaled(card.more)):
            yield self._more(card, self._rng.choice(owners.everyone))

    def _of_each(self, card: TaskCard, place: int, slot: SlotCard, units: Sequence[str]) -> Iterator[Entry]:
        for unit in self._rng.sample(units, min(self._scaled(slot.have), len(units))):
            if slot.kind == "picture":
                yield self._pictured(card, unit, photos=slot.minimum, slot=place)
            else:
                yield self._written(card, unit, place, f"{unit}{slot.title}", share=self._rng.uniform(0.2, 0.95))

    def _pictures(self, card: TaskCard, place: int, slot: SlotCard, leads: Sequence[str]) -> Iterator[Entry]:
        left = self._scaled(slot.have)
        while left > 0:
            photos = min(left, self._rng.choice((1, 2, 2, 3)))
            left -= photos
            yield self._pictured(card, self._rng.choice(leads), photos=photos, slot=place)

    def _writings(self, card: TaskCard, place: int, slot: SlotCard, leads: Sequence[str]) -> Iterator[Entry]:
        """The first slot of a task is its plan: written early. Of several, each has its number."""
        for number in range(self._scaled(slot.have)):
            title = slot.title if slot.minimum == 1 else f"{slot.title}之{script.ORDINALS[number]}"
            share = self._rng.uniform(0.1, 0.2) if place == 0 else self._rng.uniform(0.35, 0.95)
            yield self._written(card, leads[number % len(leads)], place, title, share=share)

    def _written(self, card: TaskCard, unit: str, place: int, title: str, *, share: float) -> Entry:
        paper = "table" if card.slots[place].kind == "table" else self._rng.choice(("letter", "letter", "scan"))
        return replace(self._entry(card, unit, share, papers=(paper,), slot=place), title=title)

    def _pictured(self, card: TaskCard, unit: str, **files: Any) -> Entry:
        entry = self._entry(card, unit, self._rng.uniform(0.08, 1.0), **files)
        return replace(entry, title=entry.title + ("" if entry.papers else "照片"))

    def _more(self, card: TaskCard, unit: str) -> Entry:
        roll = self._rng.random()
        if roll < 0.5:
            return self._pictured(card, unit, photos=self._rng.choice((1, 1, 2, 3)))
        if roll < 0.7:
            return self._pictured(card, unit, photos=self._rng.choice((1, 2)), papers=("letter",))
        word, paper = self._rng.choice(PAPERS)
        entry = self._entry(card, unit, self._rng.uniform(0.08, 1.0), papers=(paper,))
        return replace(entry, title=entry.title + word)

    def _entry(self, card: TaskCard, unit: str, share: float, **files: Any) -> Entry:
        """Something that took place after ``share`` of the time, filed within days."""
        rng, event, yesterday = self._rng, self._rng.choice(card.events), self._calendar.today - timedelta(days=1)
        event_on = workday(self._first + (self._last - self._first) * share)
        filed_on = min(event_on + timedelta(days=rng.choice((0, 1, 1, 2, 3, 5))), yesterday)
        return Entry(
            card.number, unit, self._titled(card, unit, event, event_on), event, event_on,
            filed_at=moment(filed_on, rng.randint(17, 20), rng.randint(0, 59)),
            place="" if rng.random() < 0.07 else event.place, people=f"{unit}干部职工 {rng.randint(6, 40)} 人",
            serves_too=script.SERVES_TOO.get(card.number) if rng.random() < 0.3 else None,
            disclosure=_disclosure(card.number, rng), **files,
        )

    def _late(self, entry: Entry, reason: str) -> Entry:
        """The same, filed weeks after the event; an event too recent for that is moved back."""
        latest = self._calendar.today - timedelta(days=40)
        event_on = workday(max(self._first, min(entry.event_on, latest)))
        filed_at = moment(event_on + timedelta(days=self._rng.randint(34, 38)), 10, self._rng.randint(0, 59))
        before, after = (_festive(entry.event.title, day) for day in (entry.event_on, event_on))
        title = entry.title.replace(before, after)
        return replace(entry, title=title, event_on=event_on, filed_at=filed_at, late_reason=reason)

    def _titled(self, card: TaskCard, unit: str, event: EventCard, event_on: date) -> str:
        """A lead unit holds the event; another one its own."""
        own = "" if unit in self._owners[card.number].leads else unit
        return own + _festive(event.title, event_on)

    def _scaled(self, count: int) -> int:
        return ceil(count * self._scale)


def _festive(title: str, day: date) -> str:
    return title.format(festival=script.FESTIVALS[day.month - 1])


def _disclosure(task: int, rng: Random) -> str:
    if task in script.PRIVATE and rng.random() < 0.4:
        return "withheld"
    return "proactive" if task in script.PUBLIC and rng.random() < 0.4 else "internal"
