"""A whole sheet held against the roster: one outcome a row, and who of the roster the sheet does not list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from .changes import Basis, Outcome, Verdict, outcome_of
from .matching import Known, Matcher
from .rows import Row, refuse_twins
from .values import Status


@dataclass(frozen=True, slots=True)
class Comparison:
    """``absent`` are people of the roster, those who left aside, whom no row means, not even one with
    faults, and who stood there already on the day the sheet stands for."""

    outcomes: list[Outcome]
    absent: list[Known]

    def count(self, verdict: Verdict) -> int:
        return sum(one.verdict is verdict for one in self.outcomes)


def compare(rows: Sequence[Row], known: Sequence[Known], basis: Basis) -> Comparison:
    """Hold every row against the roster; adds what is found wrong to the rows' faults."""
    refuse_twins(rows)
    matcher = Matcher(known, rows)
    outcomes = [outcome_of(row, matcher, basis) for row in rows]
    outcomes = _refuse_second_claims(outcomes)
    meant = {one.known.key for one in outcomes if one.known}
    spoken_of = {one.row.name for one in outcomes if one.verdict is Verdict.BAD}
    absent = [
        one for one in known
        if one.key not in meant and one.status != Status.LEFT and one.name not in spoken_of
        and (one.stands_from is None or one.stands_from <= basis.as_of)
    ]
    return Comparison(outcomes, absent)


def _refuse_second_claims(outcomes: list[Outcome]) -> list[Outcome]:
    """Two rows that mean one person of the roster by different signs: neither is taken."""
    claims = Counter(one.known.key for one in outcomes if one.known)
    for place, one in enumerate(outcomes):
        if one.known and claims[one.known.key] > 1:
            reason = f"有 {claims[one.known.key]} 行都对上了名册里的{one.known.name}"
            one.row.refuse("", reason, "留一行；若是两个人，各填工号")
            outcomes[place] = Outcome(one.row, Verdict.BAD, one.known)
    return outcomes
