"""kill -9 of the web process in the middle of every act: all or nothing, and the same form sent again does it once."""

import pyotp
import pytest

from .acts import ACTS
from .acts.act import RECORD, form_of
from .failpoint import AFTER, BEFORE

TRACES = {"django_session", "accounts_sentform", "jobs_signoflife"}
"""What a request leaves behind without being an act."""
TAKEN_IN = {"filestore_storedfile", "jobs_job"}
"""A file is taken in before the act that files it: bytes nothing names yet are seen by nobody."""


def traces_of(act):
    return TRACES | TAKEN_IN - {act.table} if act.files else TRACES


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_killed_in_the_middle_of_an_act(stage, act):
    stage.reset()
    place, person = stage.place, stage.person(act.who)
    form = form_of(act, person, {**stage.ids, "code": pyotp.TOTP(stage.secret).now()})
    table, traces = {"X-Fail-Table": act.table}, traces_of(act)
    before = place.everything(*traces)

    said = person.send(form, act.files, **{"X-Fail-Point": BEFORE}, **table)
    assert said.status == 0, f"killed before the commit: {said.status} {said.text[-1500:]}"
    assert place.everything(*traces) == before, "nothing of it is there"

    said = person.send(form, act.files, **{"X-Fail-Point": AFTER}, **table)
    assert said.status == 0, f"the same form was taken again and the act committed: {said.status} {said.text[-1500:]}"
    done = place.everything(*traces)
    changed = {name for name in done if done[name] != before[name]}
    assert act.table in changed, "the act is there"
    assert act.only_recorded == (changed == {RECORD}), f"written and recorded: {changed}"

    again = person.send(form, act.files)
    assert again.status in {200, 204, 302, 303}, again.text
    finally_there = place.everything(*traces)
    if act.repeatable:
        done, finally_there = ({name: len(rows) for name, rows in one.items()} for one in (done, finally_there))
    assert finally_there == done, "sent again it was recognised: nothing twice"
