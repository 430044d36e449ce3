"""Saying what evidence serves. Filed once, cited wherever it serves (mission: collected once, used everywhere)."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction

from wenming.audit.actions import hold, record
from wenming.audit.registry import restores
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound
from wenming.evidence import events
from wenming.evidence.access import check_is_not_withdrawn, check_may_cite, check_may_file, check_still_asked
from wenming.evidence.models import Citation, Evidence
from wenming.evidence.queries.groups import with_their_groups
from wenming.organisation.models import Unit
from wenming.plan.models import Duty, Task
from wenming.standard.models import MaterialSlot

from .stepping import settle
from .tallying import tallied


@transaction.atomic
def cite(
    *, evidence: Evidence, unit: Unit, tasks: Sequence[Task] = (), duties: Sequence[Duty] = (),
    slots: Sequence[MaterialSlot] = (), by: Viewer, at: datetime,
) -> list[Citation]:
    """Let ``unit`` answer with the evidence; what is already cited is left as it is. Returns the new citations.

    A demand that shares its material with others brings along those this evidence counts for.

    Raises InputRefused for another unit's duty, and for what a revision of the plan has withdrawn.
    """
    evidence = Evidence.objects.select_for_update().get(pk=evidence.pk)
    slots = with_their_groups(slots, evidence)
    with tallied(evidence):
        return cite_held(evidence=evidence, unit=unit, tasks=tasks, duties=duties, slots=slots, by=by, at=at)


def cite_held(
    *, evidence: Evidence, unit: Unit, tasks: Sequence[Task], duties: Sequence[Duty], slots: Sequence[MaterialSlot],
    by: Viewer, at: datetime,
) -> list[Citation]:
    """``cite`` for evidence whose row the transaction holds, inside its ``tallied``."""
    check_may_cite(by, evidence, unit)
    _check_own([*tasks, *duties, *slots], by)
    if any(duty.unit_id != unit.pk for duty in duties):
        raise InputRefused(f"只能用来说明{unit}自己的分解任务。", {"serves": "请重新勾选"})
    check_still_asked(tasks, duties, slots)
    held = list(evidence.citations.order_by("pk"))
    known = {_aim(one) for one in held}
    first, new = (held[0] if held else None), []
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
    check_is_not_withdrawn(evidence)
    words, unit, held = _words(citation), citation.unit.name, _held(citation)
    with tallied(evidence):
        citation.delete()
    rest = list(evidence.citations.order_by("pk"))
    if rest:
        Citation.objects.filter(pk=rest[0].pk).update(reuse_of=None)
        Citation.objects.filter(pk__in=[one.pk for one in rest[1:]], reuse_of=None).update(reuse_of=rest[0])
    settle(evidence, at=at)
    entry = record(events.citation_removed, by=by, at=at, on=evidence, before={"serves": words, "unit": unit})
    hold(entry, **held)


@restores(events.citation_removed)
def restore_citation(held: dict[str, Any], *, by: Viewer, at: datetime) -> None:
    """Raises ChangedMeanwhile where it is cited there again, or what was answered is no longer asked."""
    evidence = Evidence.objects.of(by.organisation_id).select_for_update().get(pk=held["evidence"])
    unit = Unit.objects.of(by.organisation_id).get(pk=held["unit"])
    check_may_file(by, unit)
    check_is_not_withdrawn(evidence)
    first = evidence.citations.order_by("pk").first()
    again = Citation(organisation_id=by.organisation_id, evidence=evidence, unit=unit, reuse_of=first, made_at=at,
                     made_by=by.name, **{f"{name}_id": held[name] for name in ("task", "duty", "slot")})
    if held["slot"] and not MaterialSlot.objects.of(by.organisation_id).filter(pk=held["slot"]).exists():
        raise ChangedMeanwhile("这条材料要求已经撤销，引用没有恢复。要恢复，请先在“回收”里恢复材料要求，再重新引用。")
    if _aim(again) in {_aim(one) for one in evidence.citations.all()}:
        raise ChangedMeanwhile(f"“{evidence}”在这里已经又引用了，不用再恢复。")
    with tallied(evidence):
        again.save()
    record(events.citation_restored, by=by, at=at, on=evidence, after={"serves": _words(again), "unit": unit.name})


def _named(name: str, things: Sequence[models.Model]) -> list[tuple[str, models.Model]]:
    return [(name, thing) for thing in things]


def _check_own(things: Sequence[Task | Duty | MaterialSlot], by: Viewer) -> None:
    if any(thing.organisation_id != by.organisation_id for thing in things):
        raise NotFound


def _aim(citation: Citation) -> tuple[int | None, ...]:
    """What makes two citations of one piece of evidence the same; only slots are answered unit by unit."""
    return (citation.task_id, citation.duty_id, citation.slot_id, citation.unit_id if citation.slot_id else None)


def _held(citation: Citation) -> dict[str, Any]:
    return {
        "evidence": citation.evidence_id, "unit": citation.unit_id, "task": citation.task_id,
        "duty": citation.duty_id, "slot": citation.slot_id,
    }


def _words(citation: Citation) -> str:
    return str(citation.task or citation.duty or citation.slot)
