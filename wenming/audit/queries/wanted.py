"""Which entries are wanted, as the address of the list holds it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from wenming.audit.models import AuditEntry
from wenming.audit.registry import kinds

from .history import Subject

USUAL_DAYS, MOST_DAYS = 31, 366
"""Text cannot be found by an index: it is sought in the last USUAL_DAYS, or in MOST_DAYS of one's own choice."""
SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Wanted:
    """``person`` is an account's id or SYSTEM; ``who``, ``address`` and ``words`` are text and bound the period."""

    since: date | None = None
    until: date | None = None
    kind: str = ""
    person: str = ""
    subject: Subject | None = None
    who: str = ""
    address: str = ""
    words: str = ""
    shortened: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str], today: date) -> "Wanted":
        """What does not fit is no filter."""
        kind, person = given.get("kind", ""), given.get("person", "")
        texts = {name: given.get(name, "").strip()[:60] for name in ("who", "address", "words")}
        since, until = _day(given.get("since", "")), _day(given.get("until", ""))
        shortened = False
        if any(texts.values()):
            since, until, shortened = _bounded(since, until, today)
        return cls(
            since=since, until=until, kind=kind if kind in kinds() else "",
            person=person if person == SYSTEM or _is_number(person) else "",
            subject=_subject(given.get("object", "")), shortened=shortened, **texts,
        )

    @property
    def query(self) -> dict[str, str]:
        """For the address: only what is filtered."""
        values = {
            "since": str(self.since or ""), "until": str(self.until or ""),
            "kind": self.kind, "person": self.person, "object": "{}:{}".format(*self.subject) if self.subject else "",
            "who": self.who, "address": self.address, "words": self.words,
        }
        return {name: value for name, value in values.items() if value}


def wanted_entries(organisation_id: int, wanted: Wanted) -> QuerySet[AuditEntry]:
    """The entries of one organisation under a filter, not yet in order."""
    rows = AuditEntry.objects.filter(organisation_id=organisation_id)
    if wanted.since:
        rows = rows.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.person:
        rows = rows.filter(actor_id=None if wanted.person == SYSTEM else int(wanted.person))
    if wanted.subject:
        rows = rows.filter(object_type=wanted.subject[0], object_id=wanted.subject[1])
    if wanted.who:
        rows = rows.filter(actor_label__contains=wanted.who)
    if wanted.address:
        rows = rows.filter(address__startswith=wanted.address)
    if wanted.words:
        rows = rows.filter(Q(object_label__contains=wanted.words) | Q(reason__contains=wanted.words))
    return rows


def _bounded(since: date | None, until: date | None, today: date) -> tuple[date, date, bool]:
    """The period text is sought in, and whether it is shorter than what was asked for."""
    last = until or (min(today, since + timedelta(days=MOST_DAYS - 1)) if since else today)
    first = since or last - timedelta(days=USUAL_DAYS - 1)
    earliest = last - timedelta(days=MOST_DAYS - 1)
    return max(first, earliest), last, first < earliest or (until is None and last < today)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1900 < day.year < 2900 else None


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


def _subject(text: str) -> Subject | None:
    kind, _, number = text.partition(":")
    return (kind[:80], int(number)) if kind and _is_number(number) else None
