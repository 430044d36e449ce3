"""Showing a masked value in full, once, with a reason that stays in the record; the whole roster likewise."""

from datetime import datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.personal.reveals import reason_in_words
from wenming.organisation.models import Organisation, Person
from wenming.organisation.queries.people import MASKS, label_of, people_of
from wenming.personal import access, events


@transaction.atomic
def reveal(*, person: Person, field: str, reason: str, note: str = "", by: Viewer, at: datetime) -> str:
    """The value. Raises InputRefused without a reason, RuleBroken where nothing is registered, the StaysClosed errors
    where it cannot be opened: then nothing was seen and nothing is recorded."""
    access.check_may_reveal(by, person)
    if field not in MASKS:
        raise InputRefused("请选要查看的内容。", {"field": "请选一项"})
    words, label = reason_in_words(reason, note), label_of(field)
    value = str(getattr(person, field))
    if not value:
        raise RuleBroken(f"{person}没有登记{label}。")
    record(events.value_revealed, by=by, at=at, on=person, after={"field": label}, reason=words)
    return value


@transaction.atomic
def note_full_export(*, reason: str, note: str = "", by: Viewer, at: datetime) -> None:
    """The roster goes out with numbers in full: needs what a reveal needs, and every person of it sees it."""
    access.check_may_reveal(by)
    body, rows = Organisation.objects.get(pk=by.organisation_id), people_of(by.organisation_id).count()
    record(events.people_exported, by=by, at=at, on=body, after={"rows": rows}, reason=reason_in_words(reason, note))
