"""Every state, act and party of an item to mend against the printed table; what each act has to say."""

from datetime import date
from itertools import product

import pytest

from wenming.domain.assessment import rectification
from wenming.domain.assessment.rectification import NEEDED, Act, Party, Saying, State
from wenming.domain.errors import InputRefused, RuleBroken

MENDERS, REVIEWERS, OFFICE = {Party.OWNER, Party.LEAD}, {Party.LEAD, Party.OFFICE}, {Party.OFFICE}
ALLOWED = {
    (State.OPEN, Act.START): (State.MENDING, MENDERS), (State.MENDING, Act.REPORT): (State.MENDED, MENDERS),
    (State.EXTENDED, Act.REPORT): (State.MENDED, MENDERS), (State.MENDED, Act.RETURN): (State.MENDING, REVIEWERS),
    (State.MENDED, Act.CLOSE): (State.CLOSED, REVIEWERS), (State.OPEN, Act.EXTEND): (State.EXTENDED, OFFICE),
    (State.MENDING, Act.EXTEND): (State.EXTENDED, OFFICE), (State.EXTENDED, Act.EXTEND): (State.EXTENDED, OFFICE),
    (State.CLOSED, Act.REVISIT): (State.CLOSED, REVIEWERS), (State.CLOSED, Act.REOPEN): (State.MENDING, REVIEWERS),
}
TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(("state", "act", "party"), list(product(State, Act, Party)))
def test_who_may_do_what_in_which_state(state, act, party):
    to, parties = ALLOWED.get((state, act), (None, set()))
    assert rectification.may(state, act, {party}) == (party in parties)
    if party in parties:
        assert rectification.move(state, act, {party}, set(Saying)) is to
    else:
        with pytest.raises(RuleBroken) as refused:
            rectification.move(state, act, {party}, set(Saying))
        assert refused.value.sentence.startswith(f"现在是“{state.label}”")
        assert act.label in refused.value.sentence


@pytest.mark.parametrize(("act", "saying"), [(act, saying) for act in Act for saying in NEEDED[act]])
def test_an_act_without_what_it_has_to_say_is_refused_field_by_field(act, saying):
    state = next(state for state, one in ALLOWED if one is act)
    with pytest.raises(InputRefused) as refused:
        rectification.move(state, act, set(Party), set(Saying) - {saying})
    assert list(refused.value.fields) == [saying]
    assert saying.label in refused.value.sentence


def test_what_each_act_has_to_say():
    assert {Saying.REASON, Saying.DEADLINE, Saying.APPROVER} == set(NEEDED[Act.EXTEND])
    assert Saying.PROOF in NEEDED[Act.REPORT]
    assert set(NEEDED) == set(Act)


def test_whoever_mended_it_does_not_close_it():
    rectification.check_closer(closer_id=3, mender_ids={1, 2})
    with pytest.raises(RuleBroken, match="另一个人"):
        rectification.check_closer(closer_id=2, mender_ids={1, 2})


@pytest.mark.parametrize(("until", "deadline", "approver", "field"), [
    (date(2026, 12, 1), date(2026, 11, 30), 2, ""), (date(2026, 11, 25), None, 2, ""),
    (date(2026, 11, 30), date(2026, 11, 30), 2, "deadline"), (date(2026, 11, 24), date(2026, 11, 1), 2, "deadline"),
    (date(2026, 12, 1), None, 1, "approver"),
])
def test_more_time_is_more_and_approved_by_another(until, deadline, approver, field):
    asked = {"until": until, "deadline": deadline, "today": TODAY, "asked_by": 1, "approved_by": approver}
    if not field:
        rectification.check_extension(**asked)
        return
    with pytest.raises(InputRefused) as refused:
        rectification.check_extension(**asked)
    assert list(refused.value.fields) == [field]


@pytest.mark.parametrize(("state", "deadline", "late"), [
    (State.OPEN, date(2026, 11, 24), True), (State.EXTENDED, date(2026, 11, 24), True), (State.OPEN, TODAY, False),
    (State.MENDED, date(2026, 1, 1), False), (State.CLOSED, date(2026, 1, 1), False), (State.MENDING, None, False),
])
def test_what_is_late(state, deadline, late):
    assert rectification.is_overdue(state, deadline, TODAY) == late


def test_only_a_closed_item_lets_the_dossier_be_ready():
    assert [state for state in State if not rectification.blocks_dossier(state)] == [State.CLOSED]


def test_everything_has_its_word():
    for words in (State, Act, Party, Saying):
        assert len({one.label for one in words}) == len(words)
