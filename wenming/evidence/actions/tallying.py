"""Keeping the tallies in step: what a piece of evidence counts for is taken before a write and after it.

Each verb holds the row of the evidence meanwhile, so two writers to one piece follow each other; tallies are changed
by adding, so writers to different pieces need not wait to read.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db.models import F

from wenming.domain.evidence.kinds import Kind
from wenming.domain.evidence.slots import counted_of, in_window
from wenming.evidence.models import ACCEPTED, Citation, Evidence, MonthTally, SlotTally, TaskTally
from wenming.evidence.queries.demands import demand_of
from wenming.evidence.queries.files import kinds_of_files
from wenming.evidence.queries.serving import measured_fill
from wenming.evidence.queries.sight import Sight
from wenming.standard.models import MaterialSlot

Cell = tuple[type[MonthTally | TaskTally | SlotTally], tuple[tuple[str, Any], ...]]
Shares = Counter[Cell]


@contextmanager
def tallied(*pieces: Evidence) -> Iterator[None]:
    """Around a write to evidence of one organisation, its files or citations; the transaction holds the rows."""
    before = _shares(pieces)
    yield
    after = _shares(pieces)
    after.subtract(before)
    for organisation_id in {one.organisation_id for one in pieces}:
        _add(organisation_id, after)


def tally_new(evidence: Evidence) -> None:
    """Count what was just filed; what it serves is counted when it is cited."""
    _add(evidence.organisation_id, _shares([evidence]))


def recount_slot(organisation_id: int, slot_id: int) -> None:
    """After the demand itself changed: another window or kind counts other evidence."""
    rows = SlotTally.objects.of(organisation_id).filter(slot_id=slot_id)
    rows.delete()
    filled = measured_fill(organisation_id, [slot_id]).get(slot_id, {})
    SlotTally.objects.bulk_create(
        SlotTally(organisation_id=organisation_id, slot_id=slot_id, unit_id=unit_id, number=number)
        for unit_id, number in filled.items()
    )


def _shares(evidence: Sequence[Evidence]) -> Shares:
    """Every tally the evidence is part of, as the database has it now, and with how much. All of one organisation."""
    rows = Evidence.objects.in_bulk([one.pk for one in evidence])
    cited: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for key, *of_one in Citation.objects.filter(evidence__in=rows).values_list(
        "evidence_id", "served_task_id", "slot_id", "unit_id"
    ):
        cited[key].append(tuple(of_one))
    shares: Shares = Counter()
    for key, row in rows.items():
        for state in _states(row):
            of_row: dict[str, str | int | bool | date] = {
                "state": state, "unit_id": row.unit_id, "withheld": Sight.is_for_some(row),
            }
            shares[_cell(MonthTally, **of_row, month=row.event_on.replace(day=1))] += 1
            tasks = {task for task, _, _ in cited[key] if task}
            shares.update({_cell(TaskTally, **of_row, task_id=task): 1 for task in tasks})
    filed = [row for row in rows.values() if row.state == Evidence.State.FILED]
    answers = [(row, slot, unit) for row in filed for _, slot, unit in cited[row.pk] if slot]
    shares.update(_slot_shares(answers))
    return shares


def _states(row: Evidence) -> list[str]:
    """What is filed and accepted is counted as both."""
    return [row.state, ACCEPTED] if row.accepted and row.state == Evidence.State.FILED else [row.state]


def _slot_shares(answers: Sequence[tuple[Evidence, int, int]]) -> Shares:
    """``answers``: evidence, slot, the unit that answers with it."""
    if not answers:
        return Counter()
    kinds = kinds_of_files({row.pk for row, _, _ in answers})
    # held until the end: a demand that is changed meanwhile is recounted with this evidence in it
    slots = MaterialSlot.objects.select_for_update().order_by("pk").in_bulk({slot for _, slot, _ in answers})
    shares: Shares = Counter()
    for row, slot, unit in answers:
        if in_window(demand_of(slots[slot]), row.event_on):
            shares[_cell(SlotTally, slot_id=slot, unit_id=unit)] += counted_of(Kind(slots[slot].kind), kinds[row.pk])
    return shares


def _cell(model: type[MonthTally | TaskTally | SlotTally], **named: str | int | bool | date) -> Cell:
    return model, tuple(named.items())


def _add(organisation_id: int, changes: Shares) -> None:
    """In one order, so that no two writers wait for each other."""
    for (model, named), change in sorted(changes.items(), key=lambda item: (item[0][0].__name__, str(item[0][1]))):
        if not change:
            continue
        key = {"organisation_id": organisation_id, **dict(named)}
        rows = model.objects.filter(**key)
        if not rows.update(number=F("number") + change):
            _, made = model.objects.get_or_create(**key, defaults={"number": change})
            if not made:
                rows.update(number=F("number") + change)
        elif change < 0:
            rows.filter(number=0).delete()
