"""The material of one activity: filed in one act, added to later, used in one act wherever it answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from wenming.audit.actions import record
from wenming.domain.authority import Viewer
from wenming.domain.errors import ChangedMeanwhile, InputRefused, NotFound
from wenming.domain.evidence.packs import BY_SLUG, PARTS, title_of_part
from wenming.evidence import events
from wenming.evidence.access import check_may_change, check_may_file, check_may_fill, parts_of
from wenming.evidence.models import Citation, EventPack, Evidence
from wenming.evidence.queries.groups import with_their_groups
from wenming.organisation.models import Unit
from wenming.plan.models import Duty, Task
from wenming.standard.models import MaterialSlot

from .citing import cite_held
from .filing import add_files, file_evidence
from .receiving import Incoming
from .tallying import tallied

Parts = Mapping[str, Sequence[Incoming]]
"""The part (``domain.evidence.packs``) → its files."""


@transaction.atomic
def file_pack(
    *, title: str, unit: Unit, event_on: date, parts: Parts, place: str = "", people: str = "", caption: str = "",
    disclosure: str = "internal", late_reason: str = "", by: Viewer, at: datetime,
) -> EventPack:
    """File an activity with the parts there are; each becomes evidence that says what the pack says.

    Raises InputRefused as ``file_evidence`` does; nothing is filed then.
    """
    check_may_file(by, unit)
    if not title.strip():
        raise InputRefused("还没有归集：请写活动名称。已上传的文件和填写的内容都还在。", {"title": "请写活动名称"})
    pack = EventPack.objects.create(
        organisation_id=by.organisation_id, unit=unit, title=title.strip(), event_on=event_on, place=place.strip(),
        people=people.strip(), caption=caption.strip(), disclosure=Evidence.Disclosure(disclosure).value,
        made_at=at, made_by=by.name,
    )
    filed = _fill(pack, parts, late_reason, by, at)
    record(events.pack_filed, by=by, at=at, on=pack, after={"parts": _words(filed), "unit": unit.name})
    return pack


@transaction.atomic
def fill_pack(*, pack: EventPack, parts: Parts, late_reason: str = "", by: Viewer, at: datetime) -> list[Evidence]:
    """Add parts, or files to parts that are there. Returns the evidence that was made or added to."""
    pack = EventPack.objects.select_for_update(of=("self",)).select_related("unit").get(pk=pack.pk)
    check_may_fill(by, pack)
    filed = _fill(pack, parts, late_reason, by, at)
    record(events.pack_filled, by=by, at=at, on=pack, after={"parts": _words(filed)})
    return filed


@transaction.atomic
def put_in_pack(*, evidence: Evidence, pack: EventPack, part: str, by: Viewer, at: datetime) -> None:
    """Let evidence filed before be a part. Raises ChangedMeanwhile where it is part of another pack by now."""
    check_may_fill(by, pack)
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit", "pack").get(pk=evidence.pk)
    check_may_change(by, evidence)
    if evidence.pack:
        raise ChangedMeanwhile(f"“{evidence}”已经在活动材料包“{evidence.pack}”里，没有改动。要换包，请先在那里移出。")
    if part not in BY_SLUG:
        raise InputRefused("没有放进：请选它是活动材料包里的哪一部分。", {"part": "请选一项"})
    _set_pack(evidence, pack, part)
    record(events.put_in_pack, by=by, at=at, on=pack, after={"title": evidence.title, "parts": BY_SLUG[part].word})


@transaction.atomic
def take_out_of_pack(*, evidence: Evidence, by: Viewer, at: datetime) -> None:
    """The evidence stays, with all it serves. Raises ChangedMeanwhile where it is in no pack."""
    evidence = Evidence.objects.select_for_update(of=("self",)).select_related("unit", "pack").get(pk=evidence.pk)
    check_may_change(by, evidence)
    pack = evidence.pack
    if pack is None:
        raise ChangedMeanwhile(f"“{evidence}”已经不在活动材料包里了。")
    word = BY_SLUG[evidence.pack_part].word
    _set_pack(evidence, None, "")
    record(events.taken_out_of_pack, by=by, at=at, on=pack, before={"title": evidence.title, "parts": word})


@dataclass(frozen=True, slots=True)
class Answer:
    """One part and the demands it answers."""

    evidence_id: int
    slots: Sequence[MaterialSlot]


@transaction.atomic
def cite_pack(
    *, pack: EventPack, unit: Unit, tasks: Sequence[Task] = (), duties: Sequence[Duty] = (),
    answers: Sequence[Answer] = (), by: Viewer, at: datetime,
) -> list[Citation]:
    """Let ``unit`` answer with the pack: every part for ``tasks`` and ``duties``, the chosen part for each demand.

    Raises NotFound for a part that is not one the person sees. What is cited already is left as it is.
    """
    whole = bool(tasks or duties)
    parts = {one.pk: one for one in parts_of(by, pack).select_for_update(of=("self",)).order_by("pk")}
    if not {one.evidence_id for one in answers} <= set(parts):
        raise NotFound("选的那一部分已不在活动材料包里，请刷新后重新选。")
    slots = {one.evidence_id: with_their_groups(one.slots, parts[one.evidence_id]) for one in answers}
    if not (whole or any(slots.values())):
        raise InputRefused("没有引用：请选一项任务，或给一条要求选一份材料。")
    used = [one for one in parts.values() if whole or slots.get(one.pk)]
    if not used:
        raise InputRefused("没有引用：活动材料包里还没有材料。")
    # in one order before the counting takes them piece by piece
    list(MaterialSlot.objects.select_for_update().filter(
        pk__in={slot.pk for group in slots.values() for slot in group}).order_by("pk").values("pk"))
    new = []
    with tallied(*used):
        for one in used:
            new += cite_held(evidence=one, unit=unit, tasks=tasks, duties=duties, slots=slots.get(one.pk, []), by=by,
                             at=at)
    return new


def _fill(pack: EventPack, parts: Parts, late_reason: str, by: Viewer, at: datetime) -> list[Evidence]:
    """Each part as evidence; what a part that is there lacks is added to it."""
    if not any(parts.values()):
        raise InputRefused("还没有归集：请至少在一处放一个文件。填写的内容都还在。", {"files": "请至少选一个文件"})
    there = {one.pack_part: one for one in parts_of(by, pack).order_by("-pk")}
    filed = []
    for part in PARTS:
        files = parts.get(part.slug)
        if not files:
            continue
        if part.slug in there:
            add_files(evidence=there[part.slug], files=files, by=by, at=at)
            filed.append(there[part.slug])
            continue
        evidence = file_evidence(
            files=files, title=title_of_part(pack.title, part.slug), unit=pack.unit, event_on=pack.event_on,
            place=pack.place, people=pack.people, caption=pack.caption, disclosure=pack.disclosure,
            late_reason=late_reason, by=by, at=at,
        )
        _set_pack(evidence, pack, part.slug)
        filed.append(evidence)
    return filed


def _set_pack(evidence: Evidence, pack: EventPack | None, part: str) -> None:
    evidence.pack, evidence.pack_part = pack, part
    evidence.save(update_fields=["pack", "pack_part"])


def _words(filed: Sequence[Evidence]) -> str:
    return "、".join(BY_SLUG[one.pack_part].word for one in filed)
