"""What the reader takes from a plan: a proposal a person corrects, never a decision.

Every item carries the ``spans`` it was read from and most a ``confidence`` from 0 to 1; from ``SURE`` on it may be
shown as read, below it a person looks first. What could not be read is a ``Finding``, not a guess.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wenming.domain.codec import decode, encode

SURE = 0.9


@dataclass(frozen=True, slots=True)
class Span:
    """Characters ``start`` (inclusive) to ``end`` (exclusive) of ``Line.text``; ``line`` is ``Line.number``."""

    line: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Owner:
    """A unit, a set of units or a person, as printed with the spaces removed; 各处室、单位 is one."""

    name: str
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TargetText:
    """A committed figure. ``op`` is ``>=``, ``<=`` or ``=``; ``value`` an exact decimal as text; ``unit`` as printed.

    The populations are the printed words before and after 占 (or 的比例), empty where the sentence does not say.
    """

    text: str
    op: str
    value: str
    unit: str
    numerator_population: str = ""
    denominator_population: str = ""
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Deadline:
    """``text`` as printed; ``on`` is the last day (ISO) where the words fix one, otherwise None."""

    text: str
    on: str | None = None
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """``key`` is stable inside one draft; ``text`` is the whole task without what names its owners."""

    key: str
    number: str
    title: str
    text: str
    area: str | None = None
    lead_units: tuple[Owner, ...] = ()
    responsible_units: tuple[Owner, ...] = ()
    responsible_people: tuple[Owner, ...] = ()
    targets: tuple[TargetText, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class AreaDraft:
    """A heading with tasks under it; ``name`` without number, final mark and date."""

    key: str
    number: str
    name: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseDraft:
    """Prose of the plan. ``kind``: guiding_idea, aim, measure, preamble or other."""

    kind: str
    heading: str
    text: str
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class PhaseDraft:
    """``start`` and ``end`` as YYYY-MM or YYYY-MM-DD, as exact as printed; None where the text gives none."""

    key: str
    name: str
    start: str | None = None
    end: str | None = None
    text: str = ""
    spans: tuple[Span, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class GroupDraft:
    """The leading group and its office; a member may be a phrase such as 各处室、单位主要负责人."""

    leader: tuple[Owner, ...] = ()
    deputy: tuple[Owner, ...] = ()
    members: tuple[Owner, ...] = ()
    office_unit: str = ""
    office_members: tuple[Owner, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person must decide. ``kind`` is a value of ``findings.FindingKind``; ``task`` a ``TaskDraft.key``."""

    key: str
    kind: str
    message: str
    span: Span | None = None
    task: str | None = None


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """A whole document as read. Texts are empty and dates None where the document does not say.

    ``disclosure`` is proactive, on_request, withheld or empty (the values of the glossary's 信息公开选项).
    """

    title: str = ""
    issuer: str = ""
    document_number: str = ""
    issued_on: str | None = None
    recipients: str = ""
    disclosure: str = ""
    honour: str = ""
    clauses: tuple[ClauseDraft, ...] = ()
    group: GroupDraft | None = None
    areas: tuple[AreaDraft, ...] = ()
    tasks: tuple[TaskDraft, ...] = ()
    phases: tuple[PhaseDraft, ...] = ()
    findings: tuple[Finding, ...] = ()
    title_spans: tuple[Span, ...] = ()
    issuer_spans: tuple[Span, ...] = ()
    date_spans: tuple[Span, ...] = ()
    disclosure_spans: tuple[Span, ...] = ()


def to_json(draft: PlanDraft) -> dict[str, Any]:
    """Plain dicts, lists, strings and numbers, fit for a JSON column; ``from_json`` gives the same draft back."""
    encoded: dict[str, Any] = encode(draft)
    return encoded


def from_json(data: Mapping[str, Any]) -> PlanDraft:
    """The inverse of ``to_json``. Raises ``ValueError`` naming the field where the data is not a draft."""
    return decode(PlanDraft, data, "draft")
