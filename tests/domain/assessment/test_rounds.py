"""Every stage, act, value and party of a check of oneself against the printed tables."""

from itertools import product

import pytest

from wenming.domain.assessment import rounds
from wenming.domain.assessment.rounds import Act, Opinion, Party, Stage
from wenming.domain.errors import InputRefused, RuleBroken

MOVES = {
    (Stage.DRAFT, Act.OPEN): Stage.OPEN, (Stage.OPEN, Act.ADVANCE): Stage.REVIEW,
    (Stage.REVIEW, Act.ADVANCE): Stage.DECISION, (Stage.REVIEW, Act.STEP_BACK): Stage.OPEN,
    (Stage.DECISION, Act.STEP_BACK): Stage.REVIEW, (Stage.DECISION, Act.CLOSE): Stage.CLOSED,
}
RUNNING = {Stage.OPEN, Stage.REVIEW, Stage.DECISION}
SAID = {
    (Stage.OPEN, Opinion.SELF, Party.RESPONSIBLE), (Stage.OPEN, Opinion.SELF, Party.LEAD),
    (Stage.REVIEW, Opinion.REVIEW, Party.LEAD), (Stage.DECISION, Opinion.DECISION, Party.OFFICE),
    *((stage, Opinion.EXTERNAL, Party.OFFICE) for stage in RUNNING),
    *((stage, Opinion.COMMENT, party) for stage, party in product(RUNNING, Party)),
}


@pytest.mark.parametrize(("stage", "act", "party"), list(product(Stage, Act, Party)))
def test_the_office_alone_moves_a_round(stage, act, party):
    allowed = party is Party.OFFICE and (stage, act) in MOVES
    assert rounds.may(stage, act, {party}) == allowed
    if allowed:
        assert rounds.move(stage, act, {party}, reason="有误") is MOVES[stage, act]
    else:
        with pytest.raises(RuleBroken) as refused:
            rounds.move(stage, act, {party}, reason="有误")
        assert refused.value.sentence.startswith(f"现在是“{stage.label}”")


def test_to_step_back_needs_a_reason():
    with pytest.raises(InputRefused) as refused:
        rounds.move(Stage.REVIEW, Act.STEP_BACK, {Party.OFFICE}, reason=" ")
    assert "reason" in refused.value.fields


@pytest.mark.parametrize(("stage", "opinion", "party"), list(product(Stage, Opinion, Party)))
def test_who_says_which_value_at_which_stage(stage, opinion, party):
    allowed = (stage, opinion, party) in SAID
    assert rounds.may_say(stage, opinion, {party}) == allowed
    if allowed:
        rounds.check_saying(stage, opinion, {party})
    else:
        with pytest.raises(RuleBroken, match=opinion.label):
            rounds.check_saying(stage, opinion, {party})


def test_a_closed_round_takes_nothing_and_goes_nowhere():
    assert not any(rounds.may(Stage.CLOSED, act, set(Party)) for act in Act)
    assert not any(rounds.may_say(Stage.CLOSED, opinion, set(Party)) for opinion in Opinion)


@pytest.mark.parametrize(("values", "counts"), [
    ({}, None), ({Opinion.EXTERNAL: 9, Opinion.COMMENT: 9}, None), ({Opinion.SELF: 1, Opinion.EXTERNAL: 9}, 1),
    ({Opinion.SELF: 1, Opinion.REVIEW: 2}, 2), ({Opinion.SELF: 1, Opinion.REVIEW: 2, Opinion.DECISION: 3}, 3),
    ({Opinion.SELF: 1, Opinion.DECISION: 3}, 3),
])
def test_the_last_word_counts_and_an_external_score_stands_beside(values, counts):
    told = rounds.prevailing(values)
    assert (told and told[1]) == counts


def test_every_line_counts_by_the_last_word_on_it():
    said = {
        Opinion.SELF: {"1": 1, "2": 1, "3": 1}, Opinion.REVIEW: {"2": 2, "3": 2}, Opinion.DECISION: {"3": 3},
        Opinion.EXTERNAL: {"1": 9, "4": 9},
    }
    assert rounds.counting(said) == {"1": 1, "2": 2, "3": 3}
    assert rounds.counting({}) == {}


def test_everything_has_its_word():
    for words in (Stage, Act, Party, Opinion):
        assert len({one.label for one in words}) == len(words)
