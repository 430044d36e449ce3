from datetime import date

import pytest

from wenming.domain.errors import InputRefused, RuleBroken
from wenming.domain.plan.concrete_plan import (
    REFUSALS,
    TRANSITIONS,
    Act,
    MilestoneInput,
    State,
    allowed,
    check_milestones,
    check_submittable,
    next_state,
)


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("act", Act)
def test_every_pair_moves_on_or_says_why_not(state, act):
    if (state, act) in TRANSITIONS:
        assert next_state(state, act) is TRANSITIONS[state, act]
        assert act in allowed(state)
    else:
        with pytest.raises(RuleBroken) as refusal:
            next_state(state, act)
        assert refusal.value.sentence == REFUSALS[state]


def test_a_submitted_plan_is_not_edited_behind_the_office():
    with pytest.raises(RuleBroken):
        next_state(State.SUBMITTED, Act.SAVE)


def test_a_returned_plan_becomes_a_draft_again_and_may_be_submitted():
    assert next_state(State.RETURNED, Act.SAVE) is State.DRAFT
    assert next_state(State.DRAFT, Act.SUBMIT) is State.SUBMITTED


def test_a_node_after_the_deadline_is_refused():
    node = MilestoneInput("第 2 场讲座", date(2026, 3, 2))
    check_milestones([node], date(2026, 3, 2))
    check_milestones([node], None)
    with pytest.raises(InputRefused, match="第 2 场讲座"):
        check_milestones([node], date(2026, 3, 1))


def test_the_same_node_twice_is_refused():
    node = MilestoneInput("讲座", date(2026, 3, 2))
    with pytest.raises(InputRefused, match="两遍"):
        check_milestones([node, node], None)


def test_a_plan_without_nodes_is_not_submitted():
    with pytest.raises(RuleBroken):
        check_submittable(0)
    check_submittable(1)
