"""``wenming serve`` as people run it: a web process that was killed is raised, and the form sent again works."""

from tests.faults.acts import accounts
from tests.faults.acts.act import RECORD, form_of

from .failpoint import AFTER, BEFORE
from .installation import wait_until
from .person import Person


def answers_again(place):
    """By itself; after a second death within seconds the server gives up and the service manager starts it anew."""
    wait_until(lambda: place.get("/healthz")[0] == 200 or place.processes[-1].poll() is not None, "it is back or ended")
    if place.processes[-1].poll() is not None:
        place.start("--no-worker")


def test_killed_and_raised_again(campaign, install):
    place = install(like=campaign.place, settings="tests.faults.settings")
    place.start("--no-worker")
    person = Person(place.address)
    assert person.sign_in("system_admin").status == 303
    form = form_of(accounts.ACTS[0], person, campaign.ids)
    made = "select count(*) from accounts_user where username = 'killed.one'"
    for where, count in ((BEFORE, 0), (AFTER, 1)):
        assert person.send(form, **{"X-Fail-Point": where, "X-Fail-Table": RECORD}).status == 0
        answers_again(place)
        assert place.rows(made) == [(count,)]
    assert person.send(form).status == 303
    assert place.rows(made) == [(1,)]
