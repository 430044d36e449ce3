"""Whose ledger, under which filter."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import QuerySet, Value
from django.db.models.functions import Coalesce

from wenming.domain.language.questions import Term, terms_of
from wenming.evidence.models import ACCEPTED, Evidence, Link

from .open_doubts import doubtful
from .searching import asked_for, holding
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


class Cut(NamedTuple):
    """A filter in the values a database is asked with; None where it leaves everything. ``until`` is not in it."""

    organisation_id: int
    since: date | None
    until: date | None
    task: int | None
    unit: int | None
    kind: str | None
    link_state: str | None
    asked: tuple[str, ...]
    doubt: bool


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

    @property
    def cut(self) -> Cut:
        """All but the state."""
        since = date.fromisoformat(f"{self.month}-01") if self.month else None
        kind, _, link_state = self.kind.partition(":")
        return Cut(
            self.organisation_id, since, since and _next_month(since), self.task or None, self.unit or None,
            kind or None, link_state or None, asked_for(self.organisation_id, self.terms), self.doubt,
        )


def filtered(visible: QuerySet[Evidence], cut: Cut, state: str) -> QuerySet[Evidence]:
    """``state`` may decide how the query reads, so it stands apart."""
    rows = _holding(visible, cut.asked, state) if cut.asked else _in_state(visible, state)
    if cut.task:
        rows = rows.filter(pk__in=citations_for(cut.organisation_id, [cut.task]).values("evidence_id"))
    if cut.unit:
        rows = rows.filter(own_unit=cut.unit) if cut.asked else rows.filter(unit_id=cut.unit)
    if cut.since:
        rows = rows.filter(event_on__gte=cut.since, event_on__lt=cut.until)
    if cut.doubt:
        rows = doubtful(rows)
    if cut.kind:
        rows = rows.filter(kind=cut.kind)
    if cut.link_state:
        rows = rows.filter(link__state=cut.link_state)
    return rows


def _holding(visible: QuerySet[Evidence], asked: Sequence[str], state: str) -> QuerySet[Evidence]:
    """What holds the words, in the wanted state, found through the words first.

    Left to itself SQLite goes through the whole ledger for a rare word: so the columns its indexes begin with stand
    inside expressions, and ``kind``, which no index holds and every piece has, is asked for.
    """
    aside = visible.alias(
        own_state=Coalesce("state", Value("")), own_unit=Coalesce("unit_id", Value(0)),
        own_acceptance=Coalesce("accepted", Value(value=False)),
    )
    found = aside.filter(pk__in=holding(asked))
    if state == ACCEPTED:
        return found.filter(own_state=Evidence.State.FILED, own_acceptance=True, kind__gt="")
    return found.filter(own_state=state, kind__gt="")


def _in_state(visible: QuerySet[Evidence], state: str) -> QuerySet[Evidence]:
    if state == ACCEPTED:
        return visible.filter(accepted=True, state=Evidence.State.FILED)
    return visible.filter(state=state)


def _next_month(first: date) -> date:
    return (first.replace(day=28) + timedelta(days=4)).replace(day=1)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None
