"""What holds for every edition and every set of answers."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from wenming.domain.assessment.answers import NotApplicable, Points
from wenming.domain.assessment.keys import keyed
from wenming.domain.assessment.lines import lines_of, parts_of
from wenming.domain.assessment.scheme import Excluded, Part, Scheme, Scope
from wenming.domain.assessment.scoring import score
from wenming.domain.assessment.sheet import prepare
from wenming.domain.assessment.trying import Trial
from wenming.domain.assessment.verdicts import Verdict
from wenming.domain.standard.nodes import Component

from .trees import LEVEL, answered, better, editions

FEWER = settings(max_examples=50)
FIRST = Component("材料", Fraction(5))
PARTS = st.sampled_from([
    (), (), (Part(FIRST, ("0",), scaled=True),), (Part(FIRST, ("0",)), Part(Component("实地", Fraction(2)))),
])
SCHEMES = st.builds(
    Scheme, st.sampled_from(Excluded), PARTS, st.none() | st.just(Fraction(7)), st.none() | st.just(Fraction(3)))


@st.composite
def cases(draw):
    sheet = prepare(draw(editions()), draw(SCHEMES), Scope(LEVEL))
    return sheet, draw(answered(sheet))


@given(cases())
def test_confirmed_is_within_possible_and_that_within_what_there_is(case):
    done = score(*case)
    for told in [*lines_of(done), *parts_of(done)]:
        assert 0 <= told.span.confirmed <= told.span.possible <= told.span.maximum
        limits = [limit for limit in (told.node.max_score, told.node.cap) if limit is not None]
        assert all(told.span.maximum <= limit for limit in limits)
    assert 0 <= done.total.confirmed <= done.total.possible <= done.total.maximum


@given(cases(), st.data())
def test_a_better_answer_never_lowers_anything(case, data):
    sheet, answers = case
    before = score(sheet, answers)
    if not answers:
        return
    key = data.draw(st.sampled_from(sorted(answers)))
    after = score(sheet, {**answers, key: better(answers[key])})
    for one, other in zip(lines_of(before), lines_of(after), strict=True):
        assert one.span.confirmed <= other.span.confirmed
        assert one.span.possible <= other.span.possible


@given(cases(), st.data())
@FEWER
def test_to_know_more_confirms_no_less_and_promises_no_more(case, data):
    sheet, answers = case
    silent = [key for key, answer in answers.items() if not isinstance(answer, NotApplicable)]
    if not silent:
        return
    key = data.draw(st.sampled_from(silent))
    less = score(sheet, {one: answer for one, answer in answers.items() if one != key})
    more = score(sheet, answers)
    assert less.total.confirmed <= more.total.confirmed
    assert more.total.possible <= less.total.possible


@given(editions(), SCHEMES, st.data())
@FEWER
def test_the_order_of_siblings_does_not_matter(nodes, scheme, data):
    sheet = prepare(nodes, scheme, Scope(LEVEL))
    answers = data.draw(answered(sheet))
    turned = prepare(_turned(nodes), scheme, Scope(LEVEL))
    one, other = score(sheet, answers), score(turned, answers)
    assert {told.key: (told.span, told.verdict) for told in lines_of(one)} == {
        told.key: (told.span, told.verdict) for told in lines_of(other)}
    assert one.total == other.total


def _turned(nodes):
    return tuple(replace(node, children=_turned(node.children)) for node in reversed(nodes))


@given(editions(), st.data())
@FEWER
def test_lines_without_caps_weights_and_exceptions_simply_add_up(nodes, data):
    plain = _plain(nodes)
    sheet = prepare(plain, scope=Scope(LEVEL))
    answers = {key: one for key, one in data.draw(answered(sheet)).items() if not isinstance(one, NotApplicable)}
    spans = {told.key: told.span for told in lines_of(score(sheet, answers))}
    for key, _, node in keyed(plain):
        if node.children:
            below = [spans[f"{key}/{child.code}"] for child in node.children]
            assert spans[key].confirmed == sum(one.confirmed for one in below)
            assert spans[key].possible == sum(one.possible for one in below)


def _plain(nodes):
    return tuple(
        replace(node, children=_plain(node.children), cap=None, weight=None, bonus=False,
                max_score=None if node.children else node.max_score or Fraction(1))
        for node in nodes)


@given(cases(), st.data())
@FEWER
def test_trying_a_line_is_marking_it_anew(case, data):
    sheet, answers = case
    done = score(sheet, answers)
    open_still = [key for place, key, _ in sheet.leaves if done.verdicts[place] is Verdict.UNKNOWN]
    chosen = data.draw(st.lists(st.sampled_from(open_still), unique=True) if open_still else st.just([]))
    spans = {told.key: told.span for told in [*lines_of(done), *parts_of(done)]}
    anew = score(sheet, {**answers, **{key: Points(spans[key].possible) for key in chosen}})
    trial = Trial(done)
    assert trial.gain(chosen) == anew.total.confirmed - done.total.confirmed
    assert trial.total == done.total.confirmed
    trial.confirm(chosen)
    assert trial.total == anew.total.confirmed
