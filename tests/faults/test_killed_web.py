"""kill -9 of the web process in the middle of every act: all or nothing, and the same form sent again does it once."""

import pytest

from .acts import ACTS, form_of
from .failpoint import AFTER, BEFORE
from .installation import wait_until
from .person import Person

TRACES = {"django_session", "accounts_sentform", "jobs_signoflife"}
"""What a request leaves behind without being an act."""
TAKEN_IN = {"filestore_storedfile", "jobs_job"}
"""A file is taken in before the act that files it: bytes nothing names yet are seen by nobody."""


@pytest.fixture
def place(midcourse, install):
    place = install(like=midcourse, settings="tests.faults.settings")
    place.start("--no-worker")
    return place


def answers_again(place):
    """By itself; after a second death within seconds the server gives up and the service manager starts it anew."""
    wait_until(lambda: place.get("/healthz")[0] == 200 or place.processes[-1].poll() is not None, "it is back or ended")
    if place.processes[-1].poll() is not None:
        place.start("--no-worker")


def signed_in(place, act):
    person = Person(place.address)
    person.sign_in(act.who)
    return person


def audited(state):
    return len(state["audit_auditentry"])


@pytest.mark.parametrize("act", ACTS, ids=str)
def test_killed_in_the_middle_of_an_act(place, act):
    for one in act.first:
        earlier = signed_in(place, one)
        assert earlier.send(form_of(one, earlier), one.files).status < 400
    person = signed_in(place, act)
    form = form_of(act, person)
    table = {"X-Fail-Table": "audit_auditentry"}
    traces = TRACES | TAKEN_IN if act.files else TRACES
    before = place.everything(*traces)

    assert person.send(form, act.files, **{"X-Fail-Point": BEFORE}, **table).status == 0, "nobody answered"
    answers_again(place)
    assert place.everything(*traces) == before, "nothing of it is there"

    said = person.send(form, act.files, **{"X-Fail-Point": AFTER}, **table)
    assert said.status == 0, f"the same form was taken again and the act committed: {said.status} {said.body[-2000:]}"
    answers_again(place)
    done = place.everything(*traces)
    changed = {name for name in done if done[name] != before[name]}
    assert changed - {"audit_auditentry"}, "the act is there"
    assert audited(done) > audited(before), "and in the record, where it was not before"

    again = person.send(form, act.files)
    assert again.status in {200, 204, 302, 303}, again.body
    assert place.everything(*traces) == done, "sent again it was recognised: nothing twice"
