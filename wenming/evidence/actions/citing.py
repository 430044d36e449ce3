"""Saying what evidence serves. Filed once, cited wherever it serves (mission: collected once, used everywhere)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import models, transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import InputRefused, NotFound
from wenming.evidence import events
from wenming.evidence.access import check_is_filed, check_may_cite, check_may_file
from wenming.evidence.models import Citation, Evidence
from wenming.organisation.models import Unit
from wenming.plan.models import Duty, Task
from wenming.standard.models import MaterialSlot

from .tallying import tallied


@transaction.atomic
def cite(
    *, evidence: Evidence, unit: Unit, tasks: Sequence[Task] = (), duties: Sequence[Duty] = (),
    slots: Sequence[MaterialSlot] = (), by: Viewer, at: datetime,
) -> list[Citation]:
    """Let ``unit`` answer with the evidence; what is already cited is left as it is. Returns the new citations."""
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    check_may_cite(by, evidence, unit)
    _check_own([*tasks, *duties, *slots], by)
    if any(duty.unit_id != unit.pk for duty in duties):
        raise InputRefused(f"只能用来说明{unit}自己的分解任务。", {"serves": "请重新勾选"})
    held = list(evidence.citations.order_by("pk"))
    known = {_aim(one) for one in held}
    first, new = (held[0] if held else None), []
    with tallied(evidence):
        for name, thing in [*_named("task", tasks), *_named("duty", duties), *_named("slot", slots)]:
            made = Citation(
                organisation_id=by.organisation_id, evidence=evidence, unit=unit, reuse_of=first, made_at=at,
                made_by=by.name, **{name: thing},
            )
            if _aim(made) not in known:
                made.save()
                known.add(_aim(made))
                first = first or made
                new.append(made)
    if new:
        record(events.evidence_cited, by=by, at=at, on=evidence,
               after={"serves": "、".join(_words(one) for one in new), "unit": unit.name})
    return new


@transaction.atomic
def uncite(*, citation: Citation, by: Viewer, at: datetime) -> None:
    """Take back one citation; the evidence stays. The next oldest citation becomes the first use."""
    evidence = Evidence.objects.select_for_update().get(pk=citation.evidence_id)
    check_may_file(by, citation.unit)
    check_is_filed(evidence)
    words, unit = _words(citation), citation.unit.name
    with tallied(evidence):
        citation.delete()
    rest = list(evidence.citations.order_by("pk"))
    if rest:
        Citation.objects.filter(pk=rest[0].pk).update(reuse_of=None)
        Citation.objects.filter(pk__in=[one.pk for one in rest[1:]], reuse_of=None).update(reuse_of=rest[0])
    record(events.citation_removed, by=by, at=at, on=evidence, before={"serves": words, "unit": unit})


def _named(name: str, things: Sequence[models.Model]) -> list[tuple[str, models.Model]]:
    return [(name, thing) for thing in things]


def _check_own(things: Sequence[Task | Duty | MaterialSlot], by: Viewer) -> None:
    if any(thing.organisation_id != by.organisation_id for thing in things):
        raise NotFound


def _aim(citation: Citation) -> tuple[int | None, ...]:
    """What makes two citations of one piece of evidence the same; only slots are answered unit by unit."""
    return (citation.task_id, citation.duty_id, citation.slot_id, citation.unit_id if citation.slot_id else None)


def _words(citation: Citation) -> str:
    return str(citation.task or citation.duty or citation.slot)
