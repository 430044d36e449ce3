"""The lines of an edition as its pages show them."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from wenming.domain.standard.figures import shown
from wenming.domain.standard.nodes import Method, rule_from_json
from wenming.domain.standard.rule_words import said
from wenming.standard.models import Edition, EditionFinding, Indicator, IndicatorSlot

from .trees import lines_of, slots_of

WHOLE = 150
"""An edition of no more lines is shown whole; a longer one by its topmost lines, one at a time."""


@dataclass(frozen=True, slots=True)
class LineView:
    line: Indicator
    rule: str
    slots: list[IndicatorSlot]
    doubted: bool
    is_leaf: bool

    @property
    def score(self) -> str:
        return _printed(self.line.max_score)

    @property
    def methods(self) -> list[str]:
        return [Method(one).label for one in self.line.methods if one in set(Method)]


@dataclass(frozen=True, slots=True)
class LinesPage:
    """``groups`` are the topmost lines, ``group`` the key of the one shown, "" for the whole."""

    groups: list[Indicator]
    group: str
    rows: list[LineView]
    total: int
    summed: str

    @property
    def long(self) -> bool:
        return self.total > WHOLE


def page_of_lines(edition: Edition, group: str) -> LinesPage:
    """Three statements, whatever is shown."""
    lines = list(lines_of(edition))
    slots = slots_of(edition)
    is_open = EditionFinding.objects.of(edition.organisation_id).filter(edition=edition, state="open")
    doubted = set(is_open.values_list("indicator_id", flat=True))
    parents = {line.parent_id for line in lines}
    tops = [line for line in lines if line.level == 0]
    keys = {line.key for line in tops}
    if group not in keys:
        group = "" if len(lines) <= WHOLE or not tops else tops[0].key
    rows = [
        _view(line, slots.get(line.pk, []), line.pk in doubted, line.pk not in parents)
        for line in lines if not group or line.key == group or line.key.startswith(f"{group}.")
    ]
    return LinesPage(tops, group, rows, len(lines), _printed(_summed(tops)))


def _summed(tops: list[Indicator]) -> Decimal | None:
    scores = [line.max_score for line in tops if line.max_score is not None]
    return sum(scores, Decimal(0)) if scores else None


def line_view(line: Indicator) -> LineView:
    return _view(line, list(line.slots.select_related("slot")), False, not line.children.exists())


def _view(line: Indicator, slots: list[IndicatorSlot], doubted: bool, is_leaf: bool) -> LineView:
    return LineView(line, said(rule_from_json(line.rule)), slots, doubted, is_leaf)


def _printed(value: Decimal | None) -> str:
    return "" if value is None else shown(Fraction(value))
