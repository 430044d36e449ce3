"""Whether what is offered fills what is demanded. A cross never blocks: it says what is still to be mended."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from wenming.domain.language.counting import characters_of

from .kinds import Kind

CAPTIONS = {"time": "时间", "place": "地点", "people": "人物", "topic": "主题"}


@dataclass(frozen=True, slots=True)
class Demand:
    """What a slot asks for. ``maximum`` None is no upper limit; ``captions`` are keys of CAPTIONS."""

    kind: Kind
    minimum: int
    maximum: int | None = None
    window_from: date | None = None
    window_until: date | None = None
    captions: tuple[str, ...] = ()
    characters: int | None = None
    """The most 字数 (``domain.language.counting``) of each document; of what is said where there is no document."""


@dataclass(frozen=True, slots=True)
class Length:
    """How long the text of one document is; ``characters`` None where it was not read or holds no text.

    Of a very long text only the beginning is read: it is not ``whole`` and at least so long.
    """

    name: str
    characters: int | None
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Offer:
    """One piece of evidence, filed or about to be: the kind of each file, how long its documents are, and what is said
    about the event."""

    files: tuple[Kind, ...]
    event_on: date | None
    place: str = ""
    people: str = ""
    caption: str = ""
    lengths: tuple[Length, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """One line beside a slot: a tick, a cross, or neither where it cannot be told yet (``passed`` None)."""

    passed: bool | None
    sentence: str


def counted(demanded: Kind, *, items: int, pictures: int, videos: int) -> int:
    """How much of a demand is there.

    A demand for pictures or films counts files of that kind: three photographs filed together are three. Every other
    demand counts pieces of evidence, whatever their files: a document scanned page by page is one document.
    """
    return {Kind.PICTURE: pictures, Kind.VIDEO: videos}.get(demanded, items)


def counted_of(demanded: Kind, files: Iterable[Kind]) -> int:
    """What one piece of evidence with ``files`` adds to a demand; see ``counted``."""
    found = list(files)
    pictures, videos = found.count(Kind.PICTURE), found.count(Kind.VIDEO)
    return counted(demanded, items=1 if found else 0, pictures=pictures, videos=videos)


def measure_word(demanded: Kind) -> str:
    return {Kind.PICTURE: "张", Kind.VIDEO: "段"}.get(demanded, "件")


def in_window(demand: Demand, event_on: date) -> bool:
    return is_within(event_on, demand.window_from, demand.window_until)


def is_within(event_on: date, since: date | None, until: date | None) -> bool:
    """Both ends of a window count; an open end never refuses."""
    return (since is None or event_on >= since) and (until is None or event_on <= until)


def check(demand: Demand, offer: Offer, already: int) -> list[Rule]:
    """The rules of a demand against an offer, ``already`` being what the ledger counts without it."""
    rules = [_count(demand, offer, already)]
    rules += [rule for judge in (_kind, _length, _window, _captions) if (rule := judge(demand, offer))]
    return rules


def is_enough(demand: Demand, have: int) -> bool:
    return have >= demand.minimum


def _count(demand: Demand, offer: Offer, already: int) -> Rule:
    added = 0
    if offer.event_on is None or in_window(demand, offer.event_on):
        added = counted_of(demand.kind, offer.files)
    have, word = already + added, measure_word(demand.kind)
    if demand.maximum is not None and have > demand.maximum:
        return Rule(False, f"共 {have} {word}，至多 {demand.maximum} {word}，请挑选")
    if is_enough(demand, have):
        return Rule(True, f"共 {have} {word}，够了")
    return Rule(False, f"共 {have} {word}，还差 {demand.minimum - have} {word}")


def _kind(demand: Demand, offer: Offer) -> Rule | None:
    if demand.kind is Kind.ANY or not offer.files:
        return None
    if demand.kind in offer.files:
        return Rule(True, f"有{demand.kind.label}")
    if demand.kind in {Kind.DOCUMENT, Kind.TABLE} and Kind.PICTURE in offer.files:
        return Rule(None, f"要{demand.kind.label}，现为图片：是扫描件即可")
    return Rule(False, f"要{demand.kind.label}，这里没有")


def _length(demand: Demand, offer: Offer) -> Rule | None:
    """Each document is held against the limit by itself; a demand answered by pictures limits what is said of them."""
    limit = demand.characters
    if limit is None or not offer.files:
        return None
    if not offer.lengths:
        said = characters_of(offer.caption)
        return Rule(said <= limit, f"说明 {said} 字，{'不' * (said <= limit)}超过 {limit} 字")
    read = [(one.characters, one.name) for one in offer.lengths if one.characters is not None]
    longest, name = max(read, default=(0, ""))
    if longest > limit:
        return Rule(False, f"“{name}”{longest} 字，超过 {limit} 字")
    if len(read) < len(offer.lengths) or not all(one.whole for one in offer.lengths):
        return Rule(None, f"至多 {limit} 字；正文还没有读出，请自己核一下")
    return Rule(True, f"{longest} 字，不超过 {limit} 字")


def _window(demand: Demand, offer: Offer) -> Rule | None:
    if demand.window_from is None and demand.window_until is None:
        return None
    if offer.event_on is None:
        return Rule(None, "活动日期还没填")
    return Rule(True, "在时间窗内") if in_window(demand, offer.event_on) else Rule(False, "活动日期在时间窗外，不计数")


def _captions(demand: Demand, offer: Offer) -> Rule | None:
    """Which of the demanded facts are told (domain.md 4.6: 时间、地点、人物、主题 of a picture)."""
    if not demand.captions:
        return None
    told = {
        "time": offer.event_on is not None, "place": bool(offer.place.strip()), "people": bool(offer.people.strip()),
        "topic": bool(offer.caption.strip()),
    }
    lacking = [CAPTIONS[one] for one in demand.captions if one in told and not told[one]]
    return Rule(False, f"说明缺{'、'.join(lacking)}") if lacking else Rule(True, "说明要素齐")
