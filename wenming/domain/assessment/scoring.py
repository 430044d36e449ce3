"""The score of an edition: every line and the whole, from what is known of the lines. One pass over the sheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

from .answers import Answers, NotApplicable, Points
from .growing import ASIDE, BASE, BONUS
from .scheme import Excluded
from .sheet import Branch, Sheet
from .span import Span
from .verdicts import Number, Outcome, Verdict, Worth

_EXCLUDED = Verdict.NOT_APPLICABLE


@dataclass(frozen=True, slots=True)
class Score:
    """Lists go by the places of the sheet, in grains. ``maxima`` are the sheet's unless lines were dropped;
    ``stretched`` says by what the rest of a line's children is multiplied where some do not apply; ``decided`` are
    lines with others below that a person has given points."""

    sheet: Sheet
    answers: Answers
    confirmed: list[Number]
    possible: list[Number]
    verdicts: list[Verdict]
    maxima: list[Number]
    stretched: dict[int, Fraction]
    decided: frozenset[int]

    def span(self, place: int) -> Span:
        grain = self.sheet.grain
        return Span(
            Fraction(self.confirmed[place], grain), Fraction(self.possible[place], grain),
            Fraction(self.maxima[place], grain),
        )

    @property
    def base(self) -> Span:
        return self.span(BASE)

    @property
    def bonus(self) -> Span:
        return self.span(BONUS)

    @property
    def total(self) -> Span:
        return self.base + self.bonus

    @property
    def passes(self) -> Verdict:
        """Against the pass mark: sure, no longer to be had, or not known yet. Vetoes are told beside it."""
        mark, total = self.sheet.scheme.pass_mark, self.total
        if mark is None:
            return Verdict.NOT_APPLICABLE
        if total.confirmed >= mark:
            return Verdict.MET
        return Verdict.NOT_MET if total.possible < mark else Verdict.UNKNOWN

    def counted(self, branch: Branch, values: Sequence[Number]) -> Number:
        """What ``values`` of the children come to under all that holds for the line."""
        return min(self.earned(branch, values), self.maxima[branch[0]])

    def earned(self, branch: Branch, values: Sequence[Number]) -> Number:
        """The same before the cap."""
        place, first, last, weights = branch
        below = values[first:last]
        earned = sum(below) if weights is None else sum(map(mul, weights, below))
        return earned * self.stretched[place] if place in self.stretched else earned


def score(sheet: Sheet, answers: Answers) -> Score:
    """``answers`` go by the keys of lines; keys of no line are left alone. Raises Unfit for an answer of a kind the
    line cannot be asked."""
    upper = answers.keys() & sheet.upper_keys
    if upper:
        answers = _handed_down(sheet, answers, upper)
    size = len(sheet.keys)
    confirmed: list[Number] = [0] * size
    possible: list[Number] = [0] * size
    verdicts = [Verdict.MET] * size
    get = answers.get
    for place, key, judge in sheet.leaves:
        confirmed[place], possible[place], verdicts[place] = judge(get(key))
    if upper or _EXCLUDED in verdicts:
        return _with_exceptions(sheet, answers, confirmed, possible, verdicts)
    maxima = sheet.maxima
    for place, first, last, weights in sheet.branches.values():
        if weights is None:
            sure, still = sum(confirmed[first:last]), sum(possible[first:last])
        else:
            sure, still = sum(map(mul, weights, confirmed[first:last])), sum(map(mul, weights, possible[first:last]))
        confirmed[place], possible[place] = min(sure, maxima[place]), min(still, maxima[place])
        verdicts[place] = max(verdicts[first:last], default=Verdict.MET)
    return Score(sheet, answers, confirmed, possible, verdicts, maxima, {}, frozenset())


def _handed_down(sheet: Sheet, answers: Answers, upper: set[str]) -> Answers:
    """A line that does not apply takes all below it along."""
    gone = [
        sheet.keys[below] for key in upper if isinstance(answers[key], NotApplicable)
        for below in sheet.below(sheet.places[key])
    ]
    return {**answers, **dict.fromkeys(gone, NotApplicable())}


def _with_exceptions(
    sheet: Sheet, answers: Answers, confirmed: list[Number], possible: list[Number], verdicts: list[Verdict]
) -> Score:
    """The same sums where lines do not apply, or a person has decided over several."""
    maxima, decided = list(sheet.maxima), set()
    done = Score(sheet, answers, confirmed, possible, verdicts, maxima, {}, frozenset())
    for place, _, _ in sheet.leaves:
        if verdicts[place] is _EXCLUDED:
            _leave_out(done, place)
    for branch in sheet.branches.values():
        place, first, last, _ = branch
        verdicts[place] = max(verdicts[first:last], default=Verdict.MET)
        if verdicts[place] is _EXCLUDED:
            _leave_out(done, place)
            continue
        _make_up(done, branch)
        answer = answers.get(sheet.keys[place])
        if isinstance(answer, Points) and place not in (BASE, BONUS, ASIDE):
            decided.add(place)
            outcome: Outcome = Worth(maxima[place], sheet.grain).otherwise(answer)
            confirmed[place], possible[place], verdicts[place] = outcome
        else:
            confirmed[place], possible[place] = done.counted(branch, confirmed), done.counted(branch, possible)
    return Score(sheet, answers, confirmed, possible, verdicts, maxima, done.stretched, frozenset(decided))


def _leave_out(done: Score, place: int) -> None:
    """A line that does not apply: all its points, none, or none and no maximum either. Never a bonus."""
    policy = done.sheet.scheme.excluded
    credited = done.maxima[place] if policy is Excluded.CREDITED and place not in done.sheet.in_bonus else 0
    done.confirmed[place] = done.possible[place] = credited
    if policy is Excluded.DROPPED:
        done.maxima[place] = 0


def _make_up(done: Score, branch: Branch) -> None:
    """What the lines that apply take over from their siblings, or what the line is worth less."""
    sheet, (place, first, last, weights) = done.sheet, branch
    each = range(first, last)
    by = [1] * len(each) if weights is None else weights
    whole = sum(map(mul, by, sheet.maxima[first:last]))
    if sheet.scheme.excluded is Excluded.REDISTRIBUTED:
        left = sum(times * sheet.maxima[child] for times, child in zip(by, each, strict=True)
                   if done.verdicts[child] is not _EXCLUDED)
        if 0 < left < whole and place != BONUS:
            done.stretched[place] = Fraction(whole) / Fraction(left)
    elif sheet.scheme.excluded is Excluded.DROPPED:
        lost = whole - sum(map(mul, by, done.maxima[first:last]))
        done.maxima[place] = max(min(sheet.maxima[place], whole - lost), 0)
