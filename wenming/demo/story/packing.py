"""Two activities whose material is filed as packs: one whole and used at once, one that is filled up later."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from django.core.files.base import ContentFile

from wenming.demo.studio import papers
from wenming.demo.studio.chance import chance
from wenming.demo.studio.photographs import photograph
from wenming.evidence.actions.packing import Answer, cite_pack, file_pack, fill_pack
from wenming.evidence.actions.receiving import Incoming
from wenming.evidence.models import EventPack, Evidence
from wenming.plan.models import Task, TaskSlot

from .calendar import moment, workday
from .founding import TAX_OFFICE, Body
from .timeline import Timeline

WORDS = {
    "notice": "通知", "scheme": "方案", "sign_in": "签到表", "photographs": "照片", "news": "报道", "summary": "总结",
}


@dataclass(frozen=True, slots=True)
class PackCard:
    """``parts`` are filed together, ``later`` three days on; ``tasks`` are what the pack is used for."""

    title: str
    scene: str
    place: str
    topic: str
    days_ago: int
    parts: tuple[str, ...]
    later: tuple[str, ...]
    tasks: tuple[int, ...]


CARDS = (
    PackCard("机关健步走暨文明出行倡议", "street", "清水河步道", "健步走、劝导不文明出行", days_ago=9,
             parts=tuple(WORDS), later=(), tasks=(16, 7)),
    PackCard("宪法宣传进社区", "classroom", "清水社区", "讲宪法、答居民提问", days_ago=6,
             parts=("notice", "photographs"), later=("summary",), tasks=(9,)),
)
PICTURES_ASKED = (16, "活动照片")
"""A demand for photographs that has enough already: the pack answers it too, and no light changes."""


def pack(body: Body, tasks: dict[int, Task], timeline: Timeline) -> None:
    for number, card in enumerate(CARDS):
        event_on = workday(body.calendar.today - timedelta(days=card.days_ago))
        packing = Packing(body, tasks, card, chance("pack", number))
        timeline.at(moment(event_on, 16, 20), lambda at, packing=packing: packing.file(timeline, at))


class Packing:
    """One pack: filed on the evening of the activity, used minutes later."""

    def __init__(self, body: Body, tasks: dict[int, Task], card: PackCard, rng: Random) -> None:
        self._body, self._tasks, self._card, self._rng = body, tasks, card, rng
        self._unit = body.units[TAX_OFFICE]
        self._people = [person.name for person in body.people[TAX_OFFICE]]

    def file(self, timeline: Timeline, at: datetime) -> None:
        card, by = self._card, self._body.liaison_of(self._unit)
        made = file_pack(
            title=card.title, unit=self._unit, event_on=at.date(), place=card.place, caption=card.topic,
            people=f"{TAX_OFFICE} {len(self._people)} 人", parts=self._parts(card.parts, at), by=by, at=at,
        )
        timeline.at(at + timedelta(minutes=10), lambda at: self._use(made, at))
        if card.later:
            timeline.at(at + timedelta(days=3), lambda at: fill_pack(
                pack=made, parts=self._parts(card.later, at), by=by, at=at))

    def _use(self, made: EventPack, at: datetime) -> None:
        number, title = PICTURES_ASKED
        asked = TaskSlot.objects.of(made.organisation_id).filter(task=self._tasks[number], slot__title=title)
        slots = [one.slot for one in asked.select_related("slot")] if number in self._card.tasks else []
        photographs = Evidence.objects.get(pack=made, pack_part="photographs")
        cite_pack(
            pack=made, unit=self._unit, tasks=[self._tasks[one] for one in self._card.tasks],
            answers=[Answer(photographs.pk, slots)], by=self._body.liaison_of(self._unit), at=at,
        )

    def _parts(self, parts: Sequence[str], at: datetime) -> dict[str, list[Incoming]]:
        return {part: list(_files(self._card, part, self._people, self._rng, at)) for part in parts}


def _files(card: PackCard, part: str, people: Sequence[str], rng: Random, at: datetime) -> Iterator[Incoming]:
    title = f"{card.title}{WORDS[part]}"
    if part == "photographs":
        for minute in (5, 20, 40):
            taken = moment(at.date(), 15, minute)
            name = f"IMG_{taken:%Y%m%d_%H%M%S}.jpg"
            yield Incoming(name, ContentFile(photograph(card.scene, taken_at=taken, rng=rng), name))
    elif part == "sign_in":
        rows = [[number, name, "到"] for number, name in enumerate(people, start=1)]
        content = papers.table(title, ["序号", "姓名", "签到"], rows, made_at=at)
        yield Incoming(f"{title}.xlsx", ContentFile(content, f"{title}.xlsx"))
    else:
        content = papers.letter(title, _sentences(card, at.date()))
        yield Incoming(f"{title}.docx", ContentFile(content, f"{title}.docx"))


def _sentences(card: PackCard, day: date) -> list[str]:
    return [f"{day.month}月{day.day}日，{TAX_OFFICE}在{card.place}开展“{card.title}”，内容是{card.topic}。",
            "（演示材料）"]
