"""Whose ledger, under which filter."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from wenming.domain.language.questions import Term, terms_of
from wenming.evidence.models import ACCEPTED, Evidence, Link

from .open_doubts import doubtful
from .searching import holding
from .serving import citations_for

STATES = {
    Evidence.State.FILED.value: "已归集", ACCEPTED: "其中已认定", Evidence.State.DRAFT.value: "草稿",
    Evidence.State.RETURNED.value: "已退回", Evidence.State.WITHDRAWN.value: "已撤回",
}
"""What the ledger can be asked for, each counted by itself; what is accepted is filed as well."""
KINDS = {
    **dict(Evidence.Kind.choices), "link:lost": f"网页链接 · {Link.State.LOST.label}",
    "link:changed": f"网页链接 · {Link.State.CHANGED.label}",
}
"""What the filter offers: the kinds, and the web pages whose link is not what it was."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filter as the address holds it; a value that does not fit is no filter."""

    organisation_id: int
    task: int | None = None
    unit: int | None = None
    month: str = ""
    kind: str = ""
    text: str = ""
    state: str = Evidence.State.FILED.value
    doubt: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str], organisation_id: int) -> "Wanted":
        month, kind, state = given.get("month", ""), given.get("kind", ""), given.get("state", "")
        text = given.get("text", "").replace("\0", "").strip()[:60]
        return cls(
            organisation_id=organisation_id,
            task=_number(given.get("task", "")), unit=_number(given.get("unit", "")),
            month=month if re.fullmatch(r"[12]\d{3}-(0[1-9]|1[0-2])", month) else "",
            kind=kind if kind in KINDS else "", text=text if terms_of(text) else "",
            state=state if state in STATES else Evidence.State.FILED.value,
            doubt=bool(given.get("doubt")),
        )

    @property
    def terms(self) -> tuple[Term, ...]:
        """What the words of the filter look for."""
        return terms_of(self.text)

    @property
    def query(self) -> dict[str, object]:
        """For the address: only what is filtered."""
        state = "" if self.state == Evidence.State.FILED else self.state
        values = {"task": self.task, "unit": self.unit, "month": self.month, "kind": self.kind, "text": self.text}
        return {name: value for name, value in {**values, "state": state, "doubt": int(self.doubt)}.items() if value}


def filtered(visible: QuerySet[Evidence], wanted: Wanted) -> QuerySet[Evidence]:
    rows = _in_state(visible, wanted.state) if not wanted.text else _holding(visible, wanted)
    if wanted.task:
        rows = rows.filter(pk__in=citations_for(wanted.organisation_id, [wanted.task]).values("evidence_id"))
    if wanted.unit:
        rows = rows.filter(own_unit=wanted.unit) if wanted.text else rows.filter(unit_id=wanted.unit)
    if wanted.month:
        first = date.fromisoformat(f"{wanted.month}-01")
        rows = rows.filter(event_on__gte=first, event_on__lt=_next_month(first))
    if wanted.doubt:
        rows = doubtful(rows)
    if wanted.kind:
        kind, _, link_state = wanted.kind.partition(":")
        rows = rows.filter(kind=kind, **({"link__state": link_state} if link_state else {}))
    return rows


def _holding(visible: QuerySet[Evidence], wanted: Wanted) -> QuerySet[Evidence]:
    """What holds the words, in the wanted state, found through the words first.

    Left to itself SQLite goes through the whole ledger for a rare word: so the columns its indexes begin with stand
    inside expressions, and ``kind``, which no index holds and every piece has, is asked for.
    """
    aside = visible.alias(
        own_state=Coalesce("state", Value("")), own_unit=Coalesce("unit_id", Value(0)),
        own_acceptance=Coalesce("accepted", Value(value=False)),
    )
    found = aside.filter(pk__in=holding(wanted.organisation_id, wanted.terms))
    if wanted.state == ACCEPTED:
        return found.filter(own_state=Evidence.State.FILED, own_acceptance=True, kind__gt="")
    return found.filter(own_state=wanted.state, kind__gt="")


def _in_state(visible: QuerySet[Evidence], state: str) -> QuerySet[Evidence]:
    if state == ACCEPTED:
        return visible.filter(accepted=True, state=Evidence.State.FILED)
    return visible.filter(state=state)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
