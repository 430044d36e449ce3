"""Evidence in bulk, for measuring only: rows as the actions leave them, without their files."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any

from django.db import models
from django.utils import timezone

from wenming.evidence.actions.tallying import recount_slot
from wenming.evidence.models import (
    Citation,
    Evidence,
    EvidenceFile,
    EvidenceRevision,
    MonthTally,
    ReviewStep,
    SlotTally,
    TaskTally,
)
from wenming.filestore.models import Rendition, StoredFile
from wenming.organisation.models import Organisation, Unit
from wenming.plan.models import TaskSlot

BATCH = 2000
DAYS = 700
"""The events lie on so many days up to today; a hundred pieces touch nearly every unit and month as well."""


def empty() -> None:
    """Without the story's own evidence the numbers are what was asked for."""
    Evidence.objects.update(proposed=None)
    for model in (MonthTally, TaskTally, SlotTally, ReviewStep, Citation, EvidenceFile, EvidenceRevision, Evidence):
        model.objects.all().delete()


def fill(organisation: Organisation, count: int) -> None:
    """``count`` pieces over all units, days and demands: one photo each with its thumbnail, one or two citations."""
    units = list(Unit.objects.of(organisation.pk).order_by("pk"))
    slots = list(TaskSlot.objects.of(organisation.pk).select_related("task", "slot").order_by("pk"))
    numbers = iter(range(count))
    while batch := list(islice(numbers, BATCH)):
        _fill(organisation, batch, units, slots)
    _tally(organisation)


def _fill(organisation: Organisation, batch: list[int], units: Sequence[Unit], slots: Sequence[TaskSlot]) -> None:
    own, now, today = {"organisation_id": organisation.pk}, timezone.now(), timezone.localdate()
    evidence = Evidence.objects.bulk_create(_evidence(n, units, today, now, own) for n in batch)
    stored = StoredFile.objects.bulk_create(_stored(n, now, own) for n in batch)
    Rendition.objects.bulk_create(
        Rendition(file=one, kind="thumbnail", key=f"{one.key}-thumbnail", width=480, height=360, **own)
        for one in stored
    )
    made: dict[str, Any] = {"made_at": now, "made_by": "示范甲", **own}
    revisions = EvidenceRevision.objects.bulk_create(EvidenceRevision(evidence=one, **made) for one in evidence)
    EvidenceFile.objects.bulk_create(
        EvidenceFile(revision=one, stored=file, name=file.original_name, **own)
        for one, file in zip(revisions, stored, strict=True)
    )
    Citation.objects.bulk_create(_citations(batch, evidence, slots, made))


def _tally(organisation: Organisation) -> None:
    """What the actions would have counted piece by piece."""
    months: Counter[Any] = Counter()
    tasks: Counter[Any] = Counter()
    cells: dict[int, tuple[Any, ...]] = {}
    for pk, unit, state, disclosure, on in Evidence.objects.of(organisation.pk).values_list(
        "pk", "unit_id", "state", "disclosure", "event_on"
    ):
        cells[pk] = (unit, state, disclosure == "withheld")
        months[*cells[pk], on.replace(day=1)] += 1
    for pk, task in Citation.objects.of(organisation.pk).values_list("evidence_id", "served_task_id").distinct():
        tasks[*cells[pk], task] += 1
    cell = ("unit_id", "state", "withheld")
    _write(MonthTally, organisation, (*cell, "month"), months)
    _write(TaskTally, organisation, (*cell, "task_id"), tasks)
    for slot_id in TaskSlot.objects.of(organisation.pk).values_list("slot_id", flat=True):
        recount_slot(organisation.pk, slot_id)


def _write(model: type[models.Model], organisation: Organisation, names: Sequence[str], numbers: Counter[Any]) -> None:
    rows = (dict(zip(names, key, strict=True), number=number) for key, number in numbers.items())
    model.objects.bulk_create(model(organisation=organisation, **row) for row in rows)


def _evidence(n: int, units: Sequence[Unit], today: date, now: datetime, own: dict[str, Any]) -> Evidence:
    return Evidence(
        unit=units[n % len(units)], title=f"志愿服务与普法宣讲活动第{n + 1}次", kind="picture",
        event_on=today - timedelta(days=n * 7 % DAYS), uploaded_at=now, uploaded_by="示范甲", place="综合服务大厅",
        disclosure="withheld" if n % 40 == 0 else "internal", **own,
    )


def _stored(n: int, now: datetime, own: dict[str, Any]) -> StoredFile:
    digest = sha256(f"{own}{n}".encode()).hexdigest()
    return StoredFile(
        digest=digest, size=3_000_000, media_type="image/jpeg", original_name=f"现场{n + 1}.jpg",
        key=f"{own['organisation_id']}/{digest[:2]}/{digest}", stored_at=now, **own,
    )


def _citations(
    batch: Sequence[int], evidence: Sequence[Evidence], slots: Sequence[TaskSlot], made: dict[str, Any]
) -> Iterator[models.Model]:
    for n, one in zip(batch, evidence, strict=True):
        if slots:
            asked = slots[n * 5 % len(slots)]
            yield Citation(evidence=one, unit_id=one.unit_id, slot=asked.slot, served_task=asked.task, **made)
            if n % 2:
                yield Citation(evidence=one, unit_id=one.unit_id, task=asked.task, served_task=asked.task, **made)
