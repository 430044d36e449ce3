"""Putting an edition right before it is frozen: one line changed, added or taken out; nothing repairs itself."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.db.models import CharField, F, Value
from django.db.models.functions import Cast, Concat

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused
from wenming.domain.standard.figures import shown
from wenming.domain.standard.nodes import rule_from_json, rule_to_json
from wenming.domain.standard.rule_words import said
from wenming.domain.standard.rules import Rule
from wenming.standard import events
from wenming.standard.models import Edition, Indicator, IndicatorSlot, MaterialSlot
from wenming.standard.queries.trees import lines_of

from .correctable import held
from .rechecking import recheck
from .writing import counted

LONGEST_SCORE = Decimal(1_000_000)
BEYOND = 1_000_000
"""More lines than any edition has: where positions stand while they are given anew."""


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, version: int, code: str, name: str, max_score: Decimal | None, cap: Decimal | None,
    bonus: bool, levels: Sequence[str], rule: Rule, by: Viewer, at: datetime,
) -> Indicator:
    """``version`` is that of the edition the page showed. Raises ChangedMeanwhile where another has changed it."""
    edition = held(indicator.edition, by, version=version)
    _check_figures(max_score, cap)
    line = Indicator.objects.get(pk=indicator.pk)
    before = _told(line)
    line.code, line.name, line.max_score, line.cap, line.bonus = code, name, max_score, cap, bonus
    line.levels, line.rule = list(levels), rule_to_json(rule)
    line.save()
    record(events.indicator_changed, by=by, at=at, on=line, before=before, after=_told(line))
    _grown(edition)
    return line


@transaction.atomic
def add_indicator(
    *, edition: Edition, parent: Indicator | None, version: int, code: str, name: str, max_score: Decimal | None,
    by: Viewer, at: datetime,
) -> Indicator:
    """A new line, the last under ``parent`` or at the top, without a rule of its own yet."""
    edition = held(edition, by, version=version)
    _check_figures(max_score, None)
    siblings = Indicator.objects.filter(edition=edition, parent=parent)
    line = Indicator.objects.create(
        organisation_id=edition.organisation_id, edition=edition, parent=parent, code=code, name=name,
        max_score=max_score, position=_free_position(edition), level=parent.level + 1 if parent else 0,
        key=f"+{edition.version}", rule={"type": "none"}, row=0,
    )
    record(events.indicator_added, by=by, at=at, on=line, after={**_told(line), "place": siblings.count()})
    _renumber(edition)
    _grown(edition)
    return line


@transaction.atomic
def remove_indicator(*, indicator: Indicator, version: int, by: Viewer, at: datetime) -> None:
    """The line with everything under it and what they demand; what it said stays in the record."""
    edition = held(indicator.edition, by, version=version)
    gone = _with_all_under(indicator)
    record(events.indicator_removed, by=by, at=at, on=indicator, before={**_told(indicator), "under": len(gone) - 1})
    slots = list(IndicatorSlot.objects.filter(indicator__in=gone).values_list("slot_id", flat=True))
    Indicator.objects.filter(pk=indicator.pk).delete()
    MaterialSlot.objects.filter(pk__in=slots).delete()
    _renumber(edition)
    _grown(edition)


def _grown(edition: Edition) -> None:
    edition.version += 1
    edition.counts = counted(lines_of(edition))
    edition.save(update_fields=["version", "counts"])
    recheck(edition)


def _check_figures(*values: Decimal | None) -> None:
    if any(value is not None and not 0 <= value <= LONGEST_SCORE for value in values):
        raise InputRefused("分值应在 0 到 1000000 之间。", {"max_score": "请核对"})


def _told(line: Indicator) -> dict[str, object]:
    return {
        "code": line.code, "name": line.name, "max_score": _figure(line.max_score), "cap": _figure(line.cap),
        "rule": said(rule_from_json(line.rule)),
    }


def _figure(value: Decimal | None) -> str:
    return "" if value is None else shown(Fraction(value))


def _with_all_under(indicator: Indicator) -> list[int]:
    """Its id and those of every line under it, one statement for the edition."""
    gone = {indicator.pk}
    for pk, parent in lines_of(indicator.edition).values_list("pk", "parent_id"):
        if parent in gone:
            gone.add(pk)
    return sorted(gone)


def _free_position(edition: Edition) -> int:
    last = lines_of(edition).last()
    return last.position + 1 if last else 1


def _renumber(edition: Edition) -> None:
    """Keys and positions as the order of the document now gives them; the new line is the last of its siblings."""
    below: dict[int | None, list[Indicator]] = {}
    for line in lines_of(edition):
        below.setdefault(line.parent_id, []).append(line)
    ordered: list[Indicator] = []
    waiting = [(line, str(place)) for place, line in reversed(list(enumerate(below.get(None, []), 1)))]
    while waiting:
        line, key = waiting.pop()
        line.key = key
        ordered.append(line)
        here = list(enumerate(below.get(line.pk, []), 1))
        waiting += [(child, f"{key}.{place}") for place, child in reversed(here)]
    aside = Concat(Value("~"), Cast("pk", CharField()))  # no two lines ever have the same key or position
    Indicator.objects.filter(edition=edition).update(position=F("position") + BEYOND, key=aside)
    for position, line in enumerate(ordered, 1):
        line.position = position
    Indicator.objects.bulk_update(ordered, ["position", "key"], batch_size=500)
