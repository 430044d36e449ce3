"""Edits of what is not a task: the document's own data, phases, the leading group, clauses."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from wenming.domain.errors import InputRefused
from wenming.domain.plan.draft import ClauseDraft, GroupDraft, Owner, PhaseDraft, PlanDraft
from wenming.domain.plan.figure import first_day, last_day, month_or_day

CLAUSE_KINDS = ("preamble", "guiding_idea", "aim", "measure", "other")
DISCLOSURES = ("", "proactive", "on_request", "withheld")


@dataclass(frozen=True, slots=True)
class ChangeDocument:
    """``issued_on`` is ISO or None; ``disclosure`` a value of the glossary's 信息公开选项, or empty."""

    title: str
    issuer: str
    document_number: str
    issued_on: str | None
    recipients: str
    disclosure: str
    honour: str


@dataclass(frozen=True, slots=True)
class ChangePhases:
    """All phases in order; an empty ``key`` is a new one. Spans are those of the phase with the same key."""

    phases: tuple[PhaseDraft, ...]


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """Names in order; all of them empty means there is no leading group."""

    leader: tuple[str, ...]
    deputy: tuple[str, ...]
    members: tuple[str, ...]
    office_unit: str
    office_members: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangeClauses:
    """Clauses in order, each with the position (from 0) it had, or None for a new one: (was, kind, heading, text)."""

    clauses: tuple[tuple[int | None, str, str, str], ...]


def change_document(draft: PlanDraft, edit: ChangeDocument) -> PlanDraft:
    if not edit.title.strip():
        raise InputRefused("方案要有标题。", {"title": "请填写标题"})
    if edit.disclosure not in DISCLOSURES:
        raise InputRefused("公开选项请在列出的几种里选。", {"disclosure": "请重选"})
    if edit.issued_on and not _is_day(edit.issued_on):
        raise InputRefused("印发日期不是一个日期。", {"issued_on": "如 2026-03-02"})
    return replace(
        draft, title=edit.title.strip(), issuer=edit.issuer.strip(), document_number=edit.document_number.strip(),
        issued_on=edit.issued_on or None, recipients=edit.recipients.strip(), disclosure=edit.disclosure,
        honour=edit.honour.strip(),
    )  # fmt: skip


def change_phases(draft: PlanDraft, edit: ChangePhases) -> PlanDraft:
    known = {one.key: one for one in draft.phases}
    phases: list[PhaseDraft] = []
    for wanted in edit.phases:
        _check_phase(wanted)
        key = wanted.key if wanted.key in known else _new_key([*known, *(one.key for one in phases)])
        spans = known[key].spans if key in known else ()
        same = key in known and replace(known[key], confidence=1.0) == replace(
            wanted, key=key, spans=spans, confidence=1.0
        )
        phases.append(known[key] if same else replace(wanted, key=key, spans=spans, confidence=1.0))
    return replace(draft, phases=tuple(phases))


def change_group(draft: PlanDraft, edit: ChangeGroup) -> PlanDraft:
    old = draft.group or GroupDraft()
    known = {one.name: one for one in (*old.leader, *old.deputy, *old.members, *old.office_members)}
    group = replace(
        old, leader=_people(edit.leader, known), deputy=_people(edit.deputy, known),
        members=_people(edit.members, known), office_unit="".join(edit.office_unit.split()),
        office_members=_people(edit.office_members, known),
    )  # fmt: skip
    empty = not (group.leader or group.deputy or group.members or group.office_unit or group.office_members)
    return replace(draft, group=None if empty else group)


def change_clauses(draft: PlanDraft, edit: ChangeClauses) -> PlanDraft:
    clauses: list[ClauseDraft] = []
    for was, kind, heading, text in edit.clauses:
        if kind not in CLAUSE_KINDS or not text.strip():
            raise InputRefused("每条条款都要有类别和正文；不要的条款请勾选删去。", {"text": "请填写正文"})
        old = draft.clauses[was] if was is not None and 0 <= was < len(draft.clauses) else ClauseDraft(kind, "", "")
        clauses.append(replace(old, kind=kind, heading=heading.strip(), text=text.strip()))
    return replace(draft, clauses=tuple(clauses))


def _check_phase(phase: PhaseDraft) -> None:
    if not phase.name.strip():
        raise InputRefused("每个阶段都要有名称；不要的阶段请勾选删去。", {"name": "请填写名称"})
    for field, text in (("start", phase.start), ("end", phase.end)):
        if text and not month_or_day(text):
            raise InputRefused(f"“{text}”不是年月或日期，请写成 2026-03 或 2026-03-31。", {field: "如 2026-03"})
    starts, ends = first_day(phase.start or ""), last_day(phase.end or "")
    if starts and ends and ends < starts:
        raise InputRefused(f"“{phase.name}”的结束早于开始，请核对。", {"end": "早于开始"})


def _people(names: Sequence[str], known: dict[str, Owner]) -> tuple[Owner, ...]:
    bare = list(dict.fromkeys("".join(name.split()) for name in names if name.strip()))
    return tuple(replace(known[name], confidence=1.0) if name in known else Owner(name) for name in bare)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _new_key(keys: Sequence[str]) -> str:
    taken = [int(key[1:]) for key in keys if key[:1] == "p" and key[1:].isdigit()]
    return f"p{max(taken, default=0) + 1}"
