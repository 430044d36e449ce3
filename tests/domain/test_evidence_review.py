"""Every stage, act and party of a review against the printed table; which steps are skipped."""

from itertools import product

import pytest

from wenming.domain.errors import RuleBroken
from wenming.domain.evidence import review
from wenming.domain.evidence.review import BOTH, Act, Party, Reason, Route, Stage

UNIT = {Party.CONTACT, Party.HEAD, Party.OFFICE}
ALLOWED = {
    (Stage.DRAFT, Act.PASS): UNIT, (Stage.HEAD, Act.PASS): {Party.HEAD, Party.OFFICE},
    (Stage.LEAD, Act.PASS): {Party.LEAD, Party.OFFICE}, (Stage.OFFICE, Act.PASS): {Party.OFFICE},
    (Stage.HEAD, Act.RETURN): {Party.HEAD, Party.OFFICE}, (Stage.LEAD, Act.RETURN): {Party.LEAD, Party.OFFICE},
    (Stage.OFFICE, Act.RETURN): {Party.OFFICE}, (Stage.RETURNED, Act.HAND_IN): UNIT,
    (Stage.ACCEPTED, Act.REVISE): UNIT, (Stage.ACCEPTED, Act.WITHDRAW): {Party.OFFICE},
    **{(stage, Act.WITHDRAW): UNIT for stage in (Stage.DRAFT, Stage.HEAD, Stage.LEAD, Stage.OFFICE, Stage.RETURNED)},
}


@pytest.mark.parametrize(("stage", "act", "party"), list(product(Stage, Act, Party)))
def test_who_may_do_what_at_which_stage(stage, act, party):
    allowed = party in ALLOWED.get((stage, act), set())
    assert review.may(stage, act, {party}) == allowed
    if not allowed:
        with pytest.raises(RuleBroken) as refused:
            review.move(stage, act, {party}, BOTH)
        assert refused.value.sentence.startswith(f"现在是“{stage.label}”")
        assert act.label in refused.value.sentence


@pytest.mark.parametrize(
    ("has_head", "has_lead", "path"),
    [
        (True, True, [Stage.HEAD, Stage.LEAD, Stage.OFFICE, Stage.ACCEPTED]),
        (False, True, [Stage.LEAD, Stage.OFFICE, Stage.ACCEPTED]),
        (True, False, [Stage.HEAD, Stage.OFFICE, Stage.ACCEPTED]),
        (False, False, [Stage.OFFICE, Stage.ACCEPTED]),
    ],
)
def test_a_draft_goes_by_the_steps_somebody_is_there_to_take(has_head, has_lead, path):
    route, stage, went = Route(has_head, has_lead), Stage.DRAFT, []
    parties = {Stage.DRAFT: Party.CONTACT, Stage.HEAD: Party.HEAD, Stage.LEAD: Party.LEAD, Stage.OFFICE: Party.OFFICE}
    while stage is not Stage.ACCEPTED:
        stage = review.move(stage, Act.PASS, {parties[stage]}, route)
        went.append(stage)
    assert went == path


@pytest.mark.parametrize(
    ("parties", "stage"),
    [({Party.CONTACT}, Stage.HEAD), ({Party.CONTACT, Party.HEAD}, Stage.LEAD), ({Party.OFFICE}, Stage.OFFICE)],
)
def test_whoever_hands_in_has_taken_his_own_step(parties, stage):
    assert review.move(Stage.RETURNED, Act.HAND_IN, parties, BOTH) is stage
    assert review.move(Stage.ACCEPTED, Act.REVISE, parties, BOTH, accepted=True) is stage
    assert review.move(Stage.DRAFT, Act.PASS, parties, BOTH) is stage


@pytest.mark.parametrize("stage", [Stage.HEAD, Stage.LEAD, Stage.OFFICE, Stage.RETURNED])
def test_only_what_was_accepted_before_can_be_left_as_it_was(stage):
    assert review.move(stage, Act.DROP, {Party.CONTACT}, BOTH, accepted=True) is Stage.ACCEPTED
    assert not review.may(stage, Act.DROP, {Party.CONTACT})
    assert not review.may(stage, Act.WITHDRAW, {Party.CONTACT}, accepted=True)
    assert review.move(stage, Act.WITHDRAW, {Party.OFFICE}, BOTH, accepted=True) is Stage.WITHDRAWN


def test_a_step_whose_taker_is_gone_is_left_behind():
    assert review.settled(Stage.LEAD, Route(has_head=True, has_lead=False)) is Stage.OFFICE
    assert review.settled(Stage.HEAD, Route(has_head=False, has_lead=True)) is Stage.LEAD
    assert review.settled(Stage.LEAD, BOTH) is Stage.LEAD


def test_what_counts():
    assert {one for one in Stage if review.counts(one, accepted=False)} == {
        Stage.HEAD, Stage.LEAD, Stage.OFFICE, Stage.ACCEPTED}
    assert review.counts(Stage.RETURNED, accepted=True)
    assert not review.counts(Stage.WITHDRAWN, accepted=True)


def test_every_stage_act_party_and_reason_has_its_word():
    for words in (Stage, Act, Party, Reason):
        assert len({one.label for one in words}) == len(words)
