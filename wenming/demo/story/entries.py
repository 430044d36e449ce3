"""Which evidence there is by midcourse: planned from the script alone, without the database."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from random import Random

from . import script
from .calendar import Calendar, moment, workday
from .script import EventCard, SlotCard, TaskCard

FESTIVALS = ("腊八", "元宵", "花朝", "清明", "立夏", "端午", "夏至", "七夕", "中秋", "重阳", "立冬", "冬至")
ORDINALS = "一二三四五六七八九十"
SERVES_TOO = {1: 4, 2: 1, 4: 2, 5: 24, 6: 15, 8: 9, 9: 8, 11: 12, 12: 11, 13: 17, 14: 12, 15: 1, 16: 17, 17: 13, 20: 21, 21: 20, 24: 5}
"""Task → another task the same event says something about."""
LATE = ("当时由牵头单位统一拍照，刚取回原图", "经办人出差，返回后补报", "换机后从旧手机中找回", "活动由共建社区组织，材料刚移交")
WITHDRAWN = ("照片与活动不符，重新整理后再报", "与前一件重复，保留先报的一件")
RECEIVED_AFTER = timedelta(days=8)
"""By then every unit that receives its duties at all has done so."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence to be filed. ``papers`` are kinds of ``material.PAPERS``; ``slot`` its place in the card."""

    task: int
    unit: str
    title: str
    event: EventCard
    event_on: date
    filed_at: datetime
    photos: int = 0
    papers: tuple[str, ...] = ()
    slot: int | None = None
    serves_too: int | None = None
    people: str = ""
    place: str = ""
    late_reason: str = ""
    disclosure: str = "internal"
    withdrawn: str = ""


class Planner:
    """``units_of``: task number → names of its lead units, first-named first, and of all units with a duty in it."""

    def __init__(self, calendar: Calendar, units_of: Mapping[int, tuple[Sequence[str], Sequence[str]]], rng: Random,
                 scale: float) -> None:
        self._calendar, self._units_of, self._rng, self._scale = calendar, units_of, rng, scale
        self._first = calendar.frozen + RECEIVED_AFTER
        self._last = calendar.today - timedelta(days=2)

    def entries(self) -> list[Entry]:
        planned = [entry for card in script.tasks() for entry in self._of_task(card)]
        spare = [place for place, entry in enumerate(planned) if entry.slot is None]
        for place, reason in zip(spare[3::19], LATE * 3, strict=False):
            planned[place] = self._late(planned[place], reason)
        for place, reason in zip(spare[7::60], WITHDRAWN, strict=False):
            planned[place] = replace(planned[place], withdrawn=reason)
        return sorted(planned, key=lambda entry: entry.filed_at)

    def _of_task(self, card: TaskCard) -> Iterator[Entry]:
        leads, everyone = ([name for name in names if name not in script.SILENT] for names in self._units_of[card.number])
        for place, slot in enumerate(card.slots):
            if slot.of_each_unit:
                yield from self._of_each(card, place, slot, everyone)
            elif slot.kind == "picture":
                yield from self._pictures(card, place, slot, leads)
            else:
                yield from self._papers(card, place, slot, leads)
        for _ in range(self._scaled(card.more)):
            yield self._more(card, everyone)

    def _of_each(self, card: TaskCard, place: int, slot: SlotCard, units: Sequence[str]) -> Iterator[Entry]:
        for unit in self._rng.sample(units, min(self._scaled(slot.have), len(units))):
            if slot.kind == "picture":
                yield self._pictured(card, unit, slot=place, photos=slot.minimum)
            else:
                yield self._written(card, place, slot, unit, f"{unit}{slot.title}", share=self._rng.uniform(0.2, 0.95))

    def _pictures(self, card: TaskCard, place: int, slot: SlotCard, leads: Sequence[str]) -> Iterator[Entry]:
        left = slot.have
        while left > 0:
            photos = min(left, self._rng.choice((1, 2, 2, 3)))
            left -= photos
            yield self._pictured(card, self._rng.choice(leads), slot=place, photos=photos)

    def _papers(self, card: TaskCard, place: int, slot: SlotCard, leads: Sequence[str]) -> Iterator[Entry]:
        for number in range(slot.have):
            title = slot.title if slot.minimum == 1 else f"{slot.title}之{ORDINALS[number]}"
            share = self._rng.uniform(0.1, 0.2) if place == 0 else self._rng.uniform(0.35, 0.95)
            yield self._written(card, place, slot, leads[number % len(leads)], title, share=share)

    def _written(self, card: TaskCard, place: int, slot: SlotCard, unit: str, title: str, *, share: float) -> Entry:
        paper = "table" if slot.kind == "table" else self._rng.choice(("letter", "letter", "scan"))
        return self._entry(card, unit, title, self._rng.choice(card.events), share, papers=(paper,), slot=place)

    def _pictured(self, card: TaskCard, unit: str, *, photos: int, slot: int | None = None, papers: tuple[str, ...] = ()) -> Entry:
        event = self._rng.choice(card.events)
        entry = self._entry(card, unit, event.title, event, self._rng.uniform(0.08, 1.0), photos=photos, papers=papers, slot=slot)
        return replace(entry, title=f"{self._named(entry)}{'照片' if not papers else ''}")

    def _more(self, card: TaskCard, units: Sequence[str]) -> Entry:
        unit, roll = self._rng.choice(units), self._rng.random()
        if roll < 0.5:
            return self._pictured(card, unit, photos=self._rng.choice((1, 1, 2, 3)))
        if roll < 0.7:
            return self._pictured(card, unit, photos=self._rng.choice((1, 2)), papers=("letter",))
        event = self._rng.choice(card.events)
        word, paper = self._rng.choice((("小结", "letter"), ("签到表", "table"), ("通知", "scan"), ("记录", "note")))
        entry = self._entry(card, unit, event.title, event, self._rng.uniform(0.08, 1.0), papers=(paper,))
        return replace(entry, title=f"{self._named(entry)}{word}")

    def _entry(self, card: TaskCard, unit: str, title: str, event: EventCard, share: float, *, photos: int = 0,
               papers: tuple[str, ...] = (), slot: int | None = None) -> Entry:
        rng = self._rng
        event_on = max(workday(self._first + (self._last - self._first) * share), self._calendar.frozen)
        filed_on = min(event_on + timedelta(days=rng.choice((0, 1, 1, 2, 3, 5))), self._calendar.today - timedelta(days=1))
        too = SERVES_TOO.get(card.number) if rng.random() < 0.3 else None
        return Entry(
            card.number, unit, title, event, event_on, moment(filed_on, rng.randint(17, 20), rng.randint(0, 59)),
            photos, papers, slot, too, people=f"{unit}干部职工 {rng.randint(6, 40)} 人",
            place="" if rng.random() < 0.07 else event.place, disclosure=_disclosure(card.number, rng),
        )

    def _named(self, entry: Entry) -> str:
        title = entry.event.title.format(festival=FESTIVALS[entry.event_on.month - 1])
        return f"{entry.event_on.month}月{entry.event_on.day}日{title}"

    def _late(self, entry: Entry, reason: str) -> Entry:
        """The same, filed weeks after the event; an event too recent for that is moved back."""
        latest = self._calendar.today - timedelta(days=40)
        event_on = workday(max(self._calendar.frozen, min(entry.event_on, latest)))
        filed_at = moment(event_on + timedelta(days=self._rng.randint(34, 38)), 10, self._rng.randint(0, 59))
        moved = replace(entry, event_on=event_on, filed_at=filed_at, late_reason=reason)
        return replace(moved, title=entry.title.replace(self._named(entry), self._named(moved)))

    def _scaled(self, count: int) -> int:
        return round(count * self._scale) if self._scale < 1 else count


def _disclosure(task: int, rng: Random) -> str:
    if task == 13 and rng.random() < 0.4:
        return "withheld"
    return "proactive" if task in {5, 12, 24} and rng.random() < 0.4 else "internal"
