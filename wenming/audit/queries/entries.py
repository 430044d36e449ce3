"""Entries as people read them: a line of the list, one entry's sheet, the kinds to choose from."""

import re
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Model

from wenming.audit.models import AuditEntry
from wenming.audit.registry import Kind, kinds, word_for

from .history import Readable, sentence
from .wanted import SYSTEM, Wanted, wanted_entries


@dataclass(frozen=True, slots=True)
class EntryLine:
    entry: AuditEntry
    sentence: str
    person: str
    """For the filter "everything by this person"."""
    subject: str
    """For the filter "everything about this object"; empty where the entry names none."""


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, as a person reads it."""

    name: str
    before: str
    after: str
    changed: bool


def line_of(entry: AuditEntry) -> EntryLine:
    subject = f"{entry.object_type}:{entry.object_id}" if entry.object_id is not None else ""
    person = SYSTEM if entry.actor_id is None else str(entry.actor_id)
    return EntryLine(entry, sentence(entry), person, subject)


def changes_of(entry: AuditEntry) -> list[Change]:
    """Every field the entry holds, those of ``before`` first."""
    before, after = Readable(entry.before), Readable(entry.after)
    keys = dict.fromkeys([*entry.before, *entry.after])
    return [
        Change(_name_of(entry.object_type, key), before[key], after[key], entry.before.get(key) != entry.after.get(key))
        for key in keys
    ]


def chosen_labels(organisation_id: int, wanted: Wanted) -> dict[str, str]:
    """What the filter by person and by object speaks of, in words: as the newest entry called them."""
    said = {}
    if wanted.person:
        newest = _newest(organisation_id, Wanted(person=wanted.person))
        said["person"] = newest.actor_label if newest else "此人"
    if wanted.subject:
        newest = _newest(organisation_id, Wanted(subject=wanted.subject))
        said["object"] = newest.object_label if newest else "此对象"
    return said


def _newest(organisation_id: int, wanted: Wanted) -> AuditEntry | None:
    return wanted_entries(organisation_id, wanted).order_by("-at", "-id").first()


def kinds_by_room() -> dict[str, list[Kind]]:
    """The declared kinds under the name of their room, in the order of the rooms."""
    rooms: dict[str, list[Kind]] = {}
    for config in apps.get_app_configs():
        own = sorted((kind for kind in kinds().values() if kind.room == config.label), key=lambda kind: kind.code)
        if own:
            rooms[str(config.verbose_name)] = own
    return rooms


def _name_of(object_type: str, key: str) -> str:
    """The field's Chinese name: of the entry's model, else its room's word, else of another model of its room."""
    room, _, own = object_type.partition(".")
    if room not in apps.app_configs:
        return word_for(room, key)
    config = apps.get_app_config(room)
    names = {name: _field_name(model, key) for name, model in config.models.items()}
    word = word_for(room, key)
    return names.get(own) or (word if word != key else next(filter(None, names.values()), key))


def _field_name(model: type[Model], key: str) -> str:
    fields = {one.name: str(one.verbose_name) for one in model._meta.local_fields}
    name = fields.get(key, "")
    return name if re.search(r"[\u4e00-\u9fff]", name) else ""
